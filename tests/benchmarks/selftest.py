#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Shows that the comparisons judge as they say, without measuring anything."""

import tempfile
import unittest
from pathlib import Path

from comparison import clients, documents, measuring, tables
from comparison.runs import Runs
from comparison.tables import Advantage
from comparison.workloads import Workload

ECHO = clients.Workload("echo", "echo", (
    clients.rate(times=2), clients.latency("p50_us", "median", times=2),
    clients.Figure("grown", "memory", "bytes", "memory", at_most=1000)), bare=True)
CLIENTS = [clients.Client("ours", "QSocketIo", ["ours"], "1"),
           clients.Client("npm", "npm", ["node"], "2"),
           clients.Client("bare", "bare", ["ours", "--bare"], "3")]


def result(rate, latency, grown=0, disturbance=0.0):
    return {"rate": rate, "p50_us": latency, "grown": grown, "disturbance": disturbance}


def medians(ours, npm):
    return {("ours", ECHO): ours, ("npm", ECHO): npm}


class Judgement(unittest.TestCase):
    def misses(self, ours, npm):
        return list(clients.misses([ECHO], medians(ours, npm)))

    def test_nothing_is_missed_at_twice_the_rate_and_half_the_latency(self):
        self.assertEqual(self.misses(result(200, 50), result(100, 100)), [])

    def test_a_rate_below_twice_the_other_is_missed(self):
        self.assertEqual(self.misses(result(199, 50), result(100, 100)),
                         ["missed: echo: messages: 1.99×, not 2×"])

    def test_a_latency_above_half_of_the_other_is_missed(self):
        self.assertEqual(self.misses(result(200, 80), result(100, 100)),
                         ["missed: echo: latency, median: 1.25×, not 2×"])

    def test_memory_above_its_limit_is_missed_whatever_the_other_needs(self):
        self.assertEqual(self.misses(result(200, 50, 1001), result(100, 100, 9999)),
                         ["missed: echo: memory: 1,001 bytes"])

    def test_memory_that_shrank_is_no_division_by_zero(self):
        figure = clients.Figure("grown", "memory", "bytes", "memory")
        self.assertGreater(figure.advantage({"grown": -5}, {"grown": 100}).times, 1)

    def test_an_advantage_tells_its_target(self):
        self.assertEqual(Advantage(1.5, "rate", 2).text(), "1.5× rate (≥ 2) **missed**")
        self.assertEqual(Advantage(2.5, "rate", 2).text(), "2.5× rate (≥ 2)")
        self.assertEqual(Advantage(2.5, "rate").text(), "2.5× rate")


class Floor(unittest.TestCase):
    ECHO = Workload("echo", "messages/s", "pass", floor=True, times_node=4)

    def medians(self, floor_rate):
        rates = {"ours": 300, "node": 100, "floor": floor_rate}
        return {(name, self.ECHO): {"rate": rate, "server_cpu_us": 1200 / rate, "disturbance": 0.0,
                                    "generator_busy": 0.5} for name, rate in rates.items()}

    def test_its_share_and_what_it_reaches_are_shown(self):
        self.assertIn("| echo | 4.00 | 3.00 | 75% | 4.0× rate (≥ 4) |  |",
                      list(tables.floor_table([self.ECHO], self.medians(400))))

    def test_a_goal_that_it_misses_is_out_of_reach(self):
        self.assertIn("| echo | 4.00 | 3.75 | 94% | 3.2× rate (≥ 4) **out of reach** |  |",
                      list(tables.floor_table([self.ECHO], self.medians(320))))

    def test_a_missed_goal_tells_what_it_reached(self):
        self.assertEqual(list(tables.misses([self.ECHO], self.medians(320))),
                         ["missed: echo: 3.00× node, not 4× (floor: 3.20×)"])


class Table(unittest.TestCase):
    def lines(self, results):
        return "\n".join(clients.document(CLIENTS, [ECHO], results, "3 runs"))

    def test_a_row_shows_all_clients_and_how_much_better_ours_is(self):
        results = medians(result(2500, 40), result(1000, 100)) | {("bare", ECHO): result(3000, 30)}
        text = self.lines(results)
        self.assertIn("| echo | messages | 2,500 /s | 1,000 /s | 3,000 /s | 2.5× rate (≥ 2) |", text)
        self.assertIn("| echo | memory | 0.0 bytes | 0.0 bytes | 0.0 bytes | ≤ 1,000 bytes |", text)

    def test_a_client_without_a_result_has_an_empty_cell(self):
        self.assertIn("| echo | latency, median | 40.0 µs | 100 µs |  | 2.5× latency (≥ 2) |",
                      self.lines(medians(result(2500, 40), result(1000, 100))))

    def test_disturbed_measurements_are_counted(self):
        text = self.lines(medians(result(1, 1, disturbance=0.5), result(1, 1)))
        self.assertIn("10% of a core during 1 of the 2 measurements", text)

    def test_it_replaces_what_stands_between_its_comments(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "page.md")
            page.write_text("a\n<!-- t -->\nold\n<!-- end of t -->\nb\n")
            documents.put(page, "t", ["new"])
            self.assertEqual(page.read_text(),
                             "a\n<!-- t -->\n\nnew\n\n<!-- end of t -->\nb\n")


class Measurements(unittest.TestCase):
    def test_bare_sockets_do_what_needs_no_socket_io(self):
        self.assertTrue(CLIENTS[2].can(ECHO))
        self.assertFalse(CLIENTS[2].can(clients.Workload("reconnect", "reconnect", ())))

    def test_runs_are_kept_and_added_to(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "runs")
            for rate in (100, 300, 200):
                Runs(file).add("ours", "echo", result(rate, 1))
            runs = Runs(file)
            self.assertEqual(runs.repetitions(), 3)
            self.assertEqual(runs.medians([ECHO])["ours", ECHO]["rate"], 200)

    def test_every_workload_has_a_title_of_its_own(self):
        titles = [workload.title for workload in clients.WORKLOADS]
        self.assertEqual(len(titles), len(set(titles)))

    def test_disturbance_is_what_others_took_of_a_core(self):
        self.assertTrue(measuring.is_disturbed({"disturbance": 0.11}))
        self.assertFalse(measuring.is_disturbed({"disturbance": 0.09}))


if __name__ == "__main__":
    unittest.main()

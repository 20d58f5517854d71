# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT
"""Judges the medians and prints them."""

import dataclasses
import datetime
import os
import pathlib
import platform

from .measuring import DISTURBANCE_LIMIT, figure, is_disturbed

# Above this share of its core the load generator, not the server, may set the rate.
GENERATOR_LIMIT = 0.94
RIVALS = ("node", "bun", "ws")
AS_GOOD = 0.9


@dataclasses.dataclass(frozen=True)
class Advantage:
    times: float  # how many times better than the other
    basis: str
    target: float | None = None

    @property
    def reached(self):
        return self.target is None or self.times >= self.target

    def text(self, miss="**missed**"):
        target = f" (≥ {self.target:g})" if self.target else ""
        return f"{self.times:.1f}× {self.basis}{target}" + ("" if self.reached else f" {miss}")


def advantage(workload, ours, other, target):
    if workload.measures_memory:
        return Advantage(figure(workload, other) / max(figure(workload, ours), 1), "memory", target)
    if ours["generator_busy"] > GENERATOR_LIMIT or is_disturbed(ours) or is_disturbed(other):
        return Advantage(other["server_cpu_us"] / ours["server_cpu_us"], "CPU", target)
    return Advantage(ours["rate"] / other["rate"], "rate", target)


def advantages(workload, medians, server="ours"):
    """Of a server over the others."""
    targets = {"node": workload.times_node, "bun": workload.times_bun, "ws": None}
    if (server, workload) not in medians:
        return {}
    return {rival: advantage(workload, medians[server, workload], medians[rival, workload],
                             targets[rival])
            for rival in RIVALS if (rival, workload) in medians}


def other_demands(workload, medians):
    """Further targets of a workload: (text, reached)."""
    ours, node = medians["ours", workload], medians.get(("node", workload))
    if workload.at_most:
        yield f"≤ {workload.at_most:,.0f} bytes", figure(workload, ours) <= workload.at_most
    if workload.cpu_of_node and node:
        share = ours["server_cpu_us"] / node["server_cpu_us"]
        yield (f"{share:.3f} of Node's CPU (≤ {workload.cpu_of_node:g})",
               share <= workload.cpu_of_node)
    others = [result for (name, other), result in medians.items()
              if name == "ours" and other.title == workload.as_good_as]
    for other in others:
        share = advantage(workload, ours, other, AS_GOOD)
        yield (f"{share.times:.2f} of {workload.as_good_as}, by {share.basis} (≥ {AS_GOOD:g})",
               share.reached)


def comparison_table(workloads, medians):
    yield "| workload | unit | QSocketIo | than Node | than Bun | than raw ws | other |"
    yield "|---|---|--:|--:|--:|--:|---|"
    for workload in workloads:
        texts = {rival: value.text() for rival, value in advantages(workload, medians).items()}
        others = "; ".join(text + ("" if reached else " **missed**")
                           for text, reached in other_demands(workload, medians))
        yield (f"| {workload.title} | {workload.unit} "
               f"| {figure(workload, medians['ours', workload]):,.0f} | "
               + " | ".join(texts.get(rival, "") for rival in RIVALS) + f" | {others} |")


def floor_table(workloads, medians):
    """How much of the work no server can leave out, and what one reaches that does just that."""
    yield "| workload | QSocketIo µs/op | floor µs/op | share | floor than Node | floor than Bun |"
    yield "|---|--:|--:|--:|--:|--:|"
    for workload in workloads:
        if ("floor", workload) not in medians:
            continue
        ours, floor = (medians[server, workload]["server_cpu_us"] for server in ("ours", "floor"))
        texts = {rival: value.text("**out of reach**")
                 for rival, value in advantages(workload, medians, "floor").items()}
        yield (f"| {workload.title} | {ours:.2f} | {floor:.2f} | {floor / ours:.0%} "
               f"| {texts.get('node', '')} | {texts.get('bun', '')} |")


def detail_table(peers, workloads, medians):
    yield ("| workload | server | rate/s | CPU µs/op | p50 / p99 / p99.9 µs "
           "| busy: server / generator |")
    yield "|---|---|--:|--:|--:|--:|"
    for workload in workloads:
        for peer in peers:
            result = medians.get((peer.name, workload))
            if not result:
                continue
            if "rate" not in result:
                yield (f"| {workload.title} | {peer.title} | {figure(workload, result):,.0f} bytes "
                       "| | | |")
                continue
            latencies = " / ".join(f"{result[key]:,.0f}" for key in ("p50_us", "p99_us", "p999_us"))
            yield (f"| {workload.title} | {peer.title} | {result['rate']:,.0f} "
                   f"| {result['server_cpu_us']:.2f} | {latencies} "
                   f"| {result['server_busy']:.0%} / {result['generator_busy']:.0%} |")


def machine():
    model = next((line.split(":", 1)[1].strip()
                  for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return f"{model}, {os.cpu_count()} cores, {system}, Linux {platform.release()}"


def heading(peers, note):
    yield f"{datetime.date.today():%d %B %Y}, {note}. {machine()}."
    yield ""
    yield "; ".join(f"{peer.title}: {peer.version}" for peer in peers) + "."
    yield ""


def document(peers, workloads, medians, note):
    yield from heading(peers, note)
    if len(peers) > 1 and peers[0].name == "ours":
        yield from comparison_table(workloads, medians)
        yield ""
        if any(peer.name == "floor" for peer in peers):
            yield from floor_table(workloads, medians)
            yield ""
    yield from detail_table(peers, workloads, medians)
    yield from disturbances(medians)


def disturbances(medians):
    disturbed = sum(map(is_disturbed, medians.values()))
    if disturbed:
        yield ""
        yield (f"Other programs took more than {DISTURBANCE_LIMIT:.0%} of a core during "
               f"{disturbed} of the {len(medians)} measurements.")


def misses(workloads, medians):
    for workload in workloads:
        floor = advantages(workload, medians, "floor")
        for rival, value in advantages(workload, medians).items():
            if not value.reached:
                limit = f" (floor: {floor[rival].times:.2f}×)" if rival in floor else ""
                yield (f"missed: {workload.title}: {value.times:.2f}× {rival}, "
                       f"not {value.target:g}×{limit}")
        for text, reached in other_demands(workload, medians):
            if not reached:
                yield f"missed: {workload.title}: {text}"

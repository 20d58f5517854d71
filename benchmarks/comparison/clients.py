# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT
"""Our client beside npm socket.io-client and bare QWebSocket: what is measured, and the table."""

import dataclasses

from . import tables
from .peers import HERE, executable, output_of, version_of

RIVAL = "npm"


@dataclasses.dataclass(frozen=True)
class Client:
    name: str
    title: str
    command: list
    version: str

    def can(self, workload):
        return self.name != "bare" or workload.bare


def our_client(directory):
    program = executable(directory, "qsocketio-benchclient")
    _name, version = output_of(program, "--version").split(maxsplit=1)
    return Client("ours", "QSocketIo", [program], version)


def npm_client(_directory):
    return Client(RIVAL, "npm socket.io-client",
                  ["node", "--expose-gc", str(HERE / "peers/client.mjs")],
                  f"socket.io-client {version_of('socket.io-client')} with ws {version_of('ws')} "
                  "on Node " + output_of("node", "--version"))


def bare_client(directory):
    return Client("bare", "bare QWebSocket",
                  [executable(directory, "qsocketio-benchclient"), "--bare"], "of the same Qt")


MAKERS = {"ours": our_client, RIVAL: npm_client, "bare": bare_client}


@dataclasses.dataclass(frozen=True)
class Figure:
    key: str  # in what the programs report
    title: str
    unit: str
    basis: str
    times: float | None = None  # at least this many times better than npm
    at_most: float | None = None  # of ours
    is_rate: bool = False  # more is better

    def text(self, result):
        value = result[self.key]
        return f"{value:,.0f} {self.unit}" if value >= 100 else f"{value:,.1f} {self.unit}"

    def advantage(self, ours, other):
        low, high = (other, ours) if self.is_rate else (ours, other)
        return tables.Advantage(high[self.key] / max(low[self.key], 1e-9), self.basis, self.times)

    def is_bounded(self, result):
        return self.at_most is None or result[self.key] <= self.at_most


@dataclasses.dataclass(frozen=True)
class Workload:
    title: str
    arguments: str  # of the programs
    figures: tuple
    bare: bool = False  # QWebSocket alone can do it as well


def rate(**targets):
    return Figure("rate", "messages", "/s", "rate", is_rate=True, **targets)


def latency(key, title, **targets):
    return Figure(key, f"latency, {title}", "µs", "latency", **targets)


def cost(title, key="cpu_us", **targets):
    return Figure(key, title, "µs", "CPU", **targets)


MESSAGE = "CPU time of a message"
WORKLOADS = [
    Workload("1,000 clients, each an event a second", "clients --duration 5", (
        Figure("bytes_per_client", "memory of a client", "bytes", "memory", times=1),
        cost("CPU time of a client, each second", times=1),
        cost("CPU time to connect", "connect_cpu_us", times=1)), bare=True),
    Workload("echo, 1 in flight", "echo", (
        latency("p50_us", "median"), latency("p99_us", "99th percentile"), cost(MESSAGE)),
        bare=True),
    Workload("echo, 16 in flight", "echo --inflight 16", (
        rate(times=2), latency("p50_us", "median", times=2),
        latency("p99_us", "99th percentile"), cost(MESSAGE, times=2)), bare=True),
    Workload("long-polling echo, 16 in flight", "echo --inflight 16 --transport polling", (
        rate(times=2), latency("p50_us", "median", times=2), cost(MESSAGE))),
    Workload("1,000 reconnections of one client", "reconnect", (
        cost("CPU time of one"),
        Figure("bytes_grown", "memory gained between the 100th and the last", "bytes", "memory",
               at_most=262_144))),
]


def rows(workload, names, results):
    for figure in workload.figures:
        ours = results["ours"]
        verdict = ""
        if figure.at_most is not None:
            verdict = (f"≤ {figure.at_most:,.0f} {figure.unit}"
                       + ("" if figure.is_bounded(ours) else " **missed**"))
        elif RIVAL in results:
            verdict = figure.advantage(ours, results[RIVAL]).text()
        texts = (figure.text(results[name]) if name in results else "" for name in names)
        yield f"| {workload.title} | {figure.title} | " + " | ".join(texts) + f" | {verdict} |"


def document(clients, workloads, medians, note):
    """The table; medians by name of the client and workload."""
    names = [client.name for client in clients]
    yield from tables.heading(clients, note)
    yield ("| workload | | " + " | ".join(client.title for client in clients)
           + " | better than npm |")
    yield "|---|---|" + "--:|" * (len(clients) + 1)
    for workload in workloads:
        yield from rows(workload, names, results_of(workload, medians))
    yield from tables.disturbances(medians)


def results_of(workload, medians):
    return {name: result for (name, other), result in medians.items() if other == workload}


def misses(workloads, medians):
    for workload in workloads:
        results = results_of(workload, medians)
        for figure in workload.figures:
            if not figure.is_bounded(results["ours"]):
                yield f"missed: {workload.title}: {figure.title}: {figure.text(results['ours'])}"
            elif RIVAL in results:
                value = figure.advantage(results["ours"], results[RIVAL])
                if not value.reached:
                    yield (f"missed: {workload.title}: {figure.title}: {value.times:.2f}×, "
                           f"not {value.target:g}×")

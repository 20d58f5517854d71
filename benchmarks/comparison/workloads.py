# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT
"""What the servers have to do, and how much better than the others QSocketIo has to be."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Workload:
    title: str
    unit: str
    arguments: str  # of the load generator
    flags: tuple = ()  # of the server
    times_node: float | None = None  # at least this many times the speed of Node
    times_bun: float | None = None  # and of Bun
    cpu_of_node: float | None = None  # at most this share of Node's CPU time per operation
    at_most: float | None = None  # bytes; a workload that measures memory
    as_good_as: str = ""  # another workload, of which it reaches nine tenths at least
    raw: bool = False  # npm ws alone can do it as well
    floor: bool = False  # and the bare server as well
    bun: bool = True

    @property
    def measures_memory(self):
        return self.arguments.startswith("idle")

    @property
    def over_tls(self):
        return "--tls" in self.flags


def echo(title, arguments, **targets):
    return Workload(title, "messages/s", arguments, **targets)


WORKLOADS = [
    echo("echo, 1 in flight", "pass", raw=True, floor=True, times_node=3.5, times_bun=1.8,
         cpu_of_node=0.31),
    echo("echo, 16 in flight", "pass --inflight 16", raw=True, floor=True, times_node=25,
         times_bun=7, cpu_of_node=0.04),
    echo("echo of 4 KiB, 1 in flight", "pass --size 4096", raw=True, floor=True),
    echo("echo of 4 KiB, 16 in flight", "pass --size 4096 --inflight 16", raw=True, floor=True),
    echo("echo of a typed string, 16 in flight", "echo --inflight 16", floor=True),
    echo("echo of a gadget, 16 in flight", "gadget --inflight 16", floor=True, times_node=14,
         times_bun=4),
    Workload("ack, 16 in flight", "acks/s", "ack --inflight 16", floor=True, times_node=18,
             times_bun=6),
    Workload("broadcast to 1,000, 1 in flight", "deliveries/s",
             "broadcast --connections 1000", floor=True, times_node=1.7, times_bun=1.1),
    Workload("broadcast to 1,000, 8 in flight", "deliveries/s",
             "broadcast --connections 1000 --inflight 8", floor=True, times_node=10, times_bun=8),
    Workload("1,000 sockets in 100 rooms", "deliveries/s", "rooms --connections 1000 --rooms 100",
             floor=True),
    echo("echo beside 5,000 idle", "pass --idle 5000", floor=True, times_node=4, times_bun=2.2,
         as_good_as="echo, 1 in flight"),
    Workload("connect, join and close", "connections/s", "connect", floor=True, times_node=8,
             times_bun=3.5),
    Workload("idle connection", "bytes", "idle", times_node=9, times_bun=7, at_most=2048),
    echo("binary, 64 KiB", "binary --size 65536 --connections 20", raw=True, times_node=3,
         times_bun=15),
    echo("binary, 1 MiB", "binary --size 1048576 --connections 5", raw=True, times_node=1.2,
         times_bun=8),
    echo("long-polling echo, 1 in flight", "pass --transport polling", times_node=4, times_bun=2),
    echo("long-polling echo, 16 in flight", "pass --transport polling --inflight 16",
         times_node=6, times_bun=5),
    echo("TLS echo, 1 in flight", "pass --tls yes", flags=("--tls",), times_node=1),
    echo("permessage-deflate echo of 4 KiB", "pass --size 4096 --compression deflate",
         flags=("--deflate",), bun=False),
    echo("MessagePack echo, 16 in flight", "pass --inflight 16 --parser msgpack",
         flags=("--msgpack",)),
]

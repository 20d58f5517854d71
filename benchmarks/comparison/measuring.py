# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT
"""One server and the load generator, pinned to different cores."""

import json
import os
import pathlib
import resource
import select
import statistics
import subprocess
import sys
import time

from .peers import Unable, executable

# Above this share of a core taken by other programs, the scheduler sets the rates.
DISTURBANCE_LIMIT = 0.10
DESCRIPTORS = 20_000

FULL = {"duration": "2", "warmup": "1", "count": "10000", "idle": "10000", "hold": "2"}
QUICK = {"duration": "0.7", "warmup": "0.3", "count": "3000", "idle": "1000", "hold": "0.5"}


def generator_command(directory, workload, effort):
    arguments = workload.arguments.split()
    kind = arguments[0]
    if kind == "connect":
        arguments += ["--count", effort["count"]]
    elif kind == "idle":
        arguments += ["--connections", effort["idle"], "--hold", effort["hold"]]
    else:
        arguments += ["--duration", effort["duration"], "--warmup", effort["warmup"]]
    return [executable(directory, "qsocketio-loadgen"), *arguments]


def cores():
    allowed = sorted(os.sched_getaffinity(0))
    if len(allowed) < 2:
        raise Unable("two cores are needed: one for the server, one for the load generator")
    return allowed[0], allowed[-1]


def pinned(core, command):
    return ["taskset", "--cpu-list", str(core), *command]


class RunningServer:
    """A peer's fresh server for the length of a with statement."""

    def __init__(self, command, core):
        self.process = subprocess.Popen(pinned(core, command), stdout=subprocess.PIPE)
        self.port = None

    def __enter__(self):
        ready, _, _ = select.select([self.process.stdout], [], [], 20)
        words = self.process.stdout.readline().split() if ready else []
        if len(words) != 2 or words[0] != b"LISTENING":
            self.__exit__()
            raise Unable(f"{self.process.args} did not print LISTENING and a port")
        self.port = int(words[1])
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


def busy_seconds():
    """CPU time of all programs on this machine, and what its host took away."""
    fields = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, nice, system, _idle, _iowait, irq, softirq, steal = map(int, fields[:8])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def process_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(server_command, generator):
    return measure_beside(server_command, lambda server: [
        *generator, "--port", str(server.port), "--server-pid", str(server.process.pid)])


def measure_beside(server_command, program_for):
    """What a program that speaks to a fresh server reports, and how much others disturbed it."""
    server_core, program_core = cores()
    with RunningServer(server_command, server_core) as server:
        program = program_for(server)

        def readings():
            own = process_seconds(server.process.pid) + children_seconds()
            return time.monotonic(), busy_seconds() - own

        begin = readings()
        done = subprocess.run(pinned(program_core, program), stdout=subprocess.PIPE, text=True,
                              timeout=180)
        end = readings()
        if done.returncode != 0:
            raise Unable(f"{' '.join(program)} ended with status {done.returncode}")
    result = json.loads(done.stdout)
    result["disturbance"] = (end[1] - begin[1]) / (end[0] - begin[0])
    return result


def median(results):
    return {key: statistics.median(result[key] for result in results)
            for key, value in results[0].items() if isinstance(value, (int, float))}


def is_disturbed(result):
    return result["disturbance"] > DISTURBANCE_LIMIT


def figure(workload, result):
    return result["bytes_per_connection" if workload.measures_memory else "rate"]


def report_progress(workload, peer, result):
    share = result["disturbance"]
    note = f" (other programs took {share:.0%} of a core)" if is_disturbed(result) else ""
    print(f"{workload.title}, {peer.title}: {figure(workload, result):,.0f} {workload.unit}{note}",
          file=sys.stderr)


def measure_all(peers, workloads, directory, effort, repetitions, certificate):
    """Servers take turns within each repetition, in alternating order."""
    results = {(peer.name, workload): [] for workload in workloads for peer in peers
               if peer.can(workload)}
    for repetition in range(repetitions):
        order = peers if repetition % 2 == 0 else peers[::-1]
        for workload in workloads:
            generator = generator_command(directory, workload, effort)
            for peer in order:
                if (peer.name, workload) not in results:
                    continue
                command = [*peer.command, "0", *certificate.arguments(workload)]
                result = measure(command, generator)
                results[peer.name, workload].append(result)
                report_progress(workload, peer, result)
    return {key: median(runs) for key, runs in results.items()}


def raise_descriptor_limit():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 2 * 1024:
        raise Unable(f"only {hard} open files are allowed (ulimit -Hn)")
    soft = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, DESCRIPTORS)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT
"""What was measured so far, in a file as well if there is one."""

import json

from . import measuring


class Runs:
    """The results by the name of the program and the title of the workload."""

    def __init__(self, file=None):
        self.file = file
        self.results = {}
        if file and file.exists():
            for line in file.read_text().splitlines():
                self._remember(*json.loads(line))

    def add(self, name, title, result):
        self._remember(name, title, result)
        if self.file:
            with self.file.open("a") as file:
                print(json.dumps([name, title, result]), file=file)

    def medians(self, workloads):
        by_title = {workload.title: workload for workload in workloads}
        return {(name, by_title[title]): measuring.median(results)
                for (name, title), results in self.results.items()}

    def repetitions(self):
        return min(map(len, self.results.values()))

    def _remember(self, name, title, result):
        self.results.setdefault((name, title), []).append(result)

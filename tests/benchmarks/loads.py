#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Puts every workload of the comparison on a server for a moment: the load generator compares each
answer with the one that has to come. loads.py ours|floor DIRECTORY-OF-THE-PROGRAMS"""

import sys
import unittest
from pathlib import Path

from comparison import measuring
from comparison.peers import MAKERS, Certificate
from comparison.workloads import WORKLOADS

EFFORT = {"duration": "0.1", "warmup": "0.02", "count": "200", "idle": "50", "hold": "0.01"}
# Instead of thousands of connections.
FEW = {"--connections": "20", "--rooms": "5", "--idle": "20"}


def moderate(command):
    """The same workload with fewer connections."""
    for option, number in FEW.items():
        if option in command:
            command[command.index(option) + 1] = number
    return command


class Loads(unittest.TestCase):
    def test_the_server_answers_every_workload(self):
        with Certificate() as certificate:
            for workload in filter(PEER.can, WORKLOADS):
                with self.subTest(workload.title):
                    generator = measuring.generator_command(DIRECTORY, workload, EFFORT)
                    result = measuring.measure(
                        [*PEER.command, "0", *certificate.arguments(workload)],
                        moderate(generator))
                    self.assertGreater(
                        result["connections" if workload.measures_memory else "operations"], 0)


if __name__ == "__main__":
    DIRECTORY = Path(sys.argv[2])
    PEER = MAKERS[sys.argv[1]](DIRECTORY)
    unittest.main(argv=sys.argv[:1])

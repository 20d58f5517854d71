#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Shows that scripts/testsuite.py counts as failed what did not pass."""

import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
import testsuite  # noqa: E402


def report(*cases):
    text = "".join(f'<testcase name="{name}" status="{status}"><system-out>{output}</system-out>'
                   "</testcase>" for name, status, output in cases)
    return f"<testsuite>{text}</testsuite>"


class Counting(unittest.TestCase):
    def results(self, *cases):
        results = testsuite.Results()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "junit.xml")
            file.write_text(report(*cases))
            self.assertEqual(testsuite.read_report(results, "ci", file), len(cases))
        return results

    def assert_failed(self, status, output=""):
        results = self.results(("x", status, output))
        self.assertEqual((results.passed, len(results.failures)), (0, 1))

    def test_passed(self):
        output = "PASS   : tst_X::y()\nTotals: 3 passed, 0 failed, 0 skipped, 0 blacklisted, 1ms\n"
        results = self.results(("a", "run", output), ("b", "run", "# skipped 0\n# todo 0\n"))
        self.assertEqual((results.passed, results.failures), (2, []))

    def test_failed_or_not_run(self):
        for status in ("fail", "notrun", "disabled"):
            self.assert_failed(status)

    def test_skipped_inside(self):
        self.assert_failed("run", "SKIP   : tst_X::y() no server\n")
        self.assert_failed("run", "XFAIL  : tst_X::y() known\n")
        self.assert_failed("run", "Totals: 1 passed, 0 failed, 1 skipped, 0 blacklisted, 1ms\n")
        self.assert_failed("run", "Totals: 1 passed, 0 failed, 0 skipped, 2 blacklisted, 1ms\n")
        self.assert_failed("run", "# tests 3\n# skipped 1\n")
        self.assert_failed("run", "ℹ todo 2\n")
        self.assert_failed("run", "OK (skipped=1)\n")

    def test_last_line(self):
        results = testsuite.Results()
        results.count("good", True)
        results.count("bad", False)
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            self.assertEqual(results.summary(), 1)
        self.assertEqual(output.getvalue().splitlines()[-1], "1 passed, 1 failed")

    def test_nothing_is_not_success(self):
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(testsuite.Results().summary(), 1)


if __name__ == "__main__":
    unittest.main()

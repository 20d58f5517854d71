#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Shows that the check reports every kind of bad row, and no good one."""

import tempfile
import unittest
from pathlib import Path

import attacks
import check

GOOD = "| %s | a feature | done | `name()` | `tst_a::works`, `talk: says hello` |"


def messages_about(check_folder, files):
    """What is said of a folder with those files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return list(check_folder(folder))


class Features(unittest.TestCase):
    def messages(self, rows):
        """What is said of a document with these rows in place of the good ones."""
        lines = {number: GOOD % number for number in check.expected_numbers()} | rows
        return messages_about(check.check, {
            "docs/features.md": "# Features\n\n" + "\n".join(lines.values()),
            "tests/x/tst_a.cpp": "void A::works()\n",
            "tests/interop/talk.mjs": "test('says hello', body);",
        })

    def assert_bad(self, row, words):
        messages = self.messages({"ES-01": row})
        self.assertEqual(len(messages), 1, messages)
        self.assertIn(words, messages[0])

    def test_good_rows(self):
        self.assertEqual(self.messages({}), [])
        self.assertEqual(self.messages({"ES-01": "| ES-01 | f | declined: nobody needs it | | |"}), [])
        self.assertEqual(self.messages({"ES-01": "| ES-01 | f | not yet | | |"}), [])

    def test_bad_rows(self):
        self.assert_bad("", "has no row")
        self.assert_bad(GOOD % "ES-01" + "\n" + GOOD % "ES-01", "twice")
        self.assert_bad(GOOD % "ES-01" + "\n" + GOOD % "ES-99", "does not exist")
        self.assert_bad("| ES-01 | f | done |", "cells")
        self.assert_bad("| ES-01 | f | nearly | | |", "state")
        self.assert_bad("| ES-01 | f | done | | |", "no test")
        self.assert_bad("| ES-01 | f | declined | | |", "reason")
        self.assert_bad("| ES-01 | f | done | | `tst_b` |", "no test file")
        self.assert_bad("| ES-01 | f | done | | `tst_a::fails` |", "no function")
        self.assert_bad("| ES-01 | f | done | | `talk: says goodbye` |", "no test 'says goodbye'")
        self.assert_bad("| ES-01 | f | done | | `tests/a b` |", "unknown form")


class Attacks(unittest.TestCase):
    def messages(self, *rows):
        return messages_about(attacks.check, {
            "docs/security.md": "\n".join(["# Security", "", attacks.HEAD, "|---|---|---|", *rows, "", "| x |"]),
            "tests/interop/server_a.mjs": "test('stands it (CVE-2020-36048)', body);",
        })

    def assert_bad(self, words, *rows):
        messages = self.messages(*rows)
        self.assertEqual(len(messages), 1, messages)
        self.assertIn(words, messages[0])

    def test_rows(self):
        good = "| large bodies (CVE-2020-36048) | a limit | `server_a: stands it` |"
        self.assertEqual(self.messages(good), [])
        self.assert_bad("CVE-2020-36048 is tested and has no row", "| bodies | a limit | `server_a` |")
        self.assert_bad("names no test", good, "| bodies | a limit | |")
        self.assert_bad("no test 'falls'", good, "| bodies | a limit | `server_a: falls` |")
        self.assert_bad("has 2 cells", good, "| bodies | a limit |")
        self.assertIn("there is no table of attacks", self.messages())


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Checks the table of attacks in docs/security.md: the tests that it names exist, and every
vulnerability that a test names has a row."""

import re
import sys
from pathlib import Path

from check import complaints_about_test, report, sources

HEAD = "| attack | what stops it | tests |"
ID = re.compile(r"CVE-\d{4}-\d{4,}|GHSA(?:-\w{4}){3}")


def rows(text):
    """The cells of each row below HEAD."""
    lines = iter(text.splitlines())
    for line in lines:
        if line == HEAD:
            break
    next(lines, None)
    for line in lines:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def named(texts):
    """The ids in the titles of tests of a running server."""
    return {found for name, text in texts.items() if name.startswith("server_") for found in ID.findall(text)}


def check(root):
    """Yields a message for everything that is wrong."""
    texts = sources(root)
    table = list(rows(Path(root, "docs", "security.md").read_text()))
    if not table:
        yield "there is no table of attacks"
    for cells in table:
        if len(cells) != 3:
            yield f"{cells[0]}: has {len(cells)} cells, not 3"
            continue
        references = re.findall(r"`([^`]+)`", cells[2])
        if not references:
            yield f"{cells[0]}: names no test"
        for reference in references:
            yield from (f"{cells[0]}: {message}" for message in complaints_about_test(reference, texts))
    told = {found for cells in table for found in ID.findall(cells[0])}
    yield from (f"{missing} is tested and has no row" for missing in sorted(named(texts) - told))


if __name__ == "__main__":
    sys.exit(report("docs/security.md", check))

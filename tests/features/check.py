#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Checks docs/features.md: every feature has a row, and every test that a row names exists."""

import re
import sys
from pathlib import Path

# The last number of each group; the numbers between that do not exist are left out.
GROUPS = {
    "ES": [*range(1, 26), *range(30, 49)],
    "SS": [*range(1, 19), *range(20, 27), *range(30, 54), *range(60, 72)],
    "PA": [*range(1, 12)],
    "AD": [*range(1, 5)],
    "EC": [*range(1, 29)],
    "SC": [*range(1, 19), *range(20, 44)],
}
STATES = ("done", "declined", "not yet")
ROW = re.compile(r"^\| ([A-Z]{2}-\d\d) \|(.*)\|$")
# A test is written `file`, `file::function` or `file: words of its title`.
REFERENCE = re.compile(r"(\w+)(?:(::|: )(.+))?")


def expected_numbers():
    return [f"{group}-{number:02}" for group, numbers in GROUPS.items() for number in numbers]


def sources(root):
    """The text of each file of tests, by its name without its ending."""
    tests = Path(root, "tests")
    files = [*tests.rglob("tst_*.cpp"), *tests.glob("interop/**/*.mjs"), *tests.rglob("fuzz_*.cpp"),
             *tests.rglob("check.py"), *tests.rglob("selftest.py")]
    found = {}
    for file in files:
        if "node_modules" not in file.parts:
            found.setdefault(file.stem, "")
            found[file.stem] += file.read_text()
    return found


def complaints_about_test(reference, texts):
    match = REFERENCE.fullmatch(reference)
    if not match:
        yield f"names a test in an unknown form: {reference}"
        return
    name, separator, part = match.groups()
    if name not in texts:
        yield f"there is no test file {name}"
    elif separator == "::" and not re.search(rf"\b{re.escape(part)}\(", texts[name]):
        yield f"{name} has no function {part}"
    elif separator == ": " and part not in texts[name]:
        yield f"{name} has no test '{part}'"


def complaints_about_row(cells, texts):
    if len(cells) != 4:
        yield f"has {len(cells)} cells behind its number, not 4"
        return
    _feature, state, _names, tests = cells
    word = next((known for known in STATES if re.match(rf"{known}\b", state)), None)
    references = re.findall(r"`([^`]+)`", tests)
    if word is None:
        yield f"has the state '{state}', not one of {', '.join(STATES)}"
    elif word == "done" and not references:
        yield "is done and names no test"
    elif word == "declined" and len(state) <= len("declined: "):
        yield "is declined without a reason"
    for reference in references:
        yield from complaints_about_test(reference, texts)


def check(root):
    """Yields a message for everything that is wrong."""
    texts = sources(root)
    missing = expected_numbers()
    for line in Path(root, "docs", "features.md").read_text().splitlines():
        match = ROW.match(line)
        if not match:
            continue
        number = match[1]
        if number not in missing:
            yield f"{number} stands there twice, or does not exist"
            continue
        missing.remove(number)
        cells = [cell.strip() for cell in match[2].split("|")]
        yield from (f"{number} {message}" for message in complaints_about_row(cells, texts))
    yield from (f"{number} has no row" for number in missing)


def report(document, complaints):
    """Prints what complaints(root) yields about that document; the exit status."""
    messages = list(complaints(sys.argv[1] if len(sys.argv) > 1 else "."))
    for message in messages:
        print(f"{document}: {message}")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(report("docs/features.md", check))

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Checks every source file of a tree against the rules of rules.py."""

import sys
from pathlib import Path

from rules import RULES, Source
from sources import walk


def exceptions(root):
    """Lines "path rule reason" of exceptions.txt: what may break which rule, and why."""
    file = root / "tests" / "style" / "exceptions.txt"
    if not file.exists():
        return set()
    lines = [line.split(maxsplit=2) for line in file.read_text().splitlines()]
    return {(words[0], words[1]) for words in lines if len(words) == 3 and words[0] != "#"}


def check(root):
    """Yields a message for everything that breaks a rule."""
    unused = exceptions(root)
    allowed = set(unused)
    for path in walk(root):
        source = Source(path, path.relative_to(root).as_posix())
        for rule in RULES:
            for line, message in rule(source):
                unused.discard((source.name, rule.__name__))
                if (source.name, rule.__name__) not in allowed:
                    yield f"{source.name}:{line}: {message} [{rule.__name__}]"
    for name, rule in sorted(unused):
        yield f"tests/style/exceptions.txt: {name} {rule} is not needed"


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    messages = list(check(root))
    print(*messages, sep="\n")
    print(f"{len(messages)} problems")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())

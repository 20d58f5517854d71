#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Checks the include graph against the layers that docs/architecture.md shows.

usage: check.py <source root> [<Qt's header folder>]
"""

import re
import sys
from pathlib import Path

# What each folder of qsocketio/ may include; "root" are the headers directly in qsocketio/.
LIBRARY = {
    "core": {"core"},
    "value": {"value", "core"},
    "protocol": {"protocol", "value", "core"},
    "net": {"net", "core"},
    "engine": {"engine", "net", "core"},
    "adapter": {"adapter", "protocol", "value", "core"},
    "adapter/redis": {"adapter/redis", "adapter", "protocol", "value", "net", "core"},
    "root": {"root", "adapter", "protocol", "engine", "net", "value", "core"},
    "admin": {"admin", "root", "core", "value"},
    "rpc": {"rpc", "root", "core", "value", "net"},
    "qml": {"qml", "root", "core", "value"},
}

# The folders of app/, top to bottom; each may include itself and what is further down.
APP_TIERS = [
    {"main"},
    {"views"},
    {"models"},
    {"sources", "proxy", "admin", "filter", "capture", "demo"},
]
# Neighbours in the lowest tier: everything there ends in the capture, and none knows the next.
APP_LOWEST = {
    "capture": {"capture"},
    "filter": {"filter", "capture"},
    "admin": {"admin", "sources", "capture"},
    "demo": {"demo", "capture"},
    "sources": {"sources", "capture", "demo"},
    "proxy": {"proxy", "sources", "capture"},
}

# Qt modules that a layer must do without.
NO_NETWORK = {"core", "value", "protocol"}
WITH_QML = {"qml"}
WITH_GUI = {"models", "views", "main"}

# What uses the library from outside: public headers only.
USERS = ("examples/", "tests/peers/", "tests/package/")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(<[^>\n]+>|"[^"\n]+")', re.MULTILINE)


def layer_of(path):
    """The layer of a path such as qsocketio/net/stream_p.h."""
    parts = path.split("/")[1:]
    if len(parts) == 1:
        return "root"
    folder = "/".join(parts[:-1])
    return folder if folder in LIBRARY else parts[0]


def app_part_of(path):
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else "main"


def allowed_in_app(part):
    if part in APP_LOWEST:
        return APP_LOWEST[part]
    for index, tier in enumerate(APP_TIERS):
        if part in tier:
            return tier | set().union(*APP_TIERS[index:])
    return None


class Tree:
    def __init__(self, root, qt=None):
        self.root = Path(root)
        self.qt = Path(qt) if qt else None

    def files(self, *folders):
        for folder in folders:
            for path in sorted((self.root / folder).rglob("*")):
                if path.suffix in {".h", ".cpp"} and "node_modules" not in path.parts:
                    yield path.relative_to(self.root).as_posix()

    def includes(self, name):
        """Yields (line, target): a path from the root for our own headers, else as written."""
        text = (self.root / name).read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            target = match.group(1)[1:-1]
            beside = (self.root / name).parent / target
            if match.group(1)[0] == '"' and beside.exists():
                target = beside.resolve().relative_to(self.root.resolve()).as_posix()
            yield line, target

    def qt_headers(self, *modules):
        if not self.qt:
            return set()
        return {path.name for module in modules for path in (self.qt / module).glob("*")}


def check_library(tree):
    network = tree.qt_headers("QtNetwork", "QtWebSockets")
    gui = tree.qt_headers("QtGui", "QtWidgets")
    qml = tree.qt_headers("QtQml", "QtQuick")
    for name in tree.files("qsocketio"):
        layer = layer_of(name)
        if layer not in LIBRARY:
            yield f"{name}:1: {layer}/ is not in the table of layers"
            continue
        foreign = gui | (set() if layer in WITH_QML else qml) | (
            network if layer in NO_NETWORK else set())
        for line, target in tree.includes(name):
            if target.startswith("qsocketio/") and layer_of(target) not in LIBRARY[layer]:
                yield f"{name}:{line}: {layer} may not include {target}"
            elif target.startswith(("app/", "tests/", "benchmarks/", "examples/")):
                yield f"{name}:{line}: the library may not include {target}"
            elif Path(target).name in foreign:
                yield f"{name}:{line}: {layer} does without the Qt module of {target}"


def check_installed_headers(tree):
    for name in tree.files("qsocketio"):
        if not name.endswith(".h") or name.endswith("_p.h"):
            continue
        for line, target in tree.includes(name):
            if target.endswith("_p.h"):
                yield f"{name}:{line}: an installed header may not include {target}"
            elif target.startswith(("simdjson", "zlib", "hiredis")):
                yield f"{name}:{line}: an installed header may not need {target}"


def check_app(tree):
    gui = tree.qt_headers("QtGui", "QtWidgets")
    for name in tree.files("app"):
        part = app_part_of(name)
        allowed = allowed_in_app(part)
        if allowed is None:
            yield f"{name}:1: app/{part}/ is not in the table of layers"
            continue
        for line, target in tree.includes(name):
            if target.startswith("app/") and app_part_of(target) not in allowed:
                yield f"{name}:{line}: app/{part} may not include {target}"
            elif target.startswith(("tests/", "benchmarks/", "examples/")):
                yield f"{name}:{line}: the app may not include {target}"
            elif part not in WITH_GUI and Path(target).name in gui:
                yield f"{name}:{line}: app/{part} does without the Qt module of {target}"


def check_users(tree):
    for name in tree.files("examples", "tests"):
        if not name.startswith(USERS):
            continue
        for line, target in tree.includes(name):
            if target.startswith("qsocketio/") and target.endswith("_p.h"):
                yield f"{name}:{line}: a user of the library may not include {target}"


def check_cycles(tree):
    graph = {name: [target for _, target in tree.includes(name) if target.startswith("qsocketio/")]
             for name in tree.files("qsocketio") if name.endswith(".h")}
    finished = set()

    def visit(name, path):
        if name in path:
            yield f"{name}:1: includes itself: {' > '.join(path[path.index(name):] + [name])}"
        elif name not in finished:
            for target in graph.get(name, []):
                yield from visit(target, path + [name])
            finished.add(name)

    for name in graph:
        yield from visit(name, [])


CHECKS = [check_library, check_installed_headers, check_app, check_users, check_cycles]


def check(root, qt=None):
    tree = Tree(root, qt)
    return [message for one in CHECKS for message in one(tree)]


def main():
    messages = check(*sys.argv[1:3])
    print(*messages, sep="\n")
    print(f"{len(messages)} problems")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())

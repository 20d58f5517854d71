# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""The rules. Each takes a Source and yields (line, message)."""

import ast
import re
from functools import cached_property

from sources import Lines, calls, code_lines, functions, strip_code, strip_comments

FILE_LIMIT = 400
HEADER_LIMIT = 200
FUNCTION_LIMIT = 50

CXX = {".cpp", ".h"}
SCRIPTS = {".py", ".sh", ".js", ".mjs", ".cjs"}
NEEDS_LICENCE = CXX | SCRIPTS | {".cmake", ".qml", ".html", ".css"}


class Source:
    def __init__(self, path, name):
        self.path = path
        self.name = name
        self.text = path.read_text(encoding="utf-8", errors="replace")

    @property
    def is_cxx(self):
        return self.path.suffix in CXX

    @cached_property
    def is_script(self):
        return self.path.suffix in SCRIPTS or self.text.startswith("#!")

    @cached_property
    def code(self):
        return strip_code(self.text)

    @cached_property
    def lines(self):
        return Lines(self.text)

    def find(self, pattern, text, flags=0):
        for match in re.finditer(pattern, text, flags):
            yield self.lines.of(match.start()), match


def code_of(source):
    if source.is_cxx or source.path.suffix in {".js", ".mjs", ".cjs"}:
        return strip_comments(source.text)
    return re.sub(r"(?m)^\s*#.*$", "", source.text)


def file_budget(source):
    if not (source.is_cxx or source.is_script):
        return
    limit = HEADER_LIMIT if source.path.suffix == ".h" else FILE_LIMIT
    count = code_lines(code_of(source))
    if count > limit:
        yield 1, f"{count} lines of code, {limit} are allowed"


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno, node.end_lineno - node.lineno + 1


def function_budget(source):
    found = []
    if source.is_cxx:
        found = [(f.name, f.line, f.length) for f in functions(source.code)]
    elif source.path.suffix == ".py":
        found = python_functions(source.text)
    for name, line, length in found:
        if length > FUNCTION_LIMIT:
            yield line, f"{name}: {length} lines, {FUNCTION_LIMIT} are allowed"


def licence(source):
    needed = source.path.suffix in NEEDS_LICENCE or source.path.name == "CMakeLists.txt"
    if not needed and not source.text.startswith("#!"):
        return
    start = source.text[:400]
    for tag in ("SPDX-FileCopyrightText: ", "SPDX-License-Identifier: MIT"):
        if tag not in start:
            yield 1, f"no line {tag.split(':')[0]} at the start"


def pragma_once(source):
    if source.path.suffix == ".h" and not re.search(r"^#pragma once$", source.text, re.MULTILINE):
        yield 1, "no #pragma once"


KEYWORDS = re.compile(
    r"\bemit\s+\w|\b(?:public|protected|private)\s+slots\b|\bsignals\s*:(?!:)|\bforeach\s*\("
    r"|\bforever\s*\{")


def qt_keywords(source):
    if source.is_cxx:
        for line, match in source.find(KEYWORDS, source.code):
            yield line, f"Qt keyword: {match.group(0).strip()}"


def string_connects(source):
    if source.is_cxx:
        for line, match in source.find(r"\b(?:SIGNAL|SLOT)\s*\(", source.code):
            yield line, f"{match.group(0)}…) connects by name"


def contextless(source):
    if not source.is_cxx:
        return
    for position, arguments in calls(source.code, "connect"):
        if len(arguments) == 3 and arguments[1].startswith(("&", "qOverload", "Q")):
            yield source.lines.of(position), "connect() without a receiver or context"
    for position, arguments in calls(source.code, "singleShot"):
        if len(arguments) == 2 and arguments[1].startswith("["):
            yield source.lines.of(position), "singleShot() without a context"


def unfinished_tests(source):
    if source.is_cxx:
        for line, match in source.find(r"\bQ(?:SKIP|EXPECT_FAIL)\b", source.code):
            yield line, f"{match.group(0)} hides a test"
    if source.path.suffix in {".js", ".mjs", ".cjs"}:
        for line, _ in source.find(r"\b(?:test|it|describe)\.(?:skip|todo)\b|\bskip:\s*true", source.text):
            yield line, "a skipped test"


def unfinished_work(source):
    for line, match in source.find(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b", source.text):
        yield line, f"{match.group(0)} left behind"


PLACES = re.compile(r"(?<![\w./}$:-])/(?:work|root|home|tmp|Users)(?:/|\b(?=[\"'\s)]))")


def machine_paths(source):
    for line, match in source.find(PLACES, source.text):
        yield line, f"the path {match.group(0)}… exists on some machines only"


RULES = [file_budget, function_budget, licence, pragma_once, qt_keywords, string_connects,
         contextless, unfinished_tests, unfinished_work, machine_paths]

# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Reading the tree and just enough of C++ to measure functions and find calls."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

SKIPPED_FOLDERS = {".git", ".cache", "node_modules", "__pycache__"}
TEXT_SUFFIXES = {
    "", ".cpp", ".h", ".cmake", ".txt", ".py", ".sh", ".js", ".mjs", ".cjs", ".html", ".css",
    ".qml", ".md", ".json", ".in", ".supp", ".yml", ".yaml", ".ui", ".desktop", ".xml", ".qdoc",
    ".qdocconf"}


def walk(root):
    """The text files of the project: no build folders, no packages, no test data."""
    for path in sorted(Path(root).iterdir()):
        if path.is_symlink():
            continue
        if path.is_dir():
            built = path.name == "build" or (path / "CMakeCache.txt").exists()
            data = path.parts[-2:] == ("tests", "data")
            if path.name not in SKIPPED_FOLDERS and not built and not data:
                yield from walk(path)
        elif path.suffix in TEXT_SUFFIXES and path.name != "package-lock.json":
            yield path


TOKEN = re.compile(
    r'//[^\n]*'
    r'|/\*.*?\*/'
    r'|R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'",
    re.DOTALL)


def blank(match):
    """Keeps the quotes and the line breaks, so that positions stay where they are."""
    text = match.group(0)
    kept = '"' if text[0] in "R\"" else " "
    return "".join("\n" if c == "\n" else c if c == kept == '"' else " " for c in text)


def strip_code(text):
    """C++ without comments, and with empty strings."""
    return TOKEN.sub(blank, text)


def strip_comments(text):
    """C++ without comments only."""
    keep = lambda match: blank(match) if match.group(0).startswith("/") else match.group(0)
    return TOKEN.sub(keep, text)


def code_lines(text):
    return sum(1 for line in text.splitlines() if line.strip())


class Lines:
    def __init__(self, text):
        self.starts = [0] + [m.end() for m in re.finditer("\n", text)]

    def of(self, position):
        return bisect_right(self.starts, position)


def matching(code, opening):
    """The position of the bracket that closes the one at opening, or the end."""
    pairs = {"{": "}", "(": ")", "[": "]", "<": ">"}
    close = pairs[code[opening]]
    depth = 0
    for match in re.finditer(re.escape(code[opening]) + "|" + re.escape(close), code[opening:]):
        depth += 1 if match.group(0) == code[opening] else -1
        if depth == 0:
            return opening + match.start()
    return len(code)


def split_arguments(text):
    """The arguments of a call, split at the commas of its own depth."""
    arguments, depth, start = [], 0, 0
    for position, character in enumerate(text):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == "," and depth == 0:
            arguments.append(text[start:position].strip())
            start = position + 1
    arguments.append(text[start:].strip())
    return arguments


def calls(code, name):
    """Yields (position, arguments) of every call of a function of that name."""
    for match in re.finditer(rf"\b{name}\s*\(", code):
        opening = match.end() - 1
        yield match.start(), split_arguments(code[opening + 1:matching(code, opening)])


@dataclass
class Function:
    name: str
    line: int
    length: int


CONTAINER = re.compile(r"(?:^|[\s)>\]])(?:class|struct|union|namespace|enum)\b.*(?<!\))$|\bextern\s*\"\s*\"$",
                       re.DOTALL)
CONSTRUCTOR_LIST = re.compile(r"\)\s*(?:noexcept\s*)?:[^:]")
QUALIFIER = re.compile(r"\b(?:const|override|noexcept|try|mutable)$")


def without_templates(head):
    found = re.match(r"\s*template\s*<", head)
    while found:
        head = head[matching(head, found.end() - 1) + 1:]
        found = re.match(r"\s*template\s*<", head)
    return head


def kind_of(head):
    """What a brace opens: container, body, value, or member (a value inside of a head)."""
    plain = without_templates(head).strip()
    if plain.count("(") > plain.count(")"):
        return "member"
    if CONTAINER.search(plain) and "=" not in plain and not QUALIFIER.search(plain):
        return "container"
    if "(" not in plain:
        return "value"
    in_list = CONSTRUCTOR_LIST.search(plain)
    if in_list and re.search(r"[\w>]$", plain) and not QUALIFIER.search(plain):
        return "member"
    if "=" in plain.split("(")[0] and "operator" not in plain:
        return "value"
    return "body"


def name_of(head):
    plain = without_templates(head)
    found = re.search(r"((?:[\w<>]+::)*(?:operator\s*[^\s(]+|\boperator\s*\(\s*\)|[~\w]+))\s*\(", plain)
    return found.group(1).strip() if found else plain.strip()[:40]


def functions(code):
    """Yields every function body of stripped C++; lambdas belong to the function around them."""
    code = re.sub(r"(?m)^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: re.sub(r"[^\n]", " ", m.group(0)), code)
    lines = Lines(code)
    head_start = position = 0
    for_container = re.compile(r"[{};]|(?:public|private|protected)[\s\w]*:(?!:)")
    while found := for_container.search(code, position):
        position = found.end()
        if found.group(0) != "{":
            head_start = position
            continue
        head = code[head_start:found.start()]
        kind = kind_of(head)
        if kind == "container":
            head_start = position
            continue
        end = matching(code, found.start())
        position = end + 1
        if kind == "body":
            begin = head_start + len(head) - len(head.lstrip())
            body = code[begin:end + 1]
            yield Function(name_of(head), lines.of(begin), code_lines(body))
        if kind != "member":
            head_start = position

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Installs components of a build into an empty folder and looks at what is there.

usage: install.py <cmake> <source root> <build folder> <prefix> <component>…
"""

import shutil
import subprocess
import sys
from pathlib import Path

RUNTIME = {
    "bin/qsocketio-dump", "bin/qsocketio-monitor", "share/applications/qsocketio-monitor.desktop",
    *(f"share/icons/hicolor/{size}x{size}/apps/qsocketio-monitor.png" for size in (32, 64, 128, 256)),
}
PACKAGE = {"QSocketIoConfig.cmake", "QSocketIoConfigVersion.cmake", "QSocketIoTargets.cmake"}


def public_headers(root):
    return {f"include/{path.relative_to(root).as_posix()}" for path in Path(root, "qsocketio").rglob("*.h")
            if not path.stem.endswith("_p")}


def complaints(root, prefix, components):
    found = {path.relative_to(prefix).as_posix() for path in prefix.rglob("*") if path.is_file()}
    headers = {name for name in found if name.startswith("include/")}
    wanted = public_headers(root)
    if "runtime" in components:
        wanted |= RUNTIME
    yield from (f"{name} is not installed" for name in sorted(wanted - found))
    yield from (f"{name} does not belong there" for name in sorted(headers - wanted))
    names = {Path(name).name for name in found}
    yield from (f"{name} is not installed" for name in sorted(PACKAGE - names))
    if not any(Path(name).name.startswith("libQSocketIo.") for name in found):
        yield "the library is not installed"
    for name in found:
        if name.endswith(".cmake") and str(root) in Path(prefix, name).read_text():
            yield f"{name} names the folder of the sources"


def main():
    cmake, root, build, prefix, *components = sys.argv[1:]
    shutil.rmtree(prefix, ignore_errors=True)
    for component in components:
        subprocess.run([cmake, "--install", build, "--prefix", prefix, "--component", component],
                       check=True, stdout=subprocess.DEVNULL)
    messages = list(complaints(Path(root), Path(prefix), components))
    print(*messages, sep="\n")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())

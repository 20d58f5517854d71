#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Builds the project and runs its whole test suite; the last line says "N passed, N failed".

Every CTest test of every preset counts as one, and so does every check of the sources. A build
that fails, a test that skips anything and a test that did not run count as failures.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as xml
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JOBS = str(os.cpu_count() or 2)

# Checks that read sources only: once is enough, whatever the preset.
STATIC = "static"

PRESETS = {
    "ci": {},
    "asan": {"exclude": STATIC},
    "tsan": {"label": "threads", "target": "threads"},
    "portable": {"label": "streams", "target": "streams"},
}

# What the test frameworks in use write about something that was not tested: QtTest, node:test,
# Python's unittest.
SKIPPED = re.compile(
    r"^(SKIP|XFAIL|BSKIP|BXFAIL)\s*:.*"
    r"|^Totals: .*(?: [1-9]\d* skipped| [1-9]\d* blacklisted).*"
    r"|^(?:#|ℹ) (?:skipped|todo|cancelled) [1-9]\d*"
    r"|^OK \(.*(?:skipped|expected failures)=.*",
    re.MULTILINE)


class Results:
    def __init__(self):
        self.passed = 0
        self.failures = []
        self.stages = []

    def count(self, name, good):
        if good:
            self.passed += 1
        else:
            self.failures.append(name)

    def summary(self):
        print("\n== Summary", flush=True)
        for title, seconds in self.stages:
            print(f"{seconds:7.0f} s  {title}")
        for name in self.failures:
            print(f"FAILED: {name}")
        print(f"{self.passed} passed, {len(self.failures)} failed", flush=True)
        return 1 if self.failures or not self.passed else 0


class Stage:
    """One titled, timed section of the output."""

    def __init__(self, results, title):
        self.results = results
        self.title = title

    def __enter__(self):
        print(f"\n== {self.title}", flush=True)
        self.start = time.monotonic()

    def __exit__(self, *_):
        self.results.stages.append((self.title, time.monotonic() - self.start))


def run(*command, **options):
    print("+", " ".join(map(str, command)), flush=True)
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, **options).returncode == 0


def configure(preset, *options):
    # What ccache's manual asks for where headers are precompiled.
    os.environ.setdefault("CCACHE_SLOPPINESS", "pch_defines,time_macros")
    if shutil.which("ccache") and "CMAKE_CXX_COMPILER_LAUNCHER" not in os.environ:
        options += ("-D", "CMAKE_CXX_COMPILER_LAUNCHER=ccache")
    return run("cmake", "--preset", preset, "--log-level=WARNING", *options)


def build(results, preset, target):
    with Stage(results, f"Build {preset}"):
        command = ["cmake", "--build", f"build/{preset}", "--target", target, "--", "-k", "0"]
        good = configure(preset) and run(*command)
    if not good:
        results.count(f"build of preset {preset}", False)


def read_report(results, preset, report):
    """Counts the tests of CTest's JUnit file; returns how many there were."""
    cases = list(xml.parse(report).getroot().iter("testcase"))
    for case in cases:
        name, status = case.get("name"), case.get("status")
        output = case.findtext("system-out") or ""
        skipped = SKIPPED.search(output)
        if status != "run":
            name += {"fail": "", "notrun": " (not run)", "disabled": " (disabled)"}.get(status, "")
        elif skipped:
            name += f" (skips: {skipped.group(0).strip()})"
        results.count(f"{preset}: {name}", status == "run" and not skipped)
    return len(cases)


def test(results, preset, selection, regex):
    report = ROOT / "build" / preset / "junit.xml"
    report.unlink(missing_ok=True)
    command = ["ctest", "--preset", preset, "-j", JOBS, "--timeout", "600",
               "--output-on-failure", "--output-junit", str(report),
               "--test-output-size-passed", "1000000", "--test-output-size-failed", "1000000"]
    if "exclude" in selection:
        command += ["-LE", selection["exclude"]]
    if "label" in selection:
        command += ["-L", selection["label"]]
    if regex:
        command += ["-R", regex]
    with Stage(results, f"Test {preset}"):
        good = run(*command)
    try:
        count = read_report(results, preset, report)
    except (OSError, xml.ParseError):
        count = 0
    if count == 0 and not regex:
        results.count(f"{preset}: no test ran", False)
    elif not good and not any(name.startswith(f"{preset}: ") for name in results.failures):
        results.count(f"{preset}: ctest failed", False)


def check(results, name, *command):
    with Stage(results, f"Check {name}"):
        results.count(name, run(*command))


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/test", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", action="append", choices=list(PRESETS),
                        help="only this preset (may be repeated), without the checks")
    parser.add_argument("--quick", action="store_true",
                        help="only the preset ci and the formatting check")
    parser.add_argument("-R", dest="regex", metavar="REGEX",
                        help="only the tests whose names match, without the checks")
    return parser.parse_args()


def run_stages(results, options):
    everything = not options.preset and not options.regex
    if everything:
        check(results, "clang-format", "scripts/format", "--check")
    presets = options.preset or (["ci"] if options.quick else list(PRESETS))
    for preset in presets:
        selection = PRESETS[preset]
        build(results, preset, selection.get("target", "all"))
        test(results, preset, selection, options.regex)
    if everything and not options.quick:
        check(results, "clang-tidy", "scripts/tidy", "qsocketio/")


def main():
    options = arguments()
    results = Results()
    try:
        run_stages(results, options)
    except KeyboardInterrupt:
        results.count("interrupted", False)
    except Exception as error:  # the last line must be there whatever happens
        results.count(f"scripts/test itself: {error!r}", False)
    return results.summary()


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT
"""The servers that are compared."""

import dataclasses
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent.parent
MODULES = HERE / "node_modules"


class Unable(Exception):
    """The comparison cannot be made; the text says what to do."""


@dataclasses.dataclass(frozen=True)
class Peer:
    name: str
    title: str
    command: list
    version: str

    def can(self, workload):
        return {"bun": workload.bun, "ws": workload.raw, "floor": workload.floor}.get(self.name, True)


def executable(directory, name):
    path = directory / name
    if not path.exists():
        raise Unable(f"{path} is missing; build it with\n"
                     "  cmake --preset release && cmake --build --preset release\n"
                     "or name another directory with --bin")
    return str(path)


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def version_of(package):
    return json.loads((MODULES / package / "package.json").read_text())["version"]


def install_packages():
    lock = MODULES / ".package-lock.json"
    if lock.exists() and lock.stat().st_mtime >= (HERE / "package-lock.json").stat().st_mtime:
        return
    print("npm ci in benchmarks/", file=sys.stderr)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True,
                   stdout=sys.stderr)


def our_peer(directory):
    server = executable(directory, "qsocketio-benchserver")
    return Peer("ours", "QSocketIo", [server], output_of(server, "--version"))


def node_peer(_directory):
    return Peer("node", "Node socket.io", ["node", str(HERE / "peers/node-server.mjs")],
                f"socket.io {version_of('socket.io')} with ws {version_of('ws')} on Node "
                + output_of("node", "--version"))


def bun_peer(_directory):
    bun = str(MODULES / ".bin/bun")
    return Peer("bun", "Bun socket.io", [bun, str(HERE / "peers/bun-server.mjs")],
                f"socket.io {version_of('socket.io')} with @socket.io/bun-engine "
                f"{version_of('@socket.io/bun-engine')} on Bun " + output_of(bun, "--version"))


def ws_peer(_directory):
    return Peer("ws", "npm ws, raw", ["node", str(HERE / "peers/ws-server.mjs")],
                f"ws {version_of('ws')} on Node " + output_of("node", "--version"))


def floor_peer(directory):
    return Peer("floor", "floor", [executable(directory, "qsocketio-floor")],
                "system calls and frames alone")


MAKERS = {"ours": our_peer, "node": node_peer, "bun": bun_peer, "ws": ws_peer, "floor": floor_peer}


class Certificate:
    """A self-signed certificate for the length of a with statement."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="qsocketio-benchmarks-")
        folder = pathlib.Path(self.folder.name)
        self.files = (str(folder / "certificate.pem"), str(folder / "key.pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                        "-subj", "/CN=localhost", "-out", self.files[0], "-keyout", self.files[1]],
                       check=True, capture_output=True)
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def arguments(self, workload):
        return [word for flag in workload.flags
                for word in ((flag, *self.files) if flag == "--tls" else (flag,))]

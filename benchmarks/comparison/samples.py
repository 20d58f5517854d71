# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT
"""Where a program spends its time, from the samples of perf."""

import collections
import re

SYSTEM_CALL = re.compile(r"^(?:__x64|__do|__se|__arm64)?_*sys_([a-z]+(?:_ctl)?)")
CALL_STAGES = {
    "recvfrom": "kernel: recv", "sendmsg": "kernel: send", "sendto": "kernel: send",
    "epoll": "kernel: epoll_wait", "poll": "kernel: poll of Qt's loop",
    "ppoll": "kernel: poll of Qt's loop", "read": "kernel: poll of Qt's loop",
    "write": "kernel: poll of Qt's loop", "accept": "kernel: accept and set up",
    "getpeername": "kernel: accept and set up", "setsockopt": "kernel: accept and set up",
    "epoll_ctl": "kernel: accept and set up", "shutdown": "kernel: close", "close": "kernel: close",
}
OTHER_CALL = "kernel: other system calls"
KERNEL = "kernel: entry, exit and interrupts"

# The first that matches the innermost function says which stage of a message was at work.
FUNCTION_STAGES = [(re.compile(pattern), stage) for pattern, stage in (
    (r"__libc_(recv|send)|epoll_wait|^__?poll", KERNEL),
    (r"Http|UrlQuery|Handshake|randomId|Admission|SessionServer|FrontDoor|Engine::Request", "HTTP and handshake"),
    (r"WebSocketDecoder|applyMask|isValidUtf8|validate_utf8", "frame decode, UTF-8 check"),
    (r"simdjson|validateJson|isPlain|Walk|readEvent|PacketHeader|PacketDecoder|JsonText::raw|MsgPackToken"
     r"|isReservedEvent", "packet decode, JSON validation"),
    (r"EventTable|Handler|Invocation|dispatchEvent|Extractor|Reader|Arguments::read|fromUtf8|Utf16Text",
     "look-up, typed decode, handler"),
    (r"Encoder|Writer|Emission|JsonText::write|beginEvent|beginAck|Arguments::writeTo|OutputBuffer"
     r"|beginEmission", "encode"),
    (r"Adapter|Broadcast|SharedPacket|SharedFrame|Namespace::Private::broadcast|deliver\(.*Shared",
     "rooms and broadcast"),
    (r"OutputQueue|EpollStream|Reactor|Turn|Deferred|Disposable|Suspended", "streams, turns"),
    (r"QSocketIo::", "sessions and sockets"),
)]
LIBRARY_STAGES = [(re.compile(pattern), stage) for pattern, stage in (
    (r"libsimdjson", "packet decode, JSON validation"),
    (r"libglib|libQt6Core|libgobject", "Qt and its event loop"),
    (r"libQt6Network", "Qt and its event loop"),
    (r"libc\.so|libstdc\+\+|ld-linux", "memory and C library"),
    (r"libz\.so", "compression"),
    (r"libssl|libcrypto", "TLS"),
)]
FRAME = re.compile(r"^\s+[0-9a-f]+ (.*) \((.*)\)$")


def stage_of(frames):
    """Frames are (function, object), the innermost first."""
    function, where = frames[0]
    if "kernel" in where or "vdso" in where:
        calls = (SYSTEM_CALL.match(name) for name, _ in frames)
        call = next((match.group(1) for match in calls if match), None)
        return CALL_STAGES.get(call, OTHER_CALL) if call else KERNEL
    for pattern, stage in FUNCTION_STAGES:
        if pattern.search(function):
            return stage
    return next((stage for pattern, stage in LIBRARY_STAGES if pattern.search(where)), "other")


def shares(script):
    """The share of each stage, from the output of `perf script -F ip,sym,dso`."""
    counts = collections.Counter()
    frames = []
    for line in [*script.splitlines(), ""]:
        match = FRAME.match(line)
        if match:
            frames.append(match.groups())
        elif frames:
            counts[stage_of(frames)] += 1
            frames = []
    total = sum(counts.values())
    return {stage: count / total for stage, count in counts.most_common()}

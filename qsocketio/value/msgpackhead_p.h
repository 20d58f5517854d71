// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/outputbuffer_p.h>

#include <QtEndian>

// The first bytes of MessagePack's values, which say what follows and how much.
namespace QSocketIo::MsgPack {

// Short lengths are part of the first byte; with8 is 0 where there is no such head.
struct Heads
{
    char fixed;
    qsizetype fixedLimit;
    char with8;
    char with16;
    char with32;
};
inline constexpr Heads stringHeads{'\xa0', 0x20, '\xd9', '\xda', '\xdb'};
inline constexpr Heads bytesHeads{'\0', 0, '\xc4', '\xc5', '\xc6'};
inline constexpr Heads arrayHeads{'\x90', 0x10, '\0', '\xdc', '\xdd'};
inline constexpr Heads mapHeads{'\x80', 0x10, '\0', '\xde', '\xdf'};

// A first byte and a number in network order behind it.
template <typename T>
void append(OutputBuffer &out, char first, T value)
{
    char *const to = out.room(1 + qsizetype(sizeof(T)));
    *to = first;
    qToBigEndian(value, to + 1);
    out.advance(to + 1 + sizeof(T));
}

void appendUnsigned(OutputBuffer &out, quint64 value);
void appendNegative(OutputBuffer &out, qint64 value);

qsizetype headSize(const Heads &heads, qsizetype length);
void appendHead(OutputBuffer &out, const Heads &heads, qsizetype length);
// Puts another head in front of what was written behind the old one.
void replaceHead(OutputBuffer &out, const Heads &heads, qsizetype begin, qsizetype oldSize,
                 qsizetype length);

} // namespace QSocketIo::MsgPack

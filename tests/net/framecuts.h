// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "framereader.h"

#include <QRandomGenerator>
#include <QTest>

#include <functional>

namespace QSocketIo::Net {

constexpr quint32 MaskKey = 0x4d91f2a3;
constexpr qint64 Maximum = 1'000;

inline QByteArray frame(Opcode opcode, QByteArrayView payload, bool final = true)
{
    QByteArray bytes;
    appendMaskedFrame(bytes, opcode, payload, MaskKey, final);
    return bytes;
}

inline QByteArray begin(Opcode opcode, QByteArrayView payload)
{
    return frame(opcode, payload, false);
}

inline QByteArray more(QByteArrayView payload)
{
    return frame(Opcode::Continuation, payload, false);
}

inline QByteArray last(QByteArrayView payload)
{
    return frame(Opcode::Continuation, payload);
}

// A masked frame's start with its length in the form given, without payload.
inline QByteArray start(int firstByte, int length, const QByteArray &extended = {})
{
    return QByteArray(1, char(firstByte)) + char(0x80 | length) + extended + QByteArray(4, 'k');
}

inline FrameReader::Entry text(const QByteArray &payload)
{
    return {Opcode::Text, payload};
}

inline FrameReader::Entry binary(const QByteArray &payload)
{
    return {Opcode::Binary, payload};
}

using Check = std::function<bool(const FrameReader &)>;

// Whole, byte by byte, cut in two at every place, and cut in pieces at random.
inline void compareAllCuts(const QByteArray &wire, WebSocketDecoder::Role role,
                           const Check &isRight)
{
    FrameReader whole(role, Maximum);
    whole.feed(wire);
    QVERIFY(isRight(whole));

    FrameReader dripped(role, Maximum);
    for (const char c : wire)
        dripped.feed(QByteArrayView(&c, 1));
    QVERIFY(isRight(dripped));

    for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
        FrameReader reader(role, Maximum);
        reader.feed(wire.first(cut));
        reader.feed(wire.sliced(cut));
        QVERIFY(isRight(reader));
    }

    QRandomGenerator random(42);
    for (int round = 0; round < 50; ++round) {
        FrameReader reader(role, Maximum);
        for (qsizetype at = 0; at < wire.size();) {
            const qsizetype size = std::min<qsizetype>(random.bounded(20), wire.size() - at);
            reader.feed(QByteArrayView(wire).sliced(at, size));
            at += size;
        }
        QVERIFY(isRight(reader));
    }
}

} // namespace QSocketIo::Net

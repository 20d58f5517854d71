// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace QSocketIo::Net {

enum class Opcode : quint8 {
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
};

constexpr qsizetype MaxFrameHeader = 14;
constexpr qsizetype MaxControlPayload = 125; // RFC 6455 5.5

constexpr bool isControl(Opcode opcode)
{
    return quint8(opcode) & 8;
}

// Server role: frames without a mask.
constexpr qsizetype frameHeaderSize(quint64 payloadSize)
{
    return payloadSize < 126 ? 2 : payloadSize <= 0xffff ? 4 : 10;
}
// Returns where the payload begins.
char *writeFrameHeader(char *at, Opcode opcode, quint64 payloadSize);
void appendFrame(QByteArray &to, Opcode opcode, QByteArrayView payload);
// With the bit that says so (RFC 7692, 6).
void appendCompressedFrame(QByteArray &to, Opcode opcode, QByteArrayView payload);

// Client role. The four bytes of maskKey in memory are the key as it is sent.
void appendMaskedFrame(QByteArray &to, Opcode opcode, QByteArrayView payload, quint32 maskKey,
                       bool final = true);

// The payload of a close frame: empty for the codes that must not be sent (RFC 6455 7.4.1), the
// reason cut to what fits, between characters.
QByteArray closePayload(quint16 code, QByteArrayView reason);
bool isCloseCodeAllowed(quint16 code); // in a frame, RFC 6455 7.4 and the IANA registry

// data is the part of a payload that starts phase bytes behind its beginning. Returns whether it is
// ASCII then.
bool applyMask(char *data, qsizetype size, quint32 maskKeyAsRead, qsizetype phase = 0);

} // namespace QSocketIo::Net

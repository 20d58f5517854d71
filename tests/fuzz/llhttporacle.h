// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace QSocketIo::Net {

// What Node's parser, strict, makes of the bytes of one request.
struct OracleRequest
{
    bool isComplete = false; // at the last byte, not before
    // It stumbles over a second extension behind a value (a=b;c), and it minds what trailers say of
    // the framing, where we drop them.
    bool hadExtensionValue = false;
    bool hadTrailer = false;
    bool isUpgrade = false; // then it reads no body
    QByteArray method = {};
    QByteArray target = {};
    QByteArray body = {};
};

OracleRequest askOracle(QByteArrayView wire);

} // namespace QSocketIo::Net

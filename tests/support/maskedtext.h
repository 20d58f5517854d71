// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/websocketframe_p.h>

namespace QSocketIo::Testing {

// A message of text as a WebSocket client sends it.
inline QByteArray maskedText(QByteArrayView text)
{
    QByteArray frame;
    Net::appendMaskedFrame(frame, Net::Opcode::Text, text, 0x12345678);
    return frame;
}

} // namespace QSocketIo::Testing

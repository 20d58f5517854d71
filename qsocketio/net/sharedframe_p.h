// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/sharedbytes_p.h>
#include <qsocketio/net/websocketframe_p.h>

namespace QSocketIo::Net {

// A message for many receivers. Its frame is made once; and once more, compressed, as soon as
// somebody takes it so.
class SharedFrame
{
public:
    SharedFrame(Opcode opcode, QByteArrayView payload);

    qsizetype payloadSize() const { return m_payloadSize; }
    const SharedBytes &plain() const { return m_plain; }
    const SharedBytes &deflated() const;

private:
    Opcode m_opcode;
    qsizetype m_payloadSize;
    SharedBytes m_plain;
    mutable SharedBytes m_deflated;
};

} // namespace QSocketIo::Net

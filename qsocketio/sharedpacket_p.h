// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/parser.h>

#include <vector>

namespace QSocketIo {

// A packet for many receivers: each of its messages is framed for WebSockets once.
class SharedPacket
{
public:
    explicit SharedPacket(const EncodedPacket &packet);

    const EncodedPacket &packet() const { return m_packet; }
    const QByteArray &messageFrame() const { return m_messageFrame; }
    const QByteArray &attachmentFrame(qsizetype index) const
    {
        return m_attachmentFrames[size_t(index)];
    }

private:
    const EncodedPacket &m_packet;
    QByteArray m_messageFrame;
    std::vector<QByteArray> m_attachmentFrames;
};

} // namespace QSocketIo

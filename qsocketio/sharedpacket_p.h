// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/sharedframe_p.h>
#include <qsocketio/protocol/parser.h>

#include <vector>

namespace QSocketIo {

// A packet for many receivers: each of its messages is framed for WebSockets once.
class SharedPacket
{
public:
    explicit SharedPacket(const EncodedPacket &packet);

    const EncodedPacket &packet() const { return m_packet; }
    const Net::SharedFrame &messageFrame() const { return m_messageFrame; }
    const Net::SharedFrame &attachmentFrame(qsizetype index) const
    {
        return m_attachmentFrames[size_t(index)];
    }

private:
    const EncodedPacket &m_packet;
    Net::SharedFrame m_messageFrame;
    std::vector<Net::SharedFrame> m_attachmentFrames;
};

} // namespace QSocketIo

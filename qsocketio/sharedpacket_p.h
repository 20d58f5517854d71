// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/packet_p.h>
#include <qsocketio/net/sharedframe_p.h>
#include <qsocketio/protocol/parser.h>

#include <vector>

namespace QSocketIo {

// A packet for many receivers: each of its messages is framed for WebSockets once.
class SharedPacket
{
    Q_DISABLE_COPY_MOVE(SharedPacket)

public:
    SharedPacket(const EncodedPacket &packet, bool compress);

    const Engine::OutgoingPacket &message() const { return m_message; }
    // They follow the message.
    const std::vector<Engine::OutgoingPacket> &attachments() const { return m_attachments; }

private:
    const Net::SharedFrame m_messageFrame;
    const Engine::OutgoingPacket m_message;
    std::vector<Net::SharedFrame> m_attachmentFrames;
    std::vector<Engine::OutgoingPacket> m_attachments;
};

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientsocket_p.h>

namespace QSocketIo {

// Tells its socket which packet it is that goes out: one that waits in the buffer is looked for by
// its ack. Encoding calls user code, which may emit in between.
class ClientSocket::Private::Encoder final : public PacketEncoder
{
public:
    Encoder(Private &socket, std::unique_ptr<PacketEncoder> encoder)
        : m_socket(socket),
          m_encoder(std::move(encoder))
    {
    }

    Writer &begin(Packet::Type type, QByteArrayView nsp, const std::optional<quint64> &id) override
    {
        m_origin = {};
        return m_encoder->begin(type, nsp, id);
    }
    Writer &beginEvent(QByteArrayView nsp, const std::optional<quint64> &id,
                       QByteArrayView event) override
    {
        m_origin = {true, id, {}};
        if (!m_socket.canTransmit())
            m_origin.event = event.toByteArray();
        return m_encoder->beginEvent(nsp, id, event);
    }
    EncodedPacket &finish() override
    {
        m_socket.m_origin = m_origin;
        return m_encoder->finish();
    }

    std::unique_ptr<PacketEncoder> takeInner() { return std::move(m_encoder); }

private:
    Private &m_socket;
    std::unique_ptr<PacketEncoder> m_encoder;
    Origin m_origin;
};

} // namespace QSocketIo

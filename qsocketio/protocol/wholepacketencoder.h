// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/parser.h>

namespace QSocketIo {

// For formats that turn a whole packet into one message.
class QSOCKETIO_EXPORT WholePacketEncoder : public PacketEncoder
{
public:
    ~WholePacketEncoder() override;

    Writer &begin(Packet::Type type, QByteArrayView nsp, const std::optional<quint64> &id) final;
    Writer &beginEvent(QByteArrayView nsp, const std::optional<quint64> &id,
                       QByteArrayView event) final;
    EncodedPacket &finish() final;

protected:
    WholePacketEncoder();

    virtual EncodedPacket encode(const Packet &packet) = 0;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace QSocketIo

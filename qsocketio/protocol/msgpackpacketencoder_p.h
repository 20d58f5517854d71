// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/directpacketencoder_p.h>
#include <qsocketio/value/msgpackwriter_p.h>

namespace QSocketIo {

// A map with the keys in the order in which the official server writes them: type, data, id and
// nsp, for an ack id, type, data and nsp. Keys without a value are left out.
class MsgPackPacketEncoder final : public DirectPacketEncoder
{
public:
    MsgPackPacketEncoder() : m_writer(packet().buffer) { packet().binary = true; }

    Writer &begin(Packet::Type type, QByteArrayView nsp, const std::optional<quint64> &id) override;
    EncodedPacket &finish() override;

private:
    void member(QByteArrayView key);
    void number(QByteArrayView key, quint64 value);

    MsgPackWriter m_writer;
    QByteArray m_nsp;
    std::optional<quint64> m_id;
    qsizetype m_members = 0;
    qsizetype m_dataKey = 0;
    qsizetype m_valuesBefore = 0;
};

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/directpacketencoder_p.h>
#include <qsocketio/value/jsonwriter_p.h>

namespace QSocketIo {

class JsonPacketEncoder final : public DirectPacketEncoder
{
public:
    JsonPacketEncoder() : m_writer(packet().buffer, packet().attachments) { }

    Writer &begin(Packet::Type type, QByteArrayView nsp, const std::optional<quint64> &id) override;
    Writer &beginEvent(QByteArrayView nsp, const std::optional<quint64> &id,
                       QByteArrayView event) override;
    EncodedPacket &finish() override;

private:
    bool beganAlike(QByteArrayView event) const;
    Writer &beginOtherEvent(QByteArrayView nsp, const std::optional<quint64> &id,
                            QByteArrayView event);

    JsonWriter m_writer;
    // Where the name of the last event ends, if another one of that name can go on there.
    qsizetype m_nameEnd = 0;
};

} // namespace QSocketIo

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

    Writer &begin(Packet::Type type, QByteArrayView nsp, std::optional<quint64> id) override;
    EncodedPacket &finish() override;

private:
    JsonWriter m_writer;
};

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/directpacketencoder_p.h>
#include <qsocketio/value/writer.h>

namespace QSocketIo {

Writer &DirectPacketEncoder::beginEvent(QByteArrayView nsp, const std::optional<quint64> &id,
                                        QByteArrayView event)
{
    Writer &writer = begin(Packet::Type::Event, nsp, id);
    writer.utf8(event);
    return writer;
}

} // namespace QSocketIo

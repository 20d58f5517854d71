// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/packetheader_p.h>
#include <qsocketio/protocol/parser.h>

namespace QSocketIo {

class MsgPackPacketDecoder final : public PacketDecoder
{
public:
    explicit MsgPackPacketDecoder(const ParserLimits &limits) : m_limits(limits) { }

    Status text(QByteArrayView text, Packet &packet) override;
    Status binary(const QByteArray &data, Packet &packet) override;
    void reset() override { m_error.clear(); }
    QString errorString() const override { return m_error; }

private:
    Status fail(PacketFault fault);

    const ParserLimits m_limits;
    QString m_error;
};

} // namespace QSocketIo

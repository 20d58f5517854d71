// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/packetheader_p.h>
#include <qsocketio/protocol/parser.h>

namespace QSocketIo {

class JsonPacketDecoder final : public PacketDecoder
{
public:
    explicit JsonPacketDecoder(const ParserLimits &limits) : m_limits(limits) { }

    Status text(QByteArrayView text, Packet &packet) override;
    Status binary(const QByteArray &data, Packet &packet) override;
    void reset() override;
    QString errorString() const override { return m_error; }

private:
    // A packet whose attachments have not all come yet.
    struct Reconstruction
    {
        Packet packet;
        qsizetype missing = 0;
        qsizetype bytes = 0;
    };

    Status announced(QByteArrayView text);
    std::optional<PacketFault> decode(const PacketHeader &header, Packet &packet) const;
    Status fail(PacketFault fault);
    Status failHeader(PacketFault fault, QByteArrayView text);

    const ParserLimits m_limits;
    std::unique_ptr<Reconstruction> m_reconstruction;
    QString m_error;
};

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/readback_p.h>

#include <limits>

namespace QSocketIo {

namespace {

// What was encoded here is not hostile: it may be larger than what peers may send.
constexpr ParserLimits OwnLimits{.attachments = std::numeric_limits<int>::max(),
                                 .depth = 10'000,
                                 .attachmentBytes = std::numeric_limits<qsizetype>::max()};

} // namespace

ReadBack::ReadBack(const Parser &parser, const EncodedPacket &encoded)
    : m_decoder(parser.createDecoder(OwnLimits))
{
    const QByteArrayView message = encoded.message();
    PacketDecoder::Status status;
    if (encoded.binary) {
        status = m_decoder->binary(message.toByteArray(), m_packet);
    } else {
        m_text.reserve(message.size() + PacketDecoder::InputPadding);
        m_text.append(message);
        m_text.append(PacketDecoder::InputPadding, '\0');
        status = m_decoder->text(QByteArrayView(m_text).first(message.size()), m_packet);
    }
    for (const QByteArray &attachment : encoded.attachments) {
        if (status == PacketDecoder::Status::Incomplete)
            status = m_decoder->binary(attachment, m_packet);
    }
    m_complete = status == PacketDecoder::Status::Complete;
}

} // namespace QSocketIo

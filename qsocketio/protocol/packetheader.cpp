// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/packetheader_p.h>

#include <algorithm>

namespace QSocketIo {

namespace {

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

// Takes the digits from the front of text; a number above limit is limit + 1.
quint64 takeNumber(QByteArrayView &text, quint64 limit)
{
    quint64 number = 0;
    qsizetype length = 0;
    for (; length < text.size() && isDigit(text[length]); ++length) {
        if (number <= limit)
            number = 10 * number + quint64(text[length] - '0');
    }
    text = text.sliced(length);
    return std::min(number, limit + 1);
}

// The parts of the header, each taken from the front of what is left.
class HeaderReader
{
public:
    HeaderReader(QByteArrayView text, PacketHeader &header) : m_rest(text), m_header(header) { }

    std::optional<PacketFault> read(qsizetype maxAttachments)
    {
        std::optional<PacketFault> fault = readType();
        if (!fault && m_announces)
            fault = readAttachments(maxAttachments);
        if (!fault && m_rest.startsWith('/'))
            fault = readNamespace();
        if (!fault && !m_rest.isEmpty() && isDigit(m_rest.front()))
            fault = readId();
        m_header.payload = m_rest;
        return fault;
    }

private:
    std::optional<PacketFault> readType()
    {
        if (m_rest.isEmpty() || m_rest.front() < '0' || m_rest.front() > '6')
            return PacketFault::UnknownType;
        int type = m_rest.front() - '0';
        m_rest = m_rest.sliced(1);
        // BINARY_EVENT and BINARY_ACK are EVENT and ACK with attachments.
        constexpr int binary = 5;
        m_announces = type >= binary;
        if (m_announces)
            type -= binary - int(Packet::Type::Event);
        m_header.type = Packet::Type(type);
        return {};
    }

    // Zero is refused as well: a packet with nothing to wait for would never be complete for the
    // implementations that wait for the last attachment.
    std::optional<PacketFault> readAttachments(qsizetype maximum)
    {
        const bool hasDigits = !m_rest.isEmpty() && isDigit(m_rest.front());
        const quint64 count = takeNumber(m_rest, quint64(maximum));
        if (!hasDigits || count == 0 || !m_rest.startsWith('-'))
            return PacketFault::IllegalAttachmentCount;
        if (count > quint64(maximum))
            return PacketFault::TooManyAttachments;
        m_header.attachments = qsizetype(count);
        m_rest = m_rest.sliced(1);
        return {};
    }

    std::optional<PacketFault> readNamespace()
    {
        qsizetype length = m_rest.indexOf(',');
        const bool hasComma = length >= 0;
        if (!hasComma)
            length = m_rest.size();
        m_header.nsp = m_rest.first(length);
        m_rest = m_rest.sliced(hasComma ? length + 1 : length);
        if (!isNamespaceValid(m_header.nsp))
            return PacketFault::InvalidNamespace;
        return {};
    }

    std::optional<PacketFault> readId()
    {
        const quint64 id = takeNumber(m_rest, Packet::LargestId);
        if (id > Packet::LargestId)
            return PacketFault::InvalidId;
        m_header.id = id;
        return {};
    }

    QByteArrayView m_rest;
    PacketHeader &m_header;
    bool m_announces = false;
};

} // namespace

QString describe(PacketFault fault)
{
    using namespace Qt::Literals::StringLiterals;
    switch (fault) {
    case PacketFault::UnknownType:
        return u"unknown packet type"_s;
    case PacketFault::InvalidType:
        return u"invalid packet type"_s;
    case PacketFault::Malformed:
        return u"Could not parse"_s;
    case PacketFault::IllegalAttachmentCount:
        return u"Illegal attachments"_s;
    case PacketFault::TooManyAttachments:
        return u"too many attachments"_s;
    case PacketFault::AttachmentsTooLarge:
        return u"attachments too large"_s;
    case PacketFault::InvalidNamespace:
        return u"invalid namespace"_s;
    case PacketFault::InvalidId:
        return u"invalid packet id"_s;
    case PacketFault::InvalidPayload:
        return u"invalid payload"_s;
    case PacketFault::IllegalAttachments:
        return u"illegal attachments"_s;
    case PacketFault::TextDuringReconstruction:
        return u"got plaintext data when reconstructing a packet"_s;
    case PacketFault::BinaryWithoutReconstruction:
        return u"got binary data when not reconstructing a packet"_s;
    case PacketFault::TextInsteadOfBinary:
        return u"got text where a MessagePack packet is due: both peers must use one parser"_s;
    }
    Q_UNREACHABLE();
}

std::optional<PacketFault> PacketHeader::read(QByteArrayView text, qsizetype maxAttachments)
{
    return HeaderReader(text, *this).read(maxAttachments);
}

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/arguments.h>
#include <qsocketio/value/msgpackformat_p.h>
#include <qsocketio/value/msgpackhead_p.h>
#include <qsocketio/value/msgpackwriter_p.h>
#include <qsocketio/value/transcode_p.h>
#include <qsocketio/value/utf16text_p.h>

#include <bit>
#include <cmath>
#include <simdjson.h>

namespace QSocketIo {

namespace {

// What has no UTF-8, a lone surrogate, becomes U+FFFD.
void appendUtf8(OutputBuffer &out, QStringView text)
{
    constexpr qsizetype longest = 3;
    const auto special = [](char *to, char16_t unit) {
        *to = char(unit);
        return to + 1;
    };
    const auto lone = [](char *to, char16_t) {
        return writeCodePoint(to, QChar::ReplacementCharacter);
    };
    Utf16Text(longest, special, lone).append(out, text);
}

} // namespace

MsgPackWriter::MsgPackWriter(QByteArray &bytes) : m_out(bytes)
{
    m_out.open(bytes.size());
}

void MsgPackWriter::restart(qsizetype used)
{
    m_out.open(used);
    m_count = 0;
    m_containers.clear();
    restartDepth();
}

void MsgPackWriter::countValue()
{
    if (m_containers.isEmpty())
        ++m_count;
    else if (!m_containers.last().isObject)
        ++m_containers.last().count;
}

void MsgPackWriter::null()
{
    countValue();
    m_out.append('\xc0');
}

void MsgPackWriter::undefined()
{
    countValue();
    m_out.append(QByteArrayView("\xd4\0\0", 3));
}

void MsgPackWriter::boolean(bool value)
{
    countValue();
    m_out.append(value ? '\xc3' : '\xc2');
}

void MsgPackWriter::integer(qint64 value)
{
    countValue();
    if (value >= 0)
        MsgPack::appendUnsigned(m_out, quint64(value));
    else
        MsgPack::appendNegative(m_out, value);
}

void MsgPackWriter::unsignedInteger(quint64 value)
{
    countValue();
    MsgPack::appendUnsigned(m_out, value);
}

void MsgPackWriter::number(double value)
{
    constexpr double tooLarge = 0x1p64;
    constexpr double lowest = -0x1p63;
    if (value == std::trunc(value) && value >= lowest && value < tooLarge)
        return value < 0 ? integer(qint64(value)) : unsignedInteger(quint64(value));
    countValue();
    MsgPack::append(m_out, '\xcb', std::bit_cast<quint64>(value));
}

void MsgPackWriter::date(qint64 millisecondsSinceEpoch)
{
    countValue();
    m_out.append('\xd7');
    MsgPack::append(m_out, '\0', quint64(millisecondsSinceEpoch));
}

void MsgPackWriter::string(QStringView value)
{
    countValue();
    text(value);
}

void MsgPackWriter::utf8(QByteArrayView value)
{
    countValue();
    utf8Text(value);
}

// The length is known behind the text; most texts have one byte for each character.
void MsgPackWriter::text(QStringView value)
{
    const qsizetype head = m_out.size();
    MsgPack::appendHead(m_out, MsgPack::stringHeads, value.size());
    const qsizetype begin = m_out.size();
    appendUtf8(m_out, value);
    const qsizetype length = m_out.size() - begin;
    if (length != value.size())
        MsgPack::replaceHead(m_out, MsgPack::stringHeads, head, begin - head, length);
}

void MsgPackWriter::utf8Text(QByteArrayView value)
{
    // Whoever calls may hand over any bytes; peers close the connection over what is not UTF-8.
    if (!simdjson::validate_utf8(value.data(), std::size_t(value.size())))
        return text(QString::fromUtf8(value));
    MsgPack::appendHead(m_out, MsgPack::stringHeads, value.size());
    m_out.append(value);
}

void MsgPackWriter::bytes(const QByteArray &value)
{
    countValue();
    MsgPack::appendHead(m_out, MsgPack::bytesHeads, value.size());
    m_out.append(value);
}

void MsgPackWriter::beginArray(qsizetype size)
{
    countValue();
    begin(size, false);
}

void MsgPackWriter::beginObject(qsizetype size)
{
    countValue();
    begin(size, true);
}

void MsgPackWriter::endArray()
{
    end();
}

void MsgPackWriter::endObject()
{
    end();
}

void MsgPackWriter::begin(qsizetype size, bool isObject)
{
    const qsizetype announced = std::max<qsizetype>(size, 0);
    entered();
    m_containers.append({m_out.size(), announced, 0, isObject});
    MsgPack::appendHead(m_out, isObject ? MsgPack::mapHeads : MsgPack::arrayHeads, announced);
}

void MsgPackWriter::end()
{
    const Container container = m_containers.last();
    m_containers.removeLast();
    left();
    if (container.count == container.announced)
        return;
    const MsgPack::Heads &heads = container.isObject ? MsgPack::mapHeads : MsgPack::arrayHeads;
    MsgPack::replaceHead(m_out, heads, container.begin,
                         MsgPack::headSize(heads, container.announced), container.count);
}

void MsgPackWriter::key(QStringView key)
{
    ++m_containers.last().count;
    text(key);
}

void MsgPackWriter::utf8Key(QByteArrayView key)
{
    ++m_containers.last().count;
    utf8Text(key);
}

void MsgPackWriter::argument(const Arguments &arguments, qsizetype index)
{
    const EncodedValues &values = arguments.encoded();
    if (values.format == &msgPackFormat() && index < values.elements.size()) {
        countValue();
        const EncodedValues::Span span = values.elements[index];
        return m_out.append(values.bytes.sliced(span.begin, span.end - span.begin));
    }
    const auto visit = [](Reader &in, void *writer) {
        copyValue(in, *static_cast<MsgPackWriter *>(writer));
    };
    if (values.format)
        values.format->read(values, index, visit, this);
    else
        undefined();
}

} // namespace QSocketIo

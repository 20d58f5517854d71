// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/arguments.h>
#include <qsocketio/value/jsonformat_p.h>
#include <qsocketio/value/jsontext_p.h>
#include <qsocketio/value/jsonwriter_p.h>
#include <qsocketio/value/transcode_p.h>

namespace QSocketIo {

JsonWriter::JsonWriter(QByteArray &text, QList<QByteArray> &attachments)
    : m_out(text),
      m_attachments(attachments)
{
    m_out.open(text.size());
}

void JsonWriter::clearAttachments()
{
    m_attachments.clear();
    m_placeholders.clear();
}

void JsonWriter::null()
{
    separate();
    m_out.append("null");
}

void JsonWriter::boolean(bool value)
{
    separate();
    m_out.append(value ? QByteArrayView("true") : QByteArrayView("false"));
}

void JsonWriter::integer(qint64 value)
{
    separate();
    JsonText::writeInteger(m_out, value);
}

void JsonWriter::unsignedInteger(quint64 value)
{
    separate();
    JsonText::writeUnsigned(m_out, value);
}

void JsonWriter::number(double value)
{
    separate();
    JsonText::writeNumber(m_out, value);
}

void JsonWriter::string(QStringView value)
{
    separate();
    JsonText::writeString(m_out, value);
}

void JsonWriter::utf8(QByteArrayView value)
{
    separate();
    JsonText::writeUtf8(m_out, value);
}

void JsonWriter::bytes(const QByteArray &value)
{
    separate();
    placeholder(value);
}

void JsonWriter::beginObject(qsizetype)
{
    separate();
    m_out.append('{');
    m_separate = false;
    entered();
}

void JsonWriter::key(QStringView key)
{
    separate();
    JsonText::writeString(m_out, key);
    m_out.append(':');
    m_separate = false;
}

void JsonWriter::utf8Key(QByteArrayView key)
{
    separate();
    JsonText::writeUtf8(m_out, key);
    m_out.append(':');
    m_separate = false;
}

void JsonWriter::plainKey(QByteArrayView key)
{
    separate();
    char *at = m_out.room(key.size() + 3);
    *at++ = '"';
    at = std::copy(key.begin(), key.end(), at);
    *at++ = '"';
    *at++ = ':';
    m_out.advance(at);
    m_separate = false;
}

void JsonWriter::endObject()
{
    m_out.append('}');
    m_separate = true;
    left();
}

void JsonWriter::argument(const Arguments &arguments, qsizetype index)
{
    const EncodedValues &values = arguments.encoded();
    if (values.format == &jsonFormat() && index < values.elements.size()) {
        separate();
        const auto [begin, end] = values.elements[index];
        if (values.placeholders.isEmpty())
            return m_out.append(values.bytes.sliced(begin, end - begin));
        return copy(values, values.elements[index]);
    }
    const auto visit = [](Reader &in, void *writer) {
        copyValue(in, *static_cast<JsonWriter *>(writer));
    };
    if (values.format)
        values.format->read(values, index, visit, this);
    else
        undefined();
}

void JsonWriter::copy(const EncodedValues &values, EncodedValues::Span span)
{
    quint32 at = span.begin;
    for (const EncodedValues::Placeholder &place : values.placeholders) {
        // One that lies in another was replaced with it.
        if (place.span.begin < at || place.span.begin >= span.end)
            continue;
        m_out.append(values.bytes.sliced(at, place.span.begin - at));
        placeholder(values.attachments[place.attachment]);
        at = place.span.end;
    }
    m_out.append(values.bytes.sliced(at, span.end - at));
}

void JsonWriter::placeholder(const QByteArray &attachment)
{
    const qsizetype number = attach(attachment);
    const auto begin = quint32(m_out.size());
    m_out.append(R"({"_placeholder":true,"num":)");
    JsonText::writeInteger(m_out, number);
    m_out.append('}');
    m_placeholders.append({{begin, quint32(m_out.size())}, quint32(number)});
}

// What a peer sent once and referred to often is passed on once: the protocol allows several
// placeholders for one attachment, and a small packet must not become a large one.
qsizetype JsonWriter::attach(const QByteArray &attachment)
{
    constexpr qsizetype searched = 64;
    for (qsizetype i = 0; i < std::min(searched, m_attachments.size()); ++i) {
        const QByteArray &present = m_attachments[i];
        if (present.constData() == attachment.constData() && present.size() == attachment.size())
            return i;
    }
    m_attachments.append(attachment);
    return m_attachments.size() - 1;
}

} // namespace QSocketIo

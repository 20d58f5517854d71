// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/net/httpsyntax_p.h>
#include <qsocketio/net/urlquery_p.h>
#include <qsocketio/net/utf8_p.h>

#include <algorithm>

namespace QSocketIo::Net {

namespace {

constexpr qsizetype MaximumParameters = 1000;

QByteArray decoded(QByteArrayView encoded)
{
    QByteArray text;
    text.reserve(encoded.size());
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        if (encoded[i] == '%' && i + 2 < encoded.size() && isOf(HexDigit, encoded[i + 1])
            && isOf(HexDigit, encoded[i + 2])) {
            text += char(hexValue(encoded[i + 1]) << 4 | hexValue(encoded[i + 2]));
            i += 2;
        } else {
            text += encoded[i] == '+' ? ' ' : encoded[i];
        }
    }
    return replaceInvalidUtf8(text);
}

} // namespace

HttpTarget splitTarget(QByteArrayView target)
{
    if (!target.startsWith('/')) {
        const qsizetype scheme = target.indexOf("://");
        if (scheme >= 0) {
            const auto authority = target.begin() + scheme + 3;
            const auto end =
                std::find_if(authority, target.end(), [](char c) { return c == '/' || c == '?'; });
            target = target.sliced(end - target.begin());
        }
    }
    const qsizetype mark = target.indexOf('?');
    HttpTarget parts{mark < 0 ? target : target.first(mark), {}};
    if (mark >= 0)
        parts.query = target.sliced(mark + 1);
    if (parts.path.isEmpty())
        parts.path = "/"; // RFC 9110 4.2.3
    return parts;
}

UrlQuery::UrlQuery(QByteArrayView encoded) : m_encoded(encoded)
{
    const bool plain = std::none_of(encoded.begin(), encoded.end(), [](char c) {
        return c == '%' || c == '+' || quint8(c) >= 0x80;
    });
    if (!plain)
        m_decoded = QByteArray("");
    while (!encoded.isEmpty() && m_parameters.size() < MaximumParameters) {
        const auto end = std::find(encoded.begin(), encoded.end(), '&');
        if (end != encoded.begin())
            add({encoded.begin(), end});
        encoded = {end == encoded.end() ? end : end + 1, encoded.end()};
    }
}

void UrlQuery::add(QByteArrayView encoded)
{
    const auto equals = std::find(encoded.begin(), encoded.end(), '=');
    const Span name = span({encoded.begin(), equals});
    const Span value = equals == encoded.end() ? Span() : span({equals + 1, encoded.end()});
    m_parameters.append({name, value});
}

UrlQuery::Span UrlQuery::span(QByteArrayView encoded)
{
    if (m_decoded.isNull())
        return {encoded.begin() - m_encoded.begin(), encoded.size()};
    const qsizetype begin = m_decoded.size();
    m_decoded += decoded(encoded);
    return {begin, m_decoded.size() - begin};
}

QByteArrayView UrlQuery::text(Span span) const
{
    const QByteArrayView all = m_decoded.isNull() ? m_encoded : QByteArrayView(m_decoded);
    return all.sliced(span.begin, span.size);
}

QByteArrayView UrlQuery::name(qsizetype index) const
{
    return text(m_parameters[index].name);
}

QByteArrayView UrlQuery::value(qsizetype index) const
{
    return text(m_parameters[index].value);
}

QByteArrayView UrlQuery::value(QByteArrayView name) const
{
    const qsizetype index = indexOf(name);
    return index < 0 ? QByteArrayView() : value(index);
}

QVariantMap UrlQuery::toVariantMap() const
{
    QVariantMap result;
    for (qsizetype i = 0; i < size(); ++i) {
        const QString text = QString::fromUtf8(value(i));
        QVariant &entry = result[QString::fromUtf8(name(i))];
        if (!entry.isValid())
            entry = text;
        else if (entry.userType() == QMetaType::QStringList)
            entry = entry.toStringList() << text;
        else
            entry = QStringList{entry.toString(), text};
    }
    return result;
}

qsizetype UrlQuery::indexOf(QByteArrayView wanted) const
{
    for (qsizetype i = 0; i < size(); ++i) {
        if (sameBytes(name(i), wanted))
            return i;
    }
    return -1;
}

} // namespace QSocketIo::Net

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QVarLengthArray>
#include <QVariantMap>

namespace QSocketIo::Net {

// A request target in its parts; scheme and authority of an absolute-form are left out.
struct HttpTarget
{
    QByteArrayView path; // as sent, not decoded
    QByteArrayView query; // without the question mark, not decoded; null when there is none
};

HttpTarget splitTarget(QByteArrayView target);

// A query string as Node's querystring reads it: '+' is a blank, an escape that is none stays as it
// is, what is not UTF-8 becomes U+FFFD, parameters after the 1,000th are ignored. Borrows the
// encoded bytes and copies them only when there is something to decode.
class UrlQuery
{
public:
    UrlQuery() = default;
    explicit UrlQuery(QByteArrayView encoded);

    qsizetype size() const { return m_parameters.size(); }
    QByteArrayView name(qsizetype index) const;
    QByteArrayView value(qsizetype index) const;

    QByteArrayView value(QByteArrayView name) const; // the first of that name, null when absent
    bool contains(QByteArrayView name) const { return indexOf(name) >= 0; }
    QVariantMap toVariantMap() const; // one that comes several times is a list

private:
    struct Span
    {
        qsizetype begin = 0, size = 0;
    };
    struct Parameter
    {
        Span name, value;
    };

    void add(QByteArrayView encoded);
    Span span(QByteArrayView encoded);
    QByteArrayView text(Span span) const;
    qsizetype indexOf(QByteArrayView name) const;

    QByteArrayView m_encoded;
    QByteArray m_decoded; // null when nothing had to be decoded
    QVarLengthArray<Parameter, 8> m_parameters;
};

} // namespace QSocketIo::Net

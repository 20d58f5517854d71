// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/arguments.h>
#include <qsocketio/value/jsonformat_p.h>
#include <qsocketio/value/jsonvalidator_p.h>
#include <qsocketio/value/jsonwriter_p.h>

#include <QTest>

// What JsonWriter makes of some calls.
struct Written
{
    QByteArray text;
    QList<QByteArray> attachments;
};

Written written(auto &&write)
{
    Written result;
    QSocketIo::JsonWriter out(result.text, result.attachments);
    write(out);
    out.finish();
    return result;
}

template <typename T>
QByteArray toJson(const T &value)
{
    return written([&](QSocketIo::Writer &out) { out.value(value); }).text;
}

// Arguments as a packet would bring them: text is a JSON array.
inline QSocketIo::Arguments received(const QByteArray &text,
                                     const QList<QByteArray> &attachments = {})
{
    QSocketIo::EncodedValues values;
    values.storage = text;
    values.bytes = values.storage;
    values.attachments = attachments;
    const QSocketIo::JsonLimits limits{.attachments = attachments.size()};
    if (validateJson(values.bytes, limits, values) != QSocketIo::JsonVerdict::Valid)
        qFatal("The test's own JSON is bad: %s", text.constData());
    return QSocketIo::Arguments(values);
}

// The one value of a text, read as a T.
template <typename T>
std::optional<T> fromJson(const QByteArray &text, const QList<QByteArray> &attachments = {})
{
    return received('[' + text + ']', attachments).at<T>(0);
}

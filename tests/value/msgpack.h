// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/arguments.h>
#include <qsocketio/value/msgpackformat_p.h>
#include <qsocketio/value/msgpackwriter_p.h>

#include <QTest>

// What MsgPackWriter makes of some calls.
QByteArray packed(auto &&write)
{
    QByteArray bytes;
    QSocketIo::MsgPackWriter out(bytes);
    write(out);
    out.finish();
    return bytes;
}

template <typename T>
QByteArray toMsgPack(const T &value)
{
    return packed([&](QSocketIo::Writer &out) { out.value(value); });
}

// The value as a packet would bring it, validated, or nothing where it is not whole and legal.
inline std::optional<QSocketIo::Arguments> unpacked(const QByteArray &bytes, qsizetype depth = 512)
{
    QSocketIo::EncodedValues values;
    values.storage = bytes;
    values.bytes = values.storage;
    const char *const end = validateMsgPack(values.bytes.begin(), depth, values);
    if (end != values.bytes.end())
        return {};
    return QSocketIo::Arguments(std::move(values));
}

// The one value of hexadecimal bytes, read as a T.
template <typename T>
std::optional<T> fromMsgPack(const char *hex)
{
    const auto arguments = unpacked('\x91' + QByteArray::fromHex(hex));
    if (!arguments)
        qFatal("The test's own MessagePack is bad: %s", hex);
    return arguments->template at<T>(0);
}

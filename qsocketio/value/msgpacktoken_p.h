// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

namespace QSocketIo::MsgPack {

// What begins at some place of a MessagePack text: a whole value, or the head of an array or map.
struct Token
{
    enum class Type : quint8 {
        None,
        Nil,
        Boolean,
        Integer,
        UnsignedInteger,
        Double,
        String,
        Bytes,
        Undefined,
        Date,
        Array,
        Map,
    };

    // None where nothing whole lies between begin and end, or where an array or map announces more
    // than can follow.
    static Token read(const char *begin, const char *end);

    Type type = Type::None;
    bool boolean = false;
    // Of an array its elements, of a map its members.
    quint32 count = 0;
    // An integer, or the milliseconds of a date.
    qint64 integer = 0;
    quint64 unsignedInteger = 0;
    double number = 0;
    // Of text or binary data.
    QByteArrayView payload = {};
    const char *end = nullptr;
};

} // namespace QSocketIo::MsgPack

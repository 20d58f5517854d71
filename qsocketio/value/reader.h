// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace QSocketIo {

// Pulls one value after the other out of validated, encoded data. A read that does not find its
// type returns false and consumes nothing.
class QSOCKETIO_EXPORT Reader
{
public:
    enum class Kind : quint8 {
        Undefined,
        Null,
        Boolean,
        Integer,
        UnsignedInteger,
        Double,
        String,
        Bytes,
        Date,
        Array,
        Object,
    };

    virtual ~Reader();

    virtual Kind kind() const = 0;
    virtual bool null() = 0;
    virtual bool boolean(bool &value) = 0;
    // Integral doubles count as integers; out of range is false.
    virtual bool integer(qint64 &value) = 0;
    virtual bool unsignedInteger(quint64 &value) = 0;
    virtual bool number(double &value) = 0;
    virtual bool string(QString &value) = 0;
    virtual bool utf8(QByteArray &value) = 0;
    virtual bool bytes(QByteArray &value) = 0;
    virtual bool date(qint64 &millisecondsSinceEpoch) = 0;
    // enterArray(); while (nextElement()) read one or not; the last nextElement() leaves it.
    virtual bool enterArray() = 0;
    virtual bool nextElement() = 0;
    // enterObject(); while (nextKey(key)) read one or not; the last nextKey() leaves it.
    virtual bool enterObject() = 0;
    // The view is valid until the next call.
    virtual bool nextKey(QByteArrayView &utf8Key) = 0;
    bool nextKey(QByteArray &utf8Key);
    virtual bool nextKey(QString &key) = 0;
    virtual void skip() = 0;

    template <typename T>
    bool value(T &value);

    // object("x", point.x, "y", point.y): in any order, unknown keys skipped, all must be there
    template <typename... KeysAndValues>
    bool object(KeysAndValues &&...keysAndValues);

protected:
    // Where a value stands in the input: what a failed read goes back to.
    struct Position
    {
        const char *at = nullptr;
        quint32 depth = 0;
        // nextElement() or nextKey() announced a value that nobody has read yet.
        bool pending = false;
    };
    Position m_position = {};

private:
    enum class Field : quint8 { Missing, Read, Mismatched };

    template <typename Key, typename Value, typename... Rest>
    void readField(QByteArrayView name, Field *field, const Key &key, Value &member,
                   Rest &&...rest);
    void readField(QByteArrayView, Field *) { }
    template <typename Key, typename Value, typename... Rest>
    static bool allRead(const Field *field, const Key &, Value &member, Rest &&...rest);
    static bool allRead(const Field *) { return true; }
};

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

namespace QSocketIo {

class Arguments;

template <typename T>
struct ValueTraits;

class QSOCKETIO_EXPORT Writer
{
public:
    // For beginArray() and beginObject() where the size is not known beforehand.
    static constexpr qsizetype UnknownSize = -1;
    // Arrays and objects within each other; what is nested deeper cannot be sent.
    static constexpr int MaxDepth = 1000;

    virtual ~Writer();

    virtual void null() = 0;
    virtual void undefined();
    virtual void boolean(bool value) = 0;
    virtual void integer(qint64 value) = 0;
    virtual void unsignedInteger(quint64 value) = 0;
    virtual void number(double value) = 0;
    virtual void date(qint64 millisecondsSinceEpoch);
    virtual void string(QStringView value) = 0;
    virtual void utf8(QByteArrayView value) = 0;
    virtual void bytes(const QByteArray &value) = 0;
    virtual void beginArray(qsizetype size) = 0;
    virtual void endArray() = 0;
    virtual void beginObject(qsizetype size) = 0;
    virtual void key(QStringView key) = 0;
    virtual void utf8Key(QByteArrayView key) = 0;
    virtual void plainKey(QByteArrayView key);
    virtual void endObject() = 0;
    virtual void argument(const Arguments &arguments, qsizetype index) = 0;

    template <typename T>
    void value(const T &value);

    // object("x", point.x, "y", point.y)
    template <typename... KeysAndValues>
    void object(const KeysAndValues &...keysAndValues);

    // For types that nest at run time and are not written by value().
    bool isTooDeep() const { return m_depth >= MaxDepth; }
    void refuseDepth();

protected:
    // Around what stands between brackets.
    void entered() { ++m_depth; }
    void left() { --m_depth; }
    void restartDepth() { m_depth = 0, m_refused = false; }

private:
    int m_depth = 0;
    bool m_refused = false;

    template <typename Value, typename... Rest>
    void fields(QByteArrayView name, const Value &member, const Rest &...rest);
    void fields() { }
};

} // namespace QSocketIo

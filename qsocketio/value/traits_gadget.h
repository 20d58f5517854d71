// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/valuecodec.h>
#include <qsocketio/value/valuetraits.h>

#include <QFlags>
#include <QMetaEnum>

#include <type_traits>

namespace QSocketIo {

namespace Private {

// Of an enumeration that no meta-object knows it is invalid: any number is accepted then.
QSOCKETIO_EXPORT QMetaEnum metaEnum(QMetaType type);
QSOCKETIO_EXPORT bool readEnumerator(Reader &in, const QMetaEnum &type, qint64 &value);

template <typename T>
concept Gadget = std::is_class_v<T> && !std::derived_from<T, QObject> && requires
{
    typename T::QtGadgetHelper;
    {
        T::staticMetaObject
        } -> std::convertible_to<const QMetaObject &>;
};

} // namespace Private

// An enumerator is its number on the wire; a peer may also send the name of a Q_ENUM's key.
template <typename T>
requires std::is_enum_v<T>
struct ValueTraits<T>
{
    using Number = std::underlying_type_t<T>;

    static void write(Writer &out, T value) { out.integer(qint64(value)); }

    static bool read(Reader &in, T &value)
    {
        static const QMetaEnum type = Private::metaEnum(QMetaType::fromType<T>());
        qint64 number;
        if (!Private::readEnumerator(in, type, number) || !std::in_range<Number>(number))
            return false;
        value = static_cast<T>(number);
        return true;
    }
};

template <typename T>
struct ValueTraits<QFlags<T>>
{
    static void write(Writer &out, QFlags<T> value) { out.integer(value.toInt()); }

    static bool read(Reader &in, QFlags<T> &value)
    {
        typename QFlags<T>::Int number;
        if (!in.value(number))
            return false;
        value = QFlags<T>::fromInt(number);
        return true;
    }
};

// An object with the gadget's properties. Those that are missing keep their value, unknown members
// are skipped.
template <Private::Gadget T>
struct ValueTraits<T>
{
    static void write(Writer &out, const T &gadget) { codec().write(out, &gadget); }
    static bool read(Reader &in, T &gadget) { return codec().read(in, &gadget); }

private:
    static const ValueCodec &codec()
    {
        static const ValueCodec &codec = gadgetCodec(T::staticMetaObject);
        return codec;
    }
};

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/reader.h>
#include <qsocketio/value/writer.h>

#include <concepts>
#include <optional>

namespace QSocketIo {

// Specialise it for a type of yours:
//
//     template <> struct QSocketIo::ValueTraits<Point>
//     {
//         static void write(Writer &out, const Point &p) { out.object("x", p.x, "y", p.y); }
//         static bool read(Reader &in, Point &p) { return in.object("x", p.x, "y", p.y); }
//     };
template <typename T>
struct ValueTraits;

template <typename T>
concept Sendable = requires(Writer &out, const T &value)
{
    ValueTraits<T>::write(out, value);
};

template <typename T>
concept Receivable = std::default_initializable<T> && requires(Reader &in, T &value)
{
    {
        ValueTraits<T>::read(in, value)
        } -> std::same_as<bool>;
};

template <typename T>
concept Value = Sendable<T> && Receivable<T>;

namespace Private {

template <typename T>
inline constexpr bool IsOptional = false;
template <typename T>
inline constexpr bool IsOptional<std::optional<T>> = true;

} // namespace Private

template <typename T>
void Writer::value(const T &value)
{
    static_assert(Sendable<T>,
                  "This type cannot be sent: specialise QSocketIo::ValueTraits for it with "
                  "write(Writer &, const T &), or make it a Q_GADGET with properties.");
    if (isTooDeep()) [[unlikely]]
        return refuseDepth();
    ValueTraits<T>::write(*this, value);
}

template <typename... KeysAndValues>
void Writer::object(const KeysAndValues &...keysAndValues)
{
    static_assert(sizeof...(keysAndValues) % 2 == 0, "object() takes keys and values in turn.");
    beginObject(sizeof...(keysAndValues) / 2);
    fields(keysAndValues...);
    endObject();
}

template <typename Value, typename... Rest>
void Writer::fields(QByteArrayView name, const Value &member, const Rest &...rest)
{
    utf8Key(name);
    value(member);
    fields(rest...);
}

template <typename T>
bool Reader::value(T &value)
{
    static_assert(Receivable<T>,
                  "This type cannot be received: specialise QSocketIo::ValueTraits for it with "
                  "bool read(Reader &, T &), or make it a Q_GADGET with properties; it must have a "
                  "default constructor.");
    const Position before = m_position;
    if (ValueTraits<T>::read(*this, value))
        return true;
    m_position = before;
    return false;
}

template <typename... KeysAndValues>
bool Reader::object(KeysAndValues &&...keysAndValues)
{
    static_assert(sizeof...(keysAndValues) % 2 == 0, "object() takes keys and values in turn.");
    const Position before = m_position;
    if (!enterObject())
        return false;
    Field fields[sizeof...(keysAndValues) / 2 + 1] = {};
    QByteArrayView name;
    while (nextKey(name))
        readField(name, fields, keysAndValues...);
    if (allRead(fields, keysAndValues...))
        return true;
    m_position = before;
    return false;
}

template <typename Key, typename Value, typename... Rest>
void Reader::readField(QByteArrayView name, Field *field, const Key &key, Value &member,
                       Rest &&...rest)
{
    if (name != QByteArrayView(key))
        return readField(name, field + 1, rest...);
    // The last of equal keys wins; nothing of the first may stay.
    if (*field != Field::Missing)
        member = Value();
    *field = value(member) ? Field::Read : Field::Mismatched;
}

template <typename Key, typename Value, typename... Rest>
bool Reader::allRead(const Field *field, const Key &, Value &member, Rest &&...rest)
{
    if constexpr (Private::IsOptional<Value>) {
        if (*field == Field::Missing)
            member.reset();
        if (*field == Field::Mismatched)
            return false;
    } else if (*field != Field::Read) {
        return false;
    }
    return allRead(field + 1, rest...);
}

} // namespace QSocketIo

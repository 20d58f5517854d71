// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/valuetraits.h>

#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace QSocketIo {

template <>
struct ValueTraits<std::nullptr_t>
{
    static void write(Writer &out, std::nullptr_t) { out.null(); }
    static bool read(Reader &in, std::nullptr_t &) { return in.null(); }
};

template <>
struct ValueTraits<bool>
{
    static void write(Writer &out, bool value) { out.boolean(value); }
    static bool read(Reader &in, bool &value) { return in.boolean(value); }
};

namespace Private {

// Character types are text to their users, not numbers.
template <typename T>
concept Character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<
    T, char8_t> || std::same_as<T, char16_t> || std::same_as<T, char32_t>;

template <typename T>
concept Integer = std::integral<T> && !Character<T> && !std::same_as<T, bool>;

} // namespace Private

template <Private::Integer T>
struct ValueTraits<T>
{
    static void write(Writer &out, T value)
    {
        if constexpr (std::unsigned_integral<T>)
            out.unsignedInteger(value);
        else
            out.integer(value);
    }

    static bool read(Reader &in, T &value)
    {
        std::conditional_t<std::unsigned_integral<T>, quint64, qint64> wide = 0;
        bool found;
        if constexpr (std::unsigned_integral<T>)
            found = in.unsignedInteger(wide);
        else
            found = in.integer(wide);
        if (!found || !std::in_range<T>(wide))
            return false;
        value = static_cast<T>(wide);
        return true;
    }
};

template <std::floating_point T>
struct ValueTraits<T>
{
    static void write(Writer &out, T value) { out.number(static_cast<double>(value)); }

    static bool read(Reader &in, T &value)
    {
        double wide;
        if (!in.number(wide))
            return false;
        // Out of a float's range it is infinite, as a number of 1e400 is.
        if (wide > double(std::numeric_limits<T>::max()))
            value = std::numeric_limits<T>::infinity();
        else if (wide < double(std::numeric_limits<T>::lowest()))
            value = -std::numeric_limits<T>::infinity();
        else
            value = static_cast<T>(wide);
        return true;
    }
};

template <>
struct ValueTraits<QString>
{
    static void write(Writer &out, const QString &value) { out.string(value); }
    static bool read(Reader &in, QString &value) { return in.string(value); }
};

template <>
struct ValueTraits<QStringView>
{
    static void write(Writer &out, QStringView value) { out.string(value); }
};

template <std::size_t N>
struct ValueTraits<char16_t[N]>
{
    static void write(Writer &out, const char16_t (&value)[N])
    {
        out.string(QStringView::fromArray(value).chopped(1));
    }
};

template <>
struct ValueTraits<QLatin1StringView>
{
    static void write(Writer &out, QLatin1StringView value) { out.string(QString(value)); }
};

// Literals and other plain characters are UTF-8 text.
template <>
struct ValueTraits<const char *>
{
    static void write(Writer &out, const char *value) { out.utf8(value); }
};

template <>
struct ValueTraits<char *> : ValueTraits<const char *>
{
};

template <std::size_t N>
struct ValueTraits<char[N]>
{
    static void write(Writer &out, const char (&value)[N]) { out.utf8(QByteArrayView(value)); }
};

template <>
struct ValueTraits<std::string_view>
{
    static void write(Writer &out, std::string_view value) { out.utf8(value); }
};

template <>
struct ValueTraits<std::string>
{
    static void write(Writer &out, const std::string &value) { out.utf8(std::string_view(value)); }

    static bool read(Reader &in, std::string &value)
    {
        QByteArray text;
        if (!in.utf8(text))
            return false;
        value.assign(text.constData(), std::size_t(text.size()));
        return true;
    }
};

// A QByteArray is binary data, not text.
template <>
struct ValueTraits<QByteArray>
{
    static void write(Writer &out, const QByteArray &value) { out.bytes(value); }
    static bool read(Reader &in, QByteArray &value) { return in.bytes(value); }
};

template <>
struct ValueTraits<QByteArrayView>
{
    static void write(Writer &out, QByteArrayView value) { out.bytes(value.toByteArray()); }
};

} // namespace QSocketIo

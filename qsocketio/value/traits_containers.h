// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/valuetraits.h>

#include <QList>
#include <QSet>

#include <array>
#include <tuple>
#include <vector>

namespace QSocketIo {

template <typename T>
struct ValueTraits<std::optional<T>>
{
    static void write(Writer &out, const std::optional<T> &value) requires Sendable<T>
    {
        if (value)
            out.value(*value);
        else
            out.null();
    }

    static bool read(Reader &in, std::optional<T> &value) requires Receivable<T>
    {
        if (in.null())
            value.reset();
        else if (!in.value(value.emplace()))
            return false;
        return true;
    }
};

namespace Private {

template <typename List>
struct ListTraits
{
    using Element = typename List::value_type;

    static void write(Writer &out, const List &list) requires Sendable<Element>
    {
        out.beginArray(qsizetype(list.size()));
        // Of std::vector<bool> the elements are no references.
        for (auto &&element : list)
            out.value<Element>(element);
        out.endArray();
    }

    static bool read(Reader &in, List &list) requires Receivable<Element>
    {
        if (!in.enterArray())
            return false;
        if constexpr (requires { list.clear(); })
            list.clear();
        else
            list = List();
        while (in.nextElement()) {
            Element element{};
            if (!in.value(element))
                return false;
            append(list, std::move(element));
        }
        return true;
    }

private:
    static void append(List &list, Element &&element)
    {
        if constexpr (requires { list.push_back(std::move(element)); })
            list.push_back(std::move(element));
        else
            list.insert(std::move(element));
    }
};

} // namespace Private

template <typename T>
struct ValueTraits<QList<T>> : Private::ListTraits<QList<T>>
{
};

template <typename T>
struct ValueTraits<QSet<T>> : Private::ListTraits<QSet<T>>
{
};

template <typename T>
struct ValueTraits<std::vector<T>> : Private::ListTraits<std::vector<T>>
{
};

namespace Private {

// Types with a fixed number of elements are arrays of exactly that many.
template <typename Tuple, typename... T>
struct TupleTraits
{
    static void write(Writer &out, const Tuple &tuple) requires(Sendable<T> &&...)
    {
        out.beginArray(sizeof...(T));
        std::apply([&out](const T &...elements) { (out.value(elements), ...); }, tuple);
        out.endArray();
    }

    static bool read(Reader &in, Tuple &tuple) requires(Receivable<T> &&...)
    {
        if (!in.enterArray())
            return false;
        const auto readAll = [&in](T &...elements) {
            return ((in.nextElement() && in.value(elements)) && ...);
        };
        return std::apply(readAll, tuple) && !in.nextElement();
    }
};

template <typename Array, typename T, std::size_t N>
struct ArrayTraits
{
    static void write(Writer &out, const Array &array) requires Sendable<T>
    {
        out.beginArray(qsizetype(N));
        for (const T &element : array)
            out.value(element);
        out.endArray();
    }

    static bool read(Reader &in, Array &array) requires Receivable<T>
    {
        if (!in.enterArray())
            return false;
        for (T &element : array) {
            if (!in.nextElement() || !in.value(element))
                return false;
        }
        return !in.nextElement();
    }
};

} // namespace Private

template <typename... T>
struct ValueTraits<std::tuple<T...>> : Private::TupleTraits<std::tuple<T...>, T...>
{
};

template <typename First, typename Second>
struct ValueTraits<std::pair<First, Second>>
    : Private::TupleTraits<std::pair<First, Second>, First, Second>
{
};

template <typename T, std::size_t N>
struct ValueTraits<std::array<T, N>> : Private::ArrayTraits<std::array<T, N>, T, N>
{
};

} // namespace QSocketIo

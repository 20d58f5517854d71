// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <utility>
#include <variant>

namespace QSocketIo {

// The part of C++23's std::expected that the library needs.
template <typename T, typename E>
class [[nodiscard]] Expected
{
public:
    Expected(T value) : m_value(std::in_place_index<0>, std::move(value)) { }
    Expected(E error) : m_value(std::in_place_index<1>, std::move(error)) { }

    bool hasValue() const noexcept { return m_value.index() == 0; }
    explicit operator bool() const noexcept { return hasValue(); }

    const T &value() const & { return std::get<0>(m_value); }
    T &value() & { return std::get<0>(m_value); }
    T &&value() && { return std::get<0>(std::move(m_value)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    const E &error() const { return std::get<1>(m_value); }

private:
    std::variant<T, E> m_value;
};

} // namespace QSocketIo

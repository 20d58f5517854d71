// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/compactvector.h>

#include <cstddef>
#include <optional>
#include <utility>

namespace QSocketIo {

// A list that nearly always has one item, which stands in it; several are elsewhere.
template <typename T>
class FewItems
{
public:
    FewItems() = default;
    FewItems(FewItems &&other) noexcept
        : m_only(std::exchange(other.m_only, std::nullopt)),
          m_all(std::move(other.m_all))
    {
    }
    FewItems &operator=(FewItems &&other) noexcept
    {
        m_only = std::exchange(other.m_only, std::nullopt);
        m_all = std::move(other.m_all);
        return *this;
    }

    T *begin() { return m_only ? &*m_only : m_all.begin(); }
    T *end() { return begin() + size(); }
    const T *begin() const { return m_only ? &*m_only : m_all.begin(); }
    const T *end() const { return begin() + size(); }
    std::size_t size() const { return m_only ? 1 : m_all.size(); }

    void append(T item)
    {
        if (size() == 0) {
            m_only = std::move(item);
            return;
        }
        if (m_only)
            m_all.push_back(*std::exchange(m_only, std::nullopt));
        m_all.push_back(std::move(item));
    }
    void erase(const T *item)
    {
        if (m_only)
            m_only.reset();
        else
            m_all.erase(item);
    }

private:
    // Never both.
    std::optional<T> m_only;
    CompactVector<T> m_all;
};

} // namespace QSocketIo

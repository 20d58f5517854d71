// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

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

    T *begin() { return m_all ? m_all->data() : m_only ? &*m_only : nullptr; }
    T *end() { return begin() + size(); }
    const T *begin() const { return m_all ? m_all->data() : m_only ? &*m_only : nullptr; }
    const T *end() const { return begin() + size(); }
    std::size_t size() const { return m_all ? m_all->size() : m_only ? 1 : 0; }

    void append(T item)
    {
        if (!m_all && !m_only) {
            m_only = std::move(item);
            return;
        }
        if (!m_all) {
            m_all = std::make_unique<std::vector<T>>();
            m_all->push_back(*std::exchange(m_only, std::nullopt));
        }
        m_all->push_back(std::move(item));
    }
    void erase(const T *item)
    {
        if (m_all)
            m_all->erase(m_all->begin() + (item - m_all->data()));
        else
            m_only.reset();
    }

private:
    // Never both.
    std::optional<T> m_only;
    std::unique_ptr<std::vector<T>> m_all;
};

} // namespace QSocketIo

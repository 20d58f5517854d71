// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>

namespace QSocketIo {

// A vector that is one pointer where it is a member: its size stands in front of its items. For
// what every connection has one of, mostly with a few items or none.
template <typename T>
class CompactVector
{
public:
    CompactVector() = default;
    CompactVector(CompactVector &&other) noexcept : m_block(std::exchange(other.m_block, nullptr))
    {
    }
    CompactVector &operator=(CompactVector &&other) noexcept
    {
        std::swap(m_block, other.m_block);
        return *this;
    }
    ~CompactVector()
    {
        std::destroy(begin(), end());
        ::operator delete(m_block);
    }

    std::size_t size() const { return m_block ? m_block->size : 0; }
    bool empty() const { return size() == 0; }
    std::size_t capacity() const { return m_block ? m_block->capacity : 0; }

    T *begin() { return m_block ? items(m_block) : nullptr; }
    T *end() { return begin() + size(); }
    const T *begin() const { return m_block ? items(m_block) : nullptr; }
    const T *end() const { return begin() + size(); }
    T &operator[](std::size_t index) { return begin()[index]; }
    const T &operator[](std::size_t index) const { return begin()[index]; }

    void push_back(T item)
    {
        if (size() == capacity())
            grow();
        std::construct_at(end(), std::move(item));
        ++m_block->size;
    }
    void insert(const T *before, T item)
    {
        const std::ptrdiff_t at = before - begin();
        push_back(std::move(item));
        std::rotate(begin() + at, end() - 1, end());
    }
    void erase(const T *first, const T *last)
    {
        if (first == last)
            return;
        T *const kept = std::move(begin() + (last - begin()), end(), begin() + (first - begin()));
        const auto gone = std::uint32_t(end() - kept);
        std::destroy(kept, end());
        m_block->size -= gone;
    }
    void erase(const T *item) { erase(item, item + 1); }

private:
    struct Block
    {
        std::uint32_t size;
        std::uint32_t capacity;
    };
    static_assert(alignof(T) <= sizeof(Block));

    static T *items(Block *block) { return reinterpret_cast<T *>(block + 1); }
    static const T *items(const Block *block) { return reinterpret_cast<const T *>(block + 1); }

    void grow()
    {
        constexpr std::size_t First = 4;
        const std::size_t capacity = size() + std::max(First, size() / 2);
        auto *const block =
            static_cast<Block *>(::operator new(sizeof(Block) + capacity * sizeof(T)));
        *block = {std::uint32_t(size()), std::uint32_t(capacity)};
        std::uninitialized_move(begin(), end(), items(block));
        CompactVector old;
        old.m_block = std::exchange(m_block, block);
    }

    Block *m_block = nullptr;
};

} // namespace QSocketIo

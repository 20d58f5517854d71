// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace QSocketIo {

// Finds objects by a key that they have themselves: there are ten thousand of them, and a pointer
// each is nearly all that it keeps. The pointers may own; Hash tells the hash of an object's key.
template <typename Pointer, typename Hash>
class PointerTable
{
public:
    using Object = typename std::pointer_traits<Pointer>::element_type;

    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

    // Its key is not there yet.
    void insert(Pointer object)
    {
        // Three quarters full, a look-up tries three places in the mean.
        if ((m_size + 1) * 4 > m_places.size() * 3)
            grow();
        put(std::move(object));
        ++m_size;
    }

    // The object with this hash that is the same as what is looked for, or null.
    template <typename IsSame>
    Object *find(std::size_t hash, IsSame isSame) const
    {
        if (isEmpty())
            return nullptr;
        for (std::size_t at = hash & mask(); m_places[at]; at = behind(at)) {
            if (isSame(*m_places[at]))
                return std::to_address(m_places[at]);
        }
        return nullptr;
    }

    // Null: it is not there.
    Pointer take(const Object &object)
    {
        if (isEmpty())
            return {};
        std::size_t at = Hash()(object) & mask();
        while (m_places[at] && std::to_address(m_places[at]) != &object)
            at = behind(at);
        if (!m_places[at])
            return {};
        Pointer taken = std::exchange(m_places[at], {});
        --m_size;
        closeGap(at);
        return taken;
    }

    // To visit while objects come and go: one at this place or behind it, round and round. Null
    // when there are none.
    Object *next(std::size_t &place) const
    {
        if (isEmpty())
            return nullptr;
        place &= mask();
        while (!m_places[place])
            place = behind(place);
        return std::to_address(m_places[place]);
    }

    // While nothing comes or goes.
    template <typename Visitor>
    void forEach(Visitor visit) const
    {
        for (const Pointer &object : m_places) {
            if (object)
                visit(*object);
        }
    }

private:
    std::size_t mask() const { return m_places.size() - 1; }
    std::size_t behind(std::size_t place) const { return (place + 1) & mask(); }

    void grow()
    {
        constexpr std::size_t First = 8;
        auto old = std::exchange(
            m_places, std::vector<Pointer>(m_places.empty() ? First : m_places.size() * 2));
        for (Pointer &object : old) {
            if (object)
                put(std::move(object));
        }
    }

    void put(Pointer object)
    {
        std::size_t at = Hash()(*object) & mask();
        while (m_places[at])
            at = behind(at);
        m_places[at] = std::move(object);
    }

    // Those behind that could not stand where they belong move up.
    void closeGap(std::size_t gap)
    {
        for (std::size_t at = behind(gap); m_places[at]; at = behind(at)) {
            const std::size_t wanted = Hash()(*m_places[at]) & mask();
            if (((at - wanted) & mask()) < ((at - gap) & mask()))
                continue;
            m_places[gap] = std::exchange(m_places[at], {});
            gap = at;
        }
    }

    // Where an object's place is taken, it stands at the next free one.
    std::vector<Pointer> m_places;
    std::size_t m_size = 0;
};

} // namespace QSocketIo

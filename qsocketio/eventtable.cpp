// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/eventtable_p.h>

#include <algorithm>
#include <iterator>

namespace QSocketIo {

namespace {

// Most sockets have a few: no room for many more is left.
constexpr size_t Growth = 4;

bool callOne(Detail::Handler &handler, Detail::Invocation &invocation, const Guarded::Guard &alive)
{
    if (!handler.isActive())
        return true;
    if (handler.isOnce())
        handler.cancel();
    return handler.call(invocation, alive);
}

} // namespace

void EventTable::add(QByteArrayView event, Detail::HandlerPointer handler)
{
    // Receivers that are gone leave their handlers behind; here they are swept out.
    if (m_entries.size() == m_entries.capacity())
        sweep();
    if (m_entries.size() == m_entries.capacity())
        m_entries.reserve(m_entries.size() + std::max(Growth, m_entries.size() / 2));
    Entry entry{SharedName(event), std::move(handler)};
    const auto last =
        std::find_if(m_entries.rbegin(), m_entries.rend(),
                     [&entry](const Entry &known) { return known.event == entry.event; });
    m_entries.insert(last == m_entries.rend() ? m_entries.end() : last.base(), std::move(entry));
}

void EventTable::remove(QByteArrayView event)
{
    const std::span<const Entry> found = find(event);
    if (found.empty())
        return;
    const auto first = m_entries.begin() + (found.data() - m_entries.data());
    end(first, first + std::ptrdiff_t(found.size()));
}

void EventTable::clear()
{
    end(m_entries.begin(), m_entries.end());
}

void EventTable::sweep()
{
    const auto gone =
        std::stable_partition(m_entries.begin(), m_entries.end(),
                              [](const Entry &entry) { return entry.handler->isActive(); });
    end(gone, m_entries.end());
}

// What a handler has captured may use this table when it goes.
void EventTable::end(Entries::iterator first, Entries::iterator last)
{
    const Entries ended(std::make_move_iterator(first), std::make_move_iterator(last));
    m_entries.erase(first, last);
    for (const Entry &entry : ended)
        entry.handler->cancel();
}

std::span<const EventTable::Entry> EventTable::find(QByteArrayView event) const
{
    const auto first = std::ranges::find_if(
        m_entries, [event](const Entry &entry) { return sameBytes(entry.event.view(), event); });
    if (first == m_entries.end())
        return {};
    const auto last = std::find_if(first + 1, m_entries.end(), [first](const Entry &entry) {
        return entry.event != first->event;
    });
    return {first, last};
}

bool EventTable::call(QByteArrayView event, Detail::Invocation &invocation,
                      const Guarded::Guard &alive) const
{
    const std::span<const Entry> found = find(event);
    if (found.empty())
        return true;
    if (found.size() > 1)
        return callAll(found, invocation, alive);
    const Detail::HandlerPointer handler = found.front().handler;
    return callOne(*handler, invocation, alive);
}

bool EventTable::callAll(std::span<const Entry> entries, Detail::Invocation &invocation,
                         const Guarded::Guard &alive)
{
    // A handler may subscribe, unsubscribe, or end the socket and this table.
    std::vector<Detail::HandlerPointer> handlers;
    handlers.reserve(entries.size());
    for (const Entry &entry : entries)
        handlers.push_back(entry.handler);
    bool fits = true;
    for (const Detail::HandlerPointer &handler : handlers) {
        if (!alive)
            break;
        fits = callOne(*handler, invocation, alive) && fits;
    }
    return fits;
}

} // namespace QSocketIo

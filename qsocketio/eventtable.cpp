// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/eventtable_p.h>

#include <algorithm>

namespace QSocketIo {

void EventTable::add(QByteArrayView event, std::shared_ptr<Detail::Handler> handler)
{
    // Receivers that are gone leave their handlers behind; here they are swept out.
    if (m_entries.size() == m_entries.capacity())
        std::erase_if(m_entries, [](const Entry &entry) { return !entry.handler->isActive(); });
    m_entries.push_back({SharedName(event), std::move(handler)});
}

void EventTable::remove(QByteArrayView event)
{
    std::erase_if(m_entries, [event](const Entry &entry) {
        const bool isIt = sameBytes(entry.event.view(), event);
        if (isIt)
            entry.handler->cancel();
        return isIt;
    });
}

void EventTable::clear()
{
    for (const Entry &entry : m_entries)
        entry.handler->cancel();
    m_entries.clear();
}

bool EventTable::call(QByteArrayView event, Detail::Invocation &invocation,
                      const Guarded::Guard &alive) const
{
    const auto first = std::ranges::find_if(
        m_entries, [event](const Entry &entry) { return sameBytes(entry.event.view(), event); });
    if (first == m_entries.end())
        return true;
    const bool isOnly = std::none_of(first + 1, m_entries.end(), [first](const Entry &entry) {
        return entry.event == first->event;
    });
    if (!isOnly)
        return callAll(first, m_entries.end(), invocation, alive);
    const std::shared_ptr<Detail::Handler> handler = first->handler;
    return callOne(*handler, invocation);
}

bool EventTable::callAll(Entries::const_iterator first, Entries::const_iterator end,
                         Detail::Invocation &invocation, const Guarded::Guard &alive)
{
    // A handler may subscribe, unsubscribe, or end the socket and this table.
    std::vector<std::shared_ptr<Detail::Handler>> handlers;
    for (auto entry = first; entry != end; ++entry) {
        if (entry->event == first->event)
            handlers.push_back(entry->handler);
    }
    bool fits = true;
    for (const auto &handler : handlers) {
        if (!alive)
            break;
        fits = callOne(*handler, invocation) && fits;
    }
    return fits;
}

bool EventTable::callOne(Detail::Handler &handler, Detail::Invocation &invocation)
{
    if (!handler.isActive())
        return true;
    if (handler.isOnce())
        handler.cancel();
    return handler.call(invocation);
}

} // namespace QSocketIo

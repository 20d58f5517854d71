// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/eventtable_p.h>

namespace QSocketIo {

namespace {

constexpr auto isGone = [](const std::shared_ptr<Detail::Handler> &handler) {
    return !handler->isActive();
};

} // namespace

void EventTable::add(QByteArrayView event, std::shared_ptr<Detail::Handler> handler)
{
    auto entry = std::ranges::find(m_entries, event, &Entry::event);
    if (entry == m_entries.end())
        entry = m_entries.insert(entry, Entry{event.toByteArray(), {}});
    // Receivers that are gone leave their handlers behind; here they are swept out.
    std::erase_if(entry->handlers, isGone);
    entry->handlers.push_back(std::move(handler));
}

void EventTable::remove(QByteArrayView event)
{
    const auto entry = std::ranges::find(m_entries, event, &Entry::event);
    if (entry == m_entries.end())
        return;
    for (const auto &handler : entry->handlers)
        handler->cancel();
    m_entries.erase(entry);
}

void EventTable::clear()
{
    for (const Entry &entry : m_entries) {
        for (const auto &handler : entry.handlers)
            handler->cancel();
    }
    m_entries.clear();
}

bool EventTable::call(QByteArrayView event, Detail::Invocation &invocation,
                      const QPointer<QObject> &alive) const
{
    const Entry *entry = find(event);
    if (!entry || entry->handlers.empty())
        return true;
    if (entry->handlers.size() == 1) {
        const std::shared_ptr<Detail::Handler> handler = entry->handlers.front();
        return callOne(*handler, invocation);
    }
    // A handler may subscribe, unsubscribe, or end the socket and this table.
    const Handlers handlers = entry->handlers;
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

const EventTable::Entry *EventTable::find(QByteArrayView event) const
{
    for (const Entry &entry : m_entries) {
        if (sameBytes(entry.event, event))
            return &entry;
    }
    return nullptr;
}

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/eventtable_p.h>

#include <algorithm>
#include <iterator>

namespace QSocketIo {

namespace {

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
    if (m_handlers.size() == m_handlers.capacity())
        sweep();
    const size_t size = m_handlers.size();
    const auto names = m_names.first(size);
    const auto same = std::find_if(names.rbegin(), names.rend(), [event](const SharedName &name) {
        return sameBytes(name.view(), event);
    });
    if (same == names.rbegin() || same == names.rend()) {
        m_names.append(size, event);
        m_handlers.push_back(std::move(handler));
    } else {
        const auto index = size_t(names.rend() - same);
        m_names.insert(size, index, event);
        m_handlers.insert(m_handlers.begin() + index, std::move(handler));
    }
}

void EventTable::remove(QByteArrayView event)
{
    const Handlers found = find(event);
    if (found.empty())
        return;
    const auto first = size_t(found.data() - m_handlers.begin());
    end(first, first + found.size());
}

void EventTable::clear()
{
    end(0, m_handlers.size());
}

// What a handler has captured may use this table when it goes.
void EventTable::sweep()
{
    if (std::ranges::all_of(m_handlers, [](const auto &handler) { return handler->isActive(); }))
        return;
    const auto known = m_names.first(m_handlers.size());
    EventNames names;
    CompactVector<Detail::HandlerPointer> active;
    std::vector<Detail::HandlerPointer> ended;
    for (size_t i = 0; i < m_handlers.size(); ++i) {
        if (!m_handlers[i]->isActive()) {
            ended.push_back(std::move(m_handlers[i]));
            continue;
        }
        names.append(active.size(), known[i].view());
        active.push_back(std::move(m_handlers[i]));
    }
    m_names = std::move(names);
    m_handlers = std::move(active);
    for (const Detail::HandlerPointer &handler : ended)
        handler->cancel();
}

void EventTable::end(size_t first, size_t last)
{
    const auto begin = m_handlers.begin();
    const std::vector<Detail::HandlerPointer> ended(std::make_move_iterator(begin + first),
                                                    std::make_move_iterator(begin + last));
    if (ended.size() == m_handlers.size())
        m_names = {};
    else
        m_names.erase(m_handlers.size(), first, last);
    m_handlers.erase(begin + first, begin + last);
    for (const Detail::HandlerPointer &handler : ended)
        handler->cancel();
}

EventTable::Handlers EventTable::find(QByteArrayView event) const
{
    const auto names = m_names.first(m_handlers.size());
    size_t first = 0;
    while (first < names.size() && !sameBytes(names[first].view(), event))
        ++first;
    if (first == names.size())
        return {};
    size_t last = first + 1;
    while (last < names.size() && names[last] == names[first])
        ++last;
    return {m_handlers.begin() + first, last - first};
}

bool EventTable::call(QByteArrayView event, Detail::Invocation &invocation,
                      const Guarded::Guard &alive) const
{
    const Handlers found = find(event);
    if (found.empty())
        return true;
    if (found.size() > 1)
        return callAll(found, invocation, alive);
    // It lives while it runs.
    const Detail::HandlerPointer handler(&*found.front());
    return callOne(*handler, invocation, alive);
}

bool EventTable::callAll(Handlers handlers, Detail::Invocation &invocation,
                         const Guarded::Guard &alive)
{
    // A handler may subscribe, unsubscribe, or end the socket and this table.
    const std::vector<Detail::HandlerPointer> all(handlers.begin(), handlers.end());
    bool fits = true;
    for (const Detail::HandlerPointer &handler : all) {
        if (!alive)
            break;
        fits = callOne(*handler, invocation, alive) && fits;
    }
    return fits;
}

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/sharedname_p.h>

#include <QSharedData>

#include <span>
#include <vector>

namespace QSocketIo {

// The names of the events that a table has handlers for, one a handler, in their order. The sockets
// of a namespace mostly subscribe to the same, one after the other: then their tables share one
// list, of which each knows as many names as it has handlers.
class EventNames
{
public:
    // As many as the table has.
    std::span<const SharedName> first(size_t count) const
    {
        return m_list ? std::span<const SharedName>(m_list->names).first(count)
                      : std::span<const SharedName>();
    }

    // By a table with so many.
    void append(size_t count, QByteArrayView name);
    void insert(size_t count, size_t index, QByteArrayView name);
    void erase(size_t count, size_t begin, size_t end);

private:
    struct List : QSharedData
    {
        std::vector<SharedName> names;
    };
    bool isShared() const { return m_list->ref.loadRelaxed() > 1; }
    // Those and no others, for this table alone.
    std::vector<SharedName> &own(size_t count);

    QExplicitlySharedDataPointer<List> m_list;
};

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/eventnames_p.h>

namespace QSocketIo {

void EventNames::append(size_t count, QByteArrayView name)
{
    const bool isLast = m_list && count == m_list->names.size();
    if (m_list && !isLast && sameBytes(m_list->names[count].view(), name))
        return;
    // Behind the last of all it is in nobody's way.
    (isLast ? m_list->names : own(count)).emplace_back(name);
}

void EventNames::insert(size_t count, size_t index, QByteArrayView name)
{
    auto &names = own(count);
    names.insert(names.begin() + std::ptrdiff_t(index), SharedName(name));
}

void EventNames::erase(size_t count, size_t begin, size_t end)
{
    auto &names = own(count);
    names.erase(names.begin() + std::ptrdiff_t(begin), names.begin() + std::ptrdiff_t(end));
}

std::vector<SharedName> &EventNames::own(size_t count)
{
    if (!m_list || isShared()) {
        QExplicitlySharedDataPointer list(new List);
        for (const SharedName &name : first(count))
            list->names.emplace_back(name.view());
        m_list.swap(list);
    }
    m_list->names.erase(m_list->names.begin() + std::ptrdiff_t(count), m_list->names.end());
    return m_list->names;
}

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/stringtable.h>

namespace QSocketIo::Monitor {

namespace {

std::string_view key(QByteArrayView text)
{
    return {text.data(), size_t(text.size())};
}

} // namespace

quint32 StringTable::intern(QByteArrayView text)
{
    if (text.size() > LengthLimit)
        text = text.first(LengthLimit);
    const auto found = m_index.find(key(text));
    if (found != m_index.end())
        return found->second;
    return m_entries.size() < Capacity ? add(text) : Overflow;
}

quint32 StringTable::find(QByteArrayView text) const
{
    const auto found = m_index.find(key(text));
    return found != m_index.end() ? found->second : Empty;
}

void StringTable::clear()
{
    m_index.clear();
    m_entries.clear();
    add("");
    add("\xe2\x80\xa6");
}

quint32 StringTable::add(QByteArrayView text)
{
    const auto id = quint32(m_entries.size());
    const Entry &entry = m_entries.emplace_back(text.toByteArray(), QString::fromUtf8(text));
    m_index.emplace(key(entry.bytes), id);
    return id;
}

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

#include <deque>
#include <string_view>
#include <unordered_map>

namespace QSocketIo::Monitor {

// Names that come again and again (namespaces, events, sids) as small numbers.
class StringTable
{
public:
    static constexpr quint32 Empty = 0;
    // Stands for every name after the table is full.
    static constexpr quint32 Overflow = 1;
    static constexpr size_t Capacity = 200'000;
    static constexpr qsizetype LengthLimit = 512;

    StringTable() { clear(); }

    quint32 intern(QByteArrayView text);
    // The number of a name that is there already, else Empty.
    quint32 find(QByteArrayView text) const;
    QByteArrayView bytes(quint32 id) const { return m_entries[id].bytes; }
    const QString &text(quint32 id) const { return m_entries[id].text; }
    quint32 count() const { return quint32(m_entries.size()); }
    void clear();

private:
    struct Entry
    {
        QByteArray bytes;
        QString text;
    };

    quint32 add(QByteArrayView text);

    std::deque<Entry> m_entries;
    std::unordered_map<std::string_view, quint32> m_index;
};

} // namespace QSocketIo::Monitor

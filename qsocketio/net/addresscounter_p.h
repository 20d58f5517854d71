// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHostAddress>

#include <cstring>
#include <map>

namespace QSocketIo::Net {

// Who counts as one peer: an IPv4 address, or a /64 of IPv6, which a single host has anyway.
class AddressKey
{
public:
    AddressKey() = default;
    explicit AddressKey(const QHostAddress &address)
    {
        bool isIPv4 = false;
        m_value = address.toIPv4Address(&isIPv4);
        m_isIPv4 = isIPv4;
        if (isIPv4)
            return;
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&m_value, &bytes, sizeof m_value);
    }

    friend bool operator<(const AddressKey &a, const AddressKey &b)
    {
        return a.m_isIPv4 != b.m_isIPv4 ? b.m_isIPv4 : a.m_value < b.m_value;
    }

private:
    quint64 m_value = 0;
    bool m_isIPv4 = false;
};

// How many there are of each address.
class AddressCounter
{
public:
    void enter(const AddressKey &key) { ++m_counts[key]; }
    qsizetype count(const AddressKey &key) const
    {
        const auto found = m_counts.find(key);
        return found == m_counts.end() ? 0 : found->second;
    }
    void leave(const AddressKey &key)
    {
        const auto found = m_counts.find(key);
        if (found != m_counts.end() && --found->second == 0)
            m_counts.erase(found);
    }

private:
    std::map<AddressKey, qsizetype> m_counts;
};

} // namespace QSocketIo::Net

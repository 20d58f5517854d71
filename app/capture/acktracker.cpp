// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/acktracker.h>

#include <QHashFunctions>

#include <algorithm>
#include <limits>

namespace QSocketIo::Monitor {

void AckTracker::addEvent(const PacketHeader &header, quint64 sequence)
{
    const Key key{header.ackId, header.connection, header.nsp, header.direction};
    m_open.insert_or_assign(key, Question{sequence, header.time});
    m_order.emplace_back(sequence, key);
    forgetOldest();
}

std::optional<AckTracker::Pair> AckTracker::addAck(const PacketHeader &header)
{
    const Key key{header.ackId, header.connection, header.nsp, opposite(header.direction)};
    const auto found = m_open.find(key);
    if (found == m_open.end())
        return {};
    const qint64 latency = std::max<qint64>(0, header.time - found->second.time) / 1000;
    const Pair pair{found->second.sequence,
                    quint32(std::min<qint64>(latency, std::numeric_limits<quint32>::max()))};
    m_open.erase(found);
    return pair;
}

QList<quint64> AckTracker::closeConnection(quint32 connection)
{
    QList<quint64> result;
    std::erase_if(m_open, [&](const auto &entry) {
        if (entry.first.connection != connection)
            return false;
        result.append(entry.second.sequence);
        return true;
    });
    return result;
}

void AckTracker::clear()
{
    m_open.clear();
    m_order.clear();
}

size_t AckTracker::Hash::operator()(const Key &key) const
{
    return qHashMulti(0, key.id, key.connection, key.nsp, quint8(key.direction));
}

void AckTracker::forgetOldest()
{
    while (m_order.size() > Limit) {
        const auto found = m_open.find(m_order.front().second);
        if (found != m_open.end() && found->second.sequence == m_order.front().first)
            m_open.erase(found);
        m_order.pop_front();
    }
}

} // namespace QSocketIo::Monitor

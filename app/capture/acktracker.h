// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/record.h>

#include <QList>

#include <deque>
#include <optional>
#include <unordered_map>

namespace QSocketIo::Monitor {

// Finds the event that an ack answers. Nothing is kept for ever: the oldest questions are forgotten
// when too many are open.
class AckTracker
{
public:
    struct Pair
    {
        quint64 event = 0;
        quint32 latency = 0;
    };
    static constexpr size_t Limit = 100'000;

    void addEvent(const PacketHeader &header, quint64 sequence);
    // Microseconds of latency, and the event's number.
    std::optional<Pair> addAck(const PacketHeader &header);
    // The events of a connection that will not be answered any more.
    QList<quint64> closeConnection(quint32 connection);
    size_t openCount() const { return m_open.size(); }
    void clear();

private:
    struct Key
    {
        quint64 id = 0;
        quint32 connection = 0;
        quint32 nsp = 0;
        Direction direction = Direction::ToServer;

        friend bool operator==(const Key &, const Key &) = default;
    };
    struct Hash
    {
        size_t operator()(const Key &key) const;
    };
    struct Question
    {
        quint64 sequence = 0;
        qint64 time = 0;
    };

    void forgetOldest();

    std::unordered_map<Key, Question, Hash> m_open;
    std::deque<std::pair<quint64, Key>> m_order;
};

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/record.h>
#include <app/capture/topologydelta.h>

#include <QByteArray>
#include <QList>

#include <mutex>
#include <vector>

namespace QSocketIo::Monitor {

// What a source delivered since the last look.
class Batch
{
public:
    qsizetype size() const { return qsizetype(m_records.size()); }
    bool isEmpty() const { return m_records.empty() && m_deltas.isEmpty() && m_lost == 0; }
    RawRecord record(qsizetype index) const;
    const QList<TopologyDelta> &deltas() const { return m_deltas; }
    quint64 lost() const { return m_lost; }
    qint64 bytes() const { return qint64(m_arena.size()) + size() * qsizetype(sizeof(Stored)); }

    void add(const RawRecord &record);
    void add(const TopologyDelta &delta) { m_deltas.append(delta); }
    void addLost(quint64 count) { m_lost += count; }
    void clear();

private:
    struct Stored
    {
        RawRecord record;
        qsizetype offset = 0;
    };

    std::vector<Stored> m_records;
    std::vector<char> m_arena;
    QList<TopologyDelta> m_deltas;
    quint64 m_lost = 0;
};

// From a source's thread to the capture. Never blocks the source: what does not fit is counted.
class Feed
{
public:
    static constexpr qint64 DefaultLimit = 64 * 1024 * 1024;
    static constexpr qsizetype DeltaLimit = 1'000'000;

    explicit Feed(qint64 byteLimit = DefaultLimit) : m_byteLimit(byteLimit) { }

    void add(const RawRecord &record);
    void add(const TopologyDelta &delta);
    void addLost(quint64 count);
    // Exchanges what has come in for the batch, whose memory is used again.
    void take(Batch &batch);

private:
    const qint64 m_byteLimit;
    std::mutex m_mutex;
    Batch m_incoming;
};

} // namespace QSocketIo::Monitor

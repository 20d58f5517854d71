// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/acktracker.h>
#include <app/capture/assembler.h>
#include <app/capture/connectiontable.h>
#include <app/capture/feed.h>
#include <app/capture/scanner.h>
#include <app/capture/statistics.h>
#include <app/capture/stringtable.h>
#include <app/capture/topology.h>

#include <QDateTime>

namespace QSocketIo::Monitor {

// Everything that was seen: packets, names, connections, acks, numbers and who is where.
class Capture : private Assembler::Listener
{
public:
    // Packets about which more became known after they were recorded.
    struct Changes
    {
        QList<quint64> sequences = {};
        bool tooMany = false;
    };

    explicit Capture(qint64 memoryLimit = PacketStore::DefaultLimit);

    void ingest(quint16 source, const Batch &batch);
    void removeSource(quint16 source);
    void clear();

    const PacketStore &packets() const { return m_packets; }
    const StringTable &strings() const { return m_strings; }
    const ConnectionTable &connections() const { return m_connections; }
    const Statistics &statistics() const { return m_statistics; }
    Topology &topology() { return m_topology; }
    const Topology &topology() const { return m_topology; }

    QDateTime startTime() const { return m_startTime; }
    // Since the start, on the clock of the packets.
    qint64 elapsed() const;
    bool sampleRates();
    Changes takeChanges();

private:
    static constexpr qsizetype ChangesLimit = 4096;

    void onPacket(const PacketHeader &header, const PacketBytes &bytes) override;
    void addRecord(quint16 source, const RawRecord &record);
    void scanMessage(PacketHeader &header, QByteArrayView data, quint32 &attachments);
    void closeConnection(quint32 connection);
    void pair(const PacketHeader &header, quint64 sequence);
    void addChange(quint64 sequence);

    PacketStore m_packets;
    StringTable m_strings;
    ConnectionTable m_connections;
    Statistics m_statistics;
    Topology m_topology;
    Assembler m_assembler;
    AckTracker m_acks;
    Changes m_changes;
    QDateTime m_startTime;
    qint64 m_start = 0;
};

} // namespace QSocketIo::Monitor

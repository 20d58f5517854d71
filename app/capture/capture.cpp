// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/capture.h>

#include <algorithm>
#include <chrono>
#include <limits>

namespace QSocketIo::Monitor {

namespace {

qint64 monotonicNow()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

PacketHeader headerOf(const RawRecord &record)
{
    PacketHeader header;
    header.kind = record.kind;
    header.direction = record.direction;
    header.carrier = record.carrier;
    header.engineType = record.engineType;
    if (record.binary)
        header.set(PacketHeader::Binary);
    if (record.reported)
        header.set(PacketHeader::Reported);
    // The type digit counts, a binary frame has none.
    if (record.kind == RecordKind::Packet)
        header.size = quint32(record.data.size() + (record.binary || record.reported ? 0 : 1));
    if (record.kind == RecordKind::Lost)
        header.size = quint32(std::min<quint64>(record.count, std::numeric_limits<quint32>::max()));
    return header;
}

} // namespace

Capture::Capture(qint64 memoryLimit)
    : m_packets(memoryLimit),
      m_assembler(*this),
      m_startTime(QDateTime::currentDateTime()),
      m_start(monotonicNow())
{
}

void Capture::ingest(quint16 source, const Batch &batch)
{
    for (const TopologyDelta &delta : batch.deltas())
        m_topology.apply(source, delta);
    for (qsizetype i = 0; i < batch.size(); ++i)
        addRecord(source, batch.record(i));
    if (batch.lost() > 0) {
        m_statistics.addLost(source, batch.lost());
        PacketHeader lost = headerOf({.kind = RecordKind::Lost, .count = batch.lost()});
        lost.source = source;
        lost.time = elapsed();
        onPacket(lost, {});
    }
}

void Capture::removeSource(quint16 source)
{
    m_connections.closeSource(source);
    m_topology.removeSource(source);
}

void Capture::clear()
{
    m_packets.clear();
    m_strings.clear();
    m_connections.clear();
    m_statistics.clear();
    m_assembler.clear();
    m_acks.clear();
    m_changes = {};
    m_startTime = QDateTime::currentDateTime();
    m_start = monotonicNow();
}

qint64 Capture::elapsed() const
{
    return monotonicNow() - m_start;
}

bool Capture::sampleRates()
{
    return m_statistics.sample(monotonicNow());
}

Capture::Changes Capture::takeChanges()
{
    return std::exchange(m_changes, {});
}

void Capture::onPacket(const PacketHeader &header, const PacketBytes &bytes)
{
    const quint64 sequence = m_packets.append(header, bytes);
    if (header.kind == RecordKind::Packet)
        m_statistics.add(header);
    if (header.has(PacketHeader::HasAckId))
        pair(header, sequence);
}

void Capture::addRecord(quint16 source, const RawRecord &record)
{
    PacketHeader header = headerOf(record);
    header.source = source;
    header.time = record.time - m_start;
    header.connection = m_connections.number(source, record);
    if (header.carrier == Carrier::Unknown)
        header.carrier = m_connections.find(header.connection)->carrier;
    quint32 attachments = 0;
    const bool isMessage =
        record.kind == RecordKind::Packet && (record.engineType == EngineMessage && !record.binary);
    if (isMessage)
        scanMessage(header, record.data, attachments);
    if (record.kind == RecordKind::Closed)
        m_assembler.finish(header.connection);
    m_assembler.add(header, record.data, attachments);
    if (record.kind == RecordKind::Closed)
        closeConnection(header.connection);
}

void Capture::scanMessage(PacketHeader &header, QByteArrayView data, quint32 &attachments)
{
    const PacketScan scan = scanPacket(data);
    attachments = scan.attachments;
    header.type = scan.type;
    header.nsp = m_strings.intern(scan.nsp);
    header.argumentsAt = quint16(std::min<qsizetype>(scan.argumentsAt, 0xffff));
    if (!scan.event.isEmpty())
        header.event = m_strings.intern(scan.event.contains('\\') ? unescaped(scan.event)
                                                                  : scan.event.toByteArray());
    if (scan.id) {
        header.ackId = *scan.id;
        header.set(PacketHeader::HasAckId);
    }
    if (scan.malformed)
        header.set(PacketHeader::Malformed);
}

void Capture::closeConnection(quint32 connection)
{
    for (quint64 sequence : m_acks.closeConnection(connection)) {
        if (!m_packets.contains(sequence))
            continue;
        m_packets.setUnanswered(sequence);
        addChange(sequence);
    }
    m_connections.close(connection);
}

void Capture::pair(const PacketHeader &header, quint64 sequence)
{
    if (isEvent(header.type))
        return m_acks.addEvent(header, sequence);
    const auto question = m_acks.addAck(header);
    if (!question)
        return;
    m_packets.setPair(sequence, question->event, question->latency);
    if (!m_packets.contains(question->event))
        return;
    m_packets.setPair(question->event, sequence, question->latency);
    addChange(question->event);
}

void Capture::addChange(quint64 sequence)
{
    if (m_changes.sequences.size() < ChangesLimit)
        m_changes.sequences.append(sequence);
    else
        m_changes.tooMany = true;
}

} // namespace QSocketIo::Monitor

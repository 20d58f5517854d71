// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/sources/tracerecorder.h>

namespace QSocketIo::Monitor {

namespace {

RecordKind kindOf(TraceRecord::Kind kind)
{
    switch (kind) {
    case TraceRecord::Kind::Opened:
        return RecordKind::Opened;
    case TraceRecord::Kind::Packet:
        return RecordKind::Packet;
    case TraceRecord::Kind::Upgraded:
        return RecordKind::Upgraded;
    case TraceRecord::Kind::Closed:
        return RecordKind::Closed;
    }
    Q_UNREACHABLE();
}

Carrier carrierOf(Transport transport)
{
    return transport == Transport::Polling ? Carrier::Polling : Carrier::WebSocket;
}

} // namespace

TraceRecorder::~TraceRecorder() = default;

void TraceRecorder::record(const TraceRecord &record)
{
    const bool toServer =
        (record.direction == TraceRecord::Direction::Received) == (m_side == Side::Server);
    if (!record.sid.isEmpty() && m_lastSession != record.sid)
        m_lastSession = record.sid.toByteArray();
    m_feed.add({.kind = kindOf(record.kind),
                .direction = toServer ? Direction::ToServer : Direction::ToClient,
                .carrier = carrierOf(record.transport),
                .engineType = record.packetType,
                .binary = record.binary,
                .connection = record.connection,
                .time = record.time.count(),
                .session = record.sid,
                .data = record.data});
}

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QByteArrayView>

#include <chrono>

namespace QSocketIo {

struct TraceRecord
{
    enum class Kind : quint8 { Opened, Packet, Upgraded, Closed };
    enum class Direction : quint8 { Received, Sent };

    Kind kind = Kind::Packet;
    Direction direction = Direction::Received;
    Transport transport = Transport::Polling;
    quint8 packetType = 4;
    bool binary = false;
    quint64 connection = 0;
    std::chrono::nanoseconds time{};
    QByteArrayView sid = {};
    QByteArrayView data = {};
};

class QSOCKETIO_EXPORT Trace
{
public:
    virtual ~Trace();
    virtual void record(const TraceRecord &record) = 0;
};

} // namespace QSocketIo

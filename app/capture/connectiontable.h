// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/record.h>

#include <QByteArray>

#include <deque>
#include <unordered_map>

namespace QSocketIo::Monitor {

struct ConnectionInfo
{
    quint16 source = 0;
    quint64 sourceId = 0;
    QByteArray session = {};
    // The request that opened it, or its URL.
    QByteArray opening = {};
    Carrier carrier = Carrier::Unknown;
    bool open = true;
};

// Engine.IO connections by small numbers, from 1. Of closed ones the latest are remembered.
class ConnectionTable
{
public:
    static constexpr size_t ClosedLimit = 20'000;
    static constexpr qsizetype OpeningLimit = 8 * 1024;

    quint32 number(quint16 source, const RawRecord &record);
    const ConnectionInfo *find(quint32 number) const;
    quint32 findSession(quint16 source, const QByteArray &session) const;
    void close(quint32 number);
    void closeSource(quint16 source);
    void clear();

private:
    void update(ConnectionInfo &info, quint32 number, const RawRecord &record);
    void forgetOldest();

    std::unordered_map<quint32, ConnectionInfo> m_infos;
    std::unordered_map<quint64, quint32> m_numbers;
    std::unordered_map<size_t, quint32> m_sessions;
    std::deque<quint32> m_closed;
    quint32 m_last = 0;
};

} // namespace QSocketIo::Monitor

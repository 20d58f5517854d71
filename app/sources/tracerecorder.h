// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/feed.h>
#include <qsocketio/engine/trace.h>

namespace QSocketIo::Monitor {

// Hands what a server or client of this process sends and receives to a feed.
class TraceRecorder : public Trace
{
public:
    enum class Side { Server, Client };

    TraceRecorder(Feed &feed, Side side) : m_feed(feed), m_side(side) { }
    ~TraceRecorder() override;

    void record(const TraceRecord &record) override;
    // Of the connection that was opened last.
    QByteArray lastSession() const { return m_lastSession; }

private:
    Feed &m_feed;
    const Side m_side;
    QByteArray m_lastSession;
};

} // namespace QSocketIo::Monitor

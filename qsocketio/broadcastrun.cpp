// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/broadcastrun_p.h>
#include <qsocketio/engine/sessionserver_p.h>
#include <qsocketio/net/sharedframe_p.h>

#include <algorithm>

namespace QSocketIo {

namespace {

// Streams send long before so much waits, and a namespace keeps its last frame.
constexpr qint64 LongestRun = 32 * 1024;

// Nobody's policy for slow clients has a say below half of what may wait for them.
qint64 longestRun(const Engine::SessionServer &sessions)
{
    return std::min(LongestRun, sessions.smallestMark() / 2);
}

} // namespace

bool BroadcastRun::add(const Selection &selection, const Engine::OutgoingPacket &message,
                       Engine::SessionServer &sessions)
{
    if (!m_frame || m_selection != selection || sessions.trace())
        return false;
    // What is compressed is each client's own affair.
    if (message.compress && sessions.options().perMessageDeflate)
        return false;
    const Net::SharedBytes &next = message.frame->plain();
    if (m_frame.bytes().size() + next.bytes().size() > longestRun(sessions))
        return false;
    if (!m_frame.appendForAll(next, m_sockets))
        return false;
    sessions.counters().countSent(message, quint64(m_sockets));
    return true;
}

void BroadcastRun::begin(const Selection &selection, const Engine::OutgoingPacket &message,
                         qsizetype sockets)
{
    m_selection = selection;
    m_frame = message.frame->plain();
    m_sockets = sockets;
    if (m_frame.bytes().size() > LongestRun)
        end();
}

} // namespace QSocketIo

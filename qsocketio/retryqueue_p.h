// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/ackerror.h>
#include <qsocketio/core/clock_p.h>
#include <qsocketio/sendbuffer_p.h>

namespace QSocketIo {

// Events that are sent until the server acknowledges them: one at a time, in their order. A lost
// connection counts as a failed try. All tries of an event carry the same ack id: the answer to any
// of them will do.
class RetryQueue
{
public:
    // The queue may be gone when one of these returns.
    class Listener
    {
    public:
        virtual bool canTransmit() const = 0;
        virtual void transmit(const EncodedPacket &packet) = 0;
        // No try is left.
        virtual void giveUp(quint64 ackId, AckError::Reason reason) = 0;

    protected:
        ~Listener() = default;
    };

    explicit RetryQueue(Listener &listener);

    void setRetries(int retries) { m_retries = retries; }
    qsizetype size() const { return qsizetype(m_entries.size()); }
    qint64 bytes() const { return m_bytes; }
    QSet<quint64> ackIds() const;

    void add(WaitingPacket packet, std::chrono::milliseconds timeout);
    // It was acknowledged, or nobody wants it any more.
    void remove(quint64 ackId);
    // Sends the first one, unless it is on its way.
    void drain();
    void onDisconnected();

private:
    struct Entry
    {
        WaitingPacket waiting;
        std::chrono::milliseconds timeout;
        int tries = 0;
    };

    void onFailed(AckError::Reason reason);

    Listener &m_listener;
    int m_retries = 0;
    std::list<Entry> m_entries;
    qint64 m_bytes = 0;
    // The first one is on its way.
    bool m_inFlight = false;
    Timer m_timeout;
};

} // namespace QSocketIo

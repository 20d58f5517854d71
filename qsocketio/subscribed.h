// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QObject>

#include <atomic>
#include <utility>

namespace QSocketIo::Detail {

// Something that was subscribed, and what it takes to end it. There are several for each of ten
// thousand sockets, so it counts by itself who has it: the socket's thread alone keeps and calls
// it, while a Subscription, wherever it is, only knows of it.
class QSOCKETIO_EXPORT Subscribed
{
    Q_DISABLE_COPY_MOVE(Subscribed)

public:
    bool isActive() const { return m_isActive && (!m_hasReceiver || receiver()); }
    void cancel() { m_isActive = false; }
    bool isOnce() const { return m_isOnce; }
    void setOnce() { m_isOnce = true; }

    void keep() { ++m_uses; }
    void release()
    {
        if (--m_uses == 0)
            end();
    }
    // It is there until forget(), but does nothing any more when nobody keeps it.
    void know() { m_knownBy.fetch_add(1, std::memory_order_relaxed); }
    void forget()
    {
        if (m_knownBy.fetch_sub(1, std::memory_order_acq_rel) == 1)
            delete this;
    }

protected:
    Subscribed() = default;
    virtual ~Subscribed();

    // Destroys the function with all that it has captured.
    virtual void dropFunction() = 0;
    // Of those that have one: null when it is gone.
    virtual QObject *receiver() const;
    bool hasReceiver() const { return m_hasReceiver; }
    void setHasReceiver() { m_hasReceiver = true; }

private:
    void end();

    // All that keep it count for one.
    std::atomic<quint32> m_knownBy = 1;
    // The list that it is in, and the calls that are running.
    quint16 m_uses = 0;
    bool m_isActive = true;
    bool m_isOnce : 1 = false;
    bool m_hasReceiver : 1 = false;
};

// Keeps one.
template <typename T>
class Kept
{
public:
    explicit Kept(T *subscribed) : m_subscribed(subscribed) { m_subscribed->keep(); }
    Kept(const Kept &other) : Kept(other.m_subscribed) { }
    Kept(Kept &&other) noexcept : m_subscribed(std::exchange(other.m_subscribed, nullptr)) { }
    ~Kept()
    {
        if (m_subscribed)
            m_subscribed->release();
    }
    Kept &operator=(Kept other) noexcept
    {
        std::swap(m_subscribed, other.m_subscribed);
        return *this;
    }

    T &operator*() const { return *m_subscribed; }
    T *operator->() const { return m_subscribed; }

private:
    T *m_subscribed;
};

} // namespace QSocketIo::Detail

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QBasicTimer>
#include <QByteArray>
#include <QObject>

#include <vector>

namespace QSocketIo::Net {

// Lends the memory of large messages again once nobody holds them any more: fresh memory costs a
// page fault every 4 KiB, which is as much as receiving into it. One a thread.
class LargeBuffers final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype SmallestBuffer = 64 * 1024;
    static constexpr qsizetype LargestBuffer = 4 * 1024 * 1024;
    // Of all that is kept.
    static constexpr qsizetype MaximumBytes = 8 * 1024 * 1024;

    static LargeBuffers &current();

    // An empty one with room for size bytes and not much more; null if there is none.
    QByteArray take(qsizetype size);
    // Keeps a share of a message's memory, to be lent when it is the last one.
    void keep(const QByteArray &buffer);
    void release();

    qsizetype bytes() const { return m_bytes; }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    LargeBuffers() = default;
    void dropOldest();

    std::vector<QByteArray> m_buffers; // the oldest first
    qsizetype m_bytes = 0;
    QBasicTimer m_timer;
    bool m_used = false; // since the timer's last tick
};

} // namespace QSocketIo::Net

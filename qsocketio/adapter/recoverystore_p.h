// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/recoverylog_p.h>

#include <QHash>
#include <QVariantMap>

#include <map>

namespace QSocketIo {

// A socket as its client knows it, over several connections.
struct RecoverySession
{
    QString id = {};
    // Known to its client alone.
    QString pid = {};
    QStringList rooms = {};
    QVariantMap data = {};
    // Where the log ended when the session began and when it was left, and the last packet that was
    // written for it.
    RecoveryOffset begin = {};
    RecoveryOffset left = {};
    RecoveryOffset sent = {};
    Clock::Time leftAt{};
};

// The sessions of a namespace whose clients are away and may come back, and the packets that they
// miss. All in memory, and bounded.
class RecoveryStore
{
public:
    struct Limits
    {
        // How long a client may be away.
        std::chrono::milliseconds age{};
        qsizetype sessions = 0;
        qsizetype packets = 0;
        qint64 bytes = 0;
    };

    explicit RecoveryStore(const Limits &limits);

    RecoveryLog &log() { return m_log; }
    const RecoveryLog &log() const { return m_log; }
    void append(const EncodedPacket &packet, const Selection &selection);

    // Its client went away now.
    void keep(RecoverySession session);
    // It was taken and nothing came of it.
    void giveBack(RecoverySession session);
    // The session whose client comes back with that pid and, where it has got a packet, its offset.
    // What it misses is what the log has behind its left. A session can be taken once.
    std::optional<RecoverySession> take(const QString &pid, const std::optional<QString> &offset);

    qsizetype sessionCount() const { return qsizetype(m_sessions.size()); }

private:
    void sweep();
    void scheduleSweep();
    void dropFirstSession();

    Limits m_limits;
    RecoveryLog m_log;
    // In the order in which they were left.
    std::map<quint64, RecoverySession> m_sessions;
    QHash<QString, quint64> m_byPid;
    quint64 m_nextNumber = 0;
    Timer m_sweep;
};

} // namespace QSocketIo

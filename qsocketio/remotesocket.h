// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/broadcast.h>
#include <qsocketio/handshake.h>

namespace QSocketIo {

// What fetchSockets() tells of a socket, which may be on another server of a cluster.
class QSOCKETIO_EXPORT RemoteSocket : public Asking<RemoteSocket>
{
public:
    explicit RemoteSocket(const ServerSocket &socket);

    const QString &id() const { return m_id; }
    const Handshake &handshake() const { return m_handshake; }
    const QStringList &rooms() const { return m_rooms; }
    const QVariantMap &data() const { return m_data; }

    RemoteSocket timeout(std::chrono::milliseconds timeout) const;

    void join(const QString &room) const { m_self.socketsJoin(room); }
    void join(const QStringList &rooms) const { m_self.socketsJoin(rooms); }
    void leave(const QString &room) const { m_self.socketsLeave(room); }
    void close(bool connection = false) const { m_self.disconnectSockets(connection); }

private:
    friend class Emitting<RemoteSocket>;
    friend class Asking<RemoteSocket>;
    Detail::Emission beginEmission(QAnyStringView event, Detail::AckRequest ack) const;

    QString m_id;
    Handshake m_handshake;
    QStringList m_rooms;
    QVariantMap m_data;
    // The room of its id.
    Broadcast m_self;
};

} // namespace QSocketIo

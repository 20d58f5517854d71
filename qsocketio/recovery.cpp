// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/connection_p.h>
#include <qsocketio/core/randomid_p.h>
#include <qsocketio/namespace_p.h>
#include <qsocketio/recovery_p.h>
#include <qsocketio/serversocket_p.h>
#include <qsocketio/value/writer.h>

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

namespace {

// Not where one of the two sides wanted to part.
bool isRecoverable(DisconnectReason reason)
{
    switch (reason) {
    case DisconnectReason::TransportError:
    case DisconnectReason::TransportClose:
    case DisconnectReason::ForcedClose:
    case DisconnectReason::PingTimeout:
    case DisconnectReason::ServerShuttingDown:
    case DisconnectReason::ForcedServerClose:
        return true;
    default:
        return false;
    }
}

std::optional<QString> textOf(const QVariantMap &auth, const QString &key)
{
    const QVariant value = auth.value(key);
    if (value.typeId() != QMetaType::QString)
        return {};
    return value.toString();
}

} // namespace

Recovery::Recovery(const ConnectionStateRecovery &options)
    : m_store({.age = options.maxDisconnectionDuration,
               .sessions = options.maxSessions,
               .packets = options.maxPackets,
               .bytes = options.maxBytes}),
      m_skipsMiddlewares(options.skipMiddlewares)
{
}

void Recovery::stamp(Writer &writer)
{
    writer.utf8(m_store.log().reserve(QDateTime::currentMSecsSinceEpoch()).text());
}

RecoveryOffset Recovery::append(const EncodedPacket &packet, const Selection &selection)
{
    m_store.append(packet, selection);
    return m_store.log().end();
}

void Recovery::open(ServerSocket &socket)
{
    const QPointer<ServerSocket> alive(&socket);
    if (restore(socket) || !alive)
        return;
    auto session = std::make_unique<RecoverySession>();
    session->id = socket.id();
    session->pid = QString::fromLatin1(randomId());
    socket.dd()->session = std::move(session);
}

bool Recovery::restore(ServerSocket &socket)
{
    const QVariantMap &auth = socket.handshake().auth;
    const auto pid = textOf(auth, u"pid"_s);
    if (!pid || (auth.contains(u"offset"_s) && !textOf(auth, u"offset"_s)))
        return false;
    // The client noticed the loss of its connection earlier than this side.
    const QPointer<ServerSocket> alive(&socket);
    const QPointer<Namespace> nsp(socket.nsp());
    if (const QPointer<ServerSocket> holder = m_present.value(*pid))
        holder->closeConnection();
    if (!nsp || !alive || !alive->dd()->canEmit())
        return false;
    auto session = m_store.take(*pid, textOf(auth, u"offset"_s));
    if (!session)
        return false;
    socket.dd()->recover(std::make_unique<RecoverySession>(*std::move(session)));
    return true;
}

bool Recovery::begin(ServerSocket &socket)
{
    RecoverySession &session = *socket.dd()->session;
    m_present.insert(session.pid, &socket);
    if (socket.isRecovered())
        return sendMissed(socket);
    session.begin = session.sent = m_store.log().end();
    return true;
}

bool Recovery::rejoin(ServerSocket &socket)
{
    const QPointer<ServerSocket> alive(&socket);
    const QStringList rooms = socket.dd()->session->rooms;
    for (const QString &room : rooms) {
        if (alive && alive->isConnected())
            alive->join(room);
    }
    return alive && alive->isConnected();
}

// A connection that cannot take it all may end meanwhile, and the application hear of that.
bool Recovery::sendMissed(ServerSocket &socket)
{
    const QPointer<ServerSocket> alive(&socket);
    const QPointer<Namespace> nsp(socket.nsp());
    RecoverySession *session = socket.dd()->session.get();
    const QStringList rooms = session->rooms;
    RecoveryOffset at = session->left;
    const RecoveryOffset end = m_store.log().end();
    while (const RecoveryLog::Entry *entry = m_store.log().next(at, rooms)) {
        at = entry->offset;
        if (at > end)
            break;
        session->sent = std::max(session->sent, at);
        const EncodedPacket packet = entry->packet;
        socket.dd()->transmit(packet);
        if (!nsp || !alive || !alive->isConnected())
            return false;
    }
    return true;
}

void Recovery::giveBack(ServerSocket &socket)
{
    if (socket.isRecovered())
        m_store.giveBack(*socket.dd()->session);
}

void Recovery::onClosed(ServerSocket &socket, DisconnectReason reason)
{
    const auto session = std::move(socket.dd()->session);
    if (!session)
        return;
    m_present.remove(session->pid);
    if (!isRecoverable(reason))
        return;
    // One that was cut off again before it had joined still has the rooms of its session.
    if (const QStringList rooms = socket.rooms(); !rooms.isEmpty())
        session->rooms = rooms;
    session->data = socket.data();
    m_store.keep(*session);
}

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/serversession_p.h>
#include <qsocketio/engine/socket.h>

#include <QMetaMethod>
#include <QPointer>

namespace QSocketIo::Engine {

class Socket::Private final : public SessionListener
{
public:
    Private(Socket *q, ServerSession &session)
        : q(q),
          session(&session),
          id(session.id().toByteArray()),
          protocol(session.protocol()),
          request(session.request())
    {
        session.setListener(this);
    }

    void send(const OutgoingPacket &packet) const
    {
        if (session && !session->drops())
            session->send(packet);
    }

    void onMessage(const Packet &packet) override;
    void onDrained() override { Q_EMIT q->drained(); }
    void onHighWater(qint64 waiting) override { Q_EMIT q->highWaterReached(waiting); }
    void onHeartbeat() override { Q_EMIT q->heartbeat(); }
    void onUpgrading() override { Q_EMIT q->upgrading(); }
    void onUpgraded() override { Q_EMIT q->upgraded(session->transportKind()); }
    void onSessionClosed(DisconnectReason reason, const QString &description) override;

    Socket *const q;
    ServerSession *session;
    const QByteArray id;
    const int protocol;
    const Request request;
};

void Socket::Private::onMessage(const Packet &packet)
{
    const QPointer<Socket> alive(q);
    if (packet.binary) {
        Q_EMIT q->binaryReceived(packet.storage.isNull() ? packet.data.toByteArray()
                                                         : packet.storage);
        return;
    }
    // Bytes and text: each is made for those who listen.
    static const QMetaMethod text = QMetaMethod::fromSignal(&Socket::textReceived);
    static const QMetaMethod utf8 = QMetaMethod::fromSignal(&Socket::utf8Received);
    if (q->isSignalConnected(utf8))
        Q_EMIT q->utf8Received(packet.data.toByteArray());
    if (alive && q->isSignalConnected(text))
        Q_EMIT q->textReceived(QString::fromUtf8(packet.data));
}

void Socket::Private::onSessionClosed(DisconnectReason reason, const QString &description)
{
    session = nullptr;
    const QPointer<Socket> alive(q);
    Q_EMIT q->closed(reason, description);
    if (alive)
        alive->deleteLater();
}

/*!
    \class QSocketIo::Engine::Socket
    \brief A client of an Engine::Server.

    It comes with Engine::Server::socketOpened() and is deleted, by deleteLater(), after closed().
    Deleting it closes the session. JavaScript: the \c Socket of the package engine.io.
*/

/*!
    \fn void Socket::textReceived(const QString &text)
    The client sent the message \a text.
*/

/*!
    \fn void Socket::utf8Received(const QByteArray &text)
    The client sent the message \a text; as UTF-8, which spares the conversion.
*/

/*!
    \fn void Socket::binaryReceived(const QByteArray &data)
    The client sent the binary message \a data.
*/

/*!
    \fn void Socket::upgraded(QSocketIo::Transport transport)
    The session goes on over \a transport.
*/

/*!
    \fn void Socket::drained()
    Everything sent has left.
*/

/*!
    \fn void Socket::highWaterReached(qint64 bytesToWrite)
    The client does not read as fast as it is sent: \a bytesToWrite wait, more than its mark. With
    SlowClientPolicy::Close the session ends now. It is told once, until half has left.
*/

/*!
    \fn void Socket::heartbeat()
    The client gave its sign of life.
*/

/*!
    \fn void Socket::upgrading()
    The client probes a WebSocket for an upgrade.
*/

/*!
    \fn void Socket::closed(QSocketIo::DisconnectReason reason, const QString &description)
    The session ended for \a reason; \a description tells more where there is more to tell.
*/

Socket::Socket(ServerSession &session) : d(std::make_unique<Private>(this, session)) { }

Socket::~Socket()
{
    const Turn::Scope scope;
    if (ServerSession *session = std::exchange(d->session, nullptr)) {
        session->setListener(nullptr);
        session->close(DisconnectReason::ForcedClose);
    }
}

void Socket::connectNotify(const QMetaMethod &signal)
{
    static const QMetaMethod drained = QMetaMethod::fromSignal(&Socket::drained);
    if (signal != drained)
        return;
    // Whoever connects may do so from another thread.
    QMetaObject::invokeMethod(this, [this] {
        if (d->session)
            d->session->tellDrained();
    });
}

/*!
    Returns the id of the session.
*/
QString Socket::id() const
{
    return QString::fromLatin1(d->id);
}

/*!
    Returns the request that opened the session.
*/
const Request &Socket::request() const
{
    return d->request;
}

/*!
    Returns the transport that carries the session now.
*/
QSocketIo::Transport Socket::transport() const
{
    return d->session ? d->session->transportKind() : QSocketIo::Transport::Polling;
}

/*!
    Returns the protocol of Engine.IO that the client speaks: 4 or 3.
*/
int Socket::protocol() const
{
    return d->protocol;
}

/*!
    Returns whether messages can be sent.
*/
bool Socket::isOpen() const
{
    return d->session && d->session->isOpen();
}

/*!
    Returns how many bytes wait to be sent.
*/
qint64 Socket::bytesToWrite() const
{
    return d->session ? d->session->bytesToWrite() : 0;
}

/*!
    Lets \a bytes wait for this client, instead of ServerOptions::maxBufferedBytes, before its
    policy is applied.
*/
void Socket::setMaxBufferedBytes(qint64 bytes)
{
    if (d->session)
        d->session->setMaxBufferedBytes(bytes);
}

/*!
    Applies \a policy, instead of ServerOptions::slowClientPolicy, when more than that waits.
*/
void Socket::setSlowClientPolicy(SlowClientPolicy policy)
{
    if (d->session)
        d->session->setSlowClientPolicy(policy);
}

/*!
    Sends the message \a text.
*/
void Socket::sendText(QStringView text)
{
    sendUtf8(text.toUtf8());
}

/*!
    Sends the message \a text, which is valid UTF-8.
*/
void Socket::sendUtf8(QByteArrayView text)
{
    d->send({.data = text});
}

/*!
    Sends the binary message \a data.
*/
void Socket::sendBinary(const QByteArray &data)
{
    d->send({.binary = true, .data = data, .storage = &data});
}

/*!
    Sends \a message as it says: compressed where the server's options want that, or not; only if
    it can leave at once, or in any case.
*/
void Socket::send(const Message &message)
{
    if (message.isVolatile && !(d->session && d->session->isWritable()))
        return;
    d->send({.binary = message.binary,
             .data = message.data,
             .storage = &message.data,
             .compress = message.compress});
}

/*!
    Ends the session now; what waits is not sent. JavaScript: \c{close(true)}.
*/
void Socket::abort()
{
    const Turn::Scope scope;
    if (d->session)
        d->session->discard(DisconnectReason::ForcedClose);
}

/*!
    Closes the session; what was sent before still arrives.
*/
void Socket::close()
{
    const Turn::Scope scope;
    if (d->session)
        d->session->close(DisconnectReason::ForcedClose);
}

} // namespace QSocketIo::Engine

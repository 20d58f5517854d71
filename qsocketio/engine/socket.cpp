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
          id(session.id()),
          request(session.request()),
      protocol(session.protocol())
    {
        session.setListener(this);
    }

    void send(PacketType type, bool binary, QByteArrayView data, const QByteArray *storage) const
    {
        if (session)
            session->send({.type = type, .binary = binary, .data = data, .storage = storage});
    }

    void onMessage(const Packet &packet) override;
    void onDrained() override { Q_EMIT q->drained(); }
    void onHighWater(qint64 waiting) override { Q_EMIT q->highWaterReached(waiting); }
    void onUpgraded() override { Q_EMIT q->upgraded(session->transportKind()); }
    void onSessionClosed(DisconnectReason reason, const QString &description) override;

    Socket *const q;
    ServerSession *session;
    const QByteArray id;
    const Request request;
    const int protocol;
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

void Socket::Private::onSessionClosed(DisconnectReason reason, const QString &)
{
    session = nullptr;
    const QPointer<Socket> alive(q);
    Q_EMIT q->closed(reason);
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
    \fn void Socket::closed(QSocketIo::DisconnectReason reason)
    The session ended for \a reason.
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
    d->send(PacketType::Message, false, text, nullptr);
}

/*!
    Sends the binary message \a data.
*/
void Socket::sendBinary(const QByteArray &data)
{
    d->send(PacketType::Message, true, data, &data);
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

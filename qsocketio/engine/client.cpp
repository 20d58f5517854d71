// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/client.h>
#include <qsocketio/engine/client_p.h>

#include <QUrlQuery>

namespace QSocketIo::Engine {

/*!
    \class QSocketIo::Engine::ClientOptions
    \brief How an Engine::Client connects; every member has a default.

    They mean what the ones of the same names mean in QSocketIo::ClientOptions.
*/

/*!
    \class QSocketIo::Engine::Client
    \brief A client of an Engine.IO server: messages, without the events of Socket.IO.

    Over long-polling, over WebSocket, or over long-polling that becomes WebSocket:
    ClientOptions::transports says. Nothing happens before open(). There is no reconnection: after
    closed() the client may be opened again.

    \code
    Engine::Client client(QUrl(u"https://example.org"_s));
    connect(&client, &Engine::Client::opened, this, [&] { client.sendText(u"hello"); });
    connect(&client, &Engine::Client::textReceived, this, &Window::showMessage);
    client.open();
    \endcode

    JavaScript: the \c Socket of the package engine.io-client.
*/

/*!
    \fn void Client::opened()
    Messages can be sent. JavaScript: \c open.
*/

/*!
    \fn void Client::closed(QSocketIo::DisconnectReason reason)
    The session ended, or did not come about, for \a reason. JavaScript: \c close.
*/

/*!
    \fn void Client::errorOccurred(const QSocketIo::Error &error)
    The session ended, or did not come about, because of \a error; closed() follows.
*/

/*!
    \fn void Client::sslErrors(const QList<QSslError> &errors)
    The server's certificate has \a errors. Opening fails, unless the slot calls ignoreSslErrors().
*/

/*!
    \fn void Client::textReceived(const QString &text)
    The server sent the message \a text. JavaScript: \c message.
*/

/*!
    \fn void Client::utf8Received(const QByteArray &text)
    The server sent the message \a text; as UTF-8, which spares the conversion.
*/

/*!
    \fn void Client::binaryReceived(const QByteArray &data)
    The server sent the binary message \a data.
*/

/*!
    \fn void Client::drained()
    Everything sent has left. JavaScript: \c drain.
*/

/*!
    \fn void Client::pinged()
    The server showed that it is alive. JavaScript: \c ping.
*/

/*!
    \fn void Client::upgrading(QSocketIo::Transport transport)
    The session may go on over \a transport; it is being tried.
*/

/*!
    \fn void Client::upgraded(QSocketIo::Transport transport)
    The session goes on over \a transport. JavaScript: \c upgrade.
*/

/*!
    \fn void Client::upgradeFailed(const QSocketIo::Error &error)
    The session stays on long-polling, because of \a error. JavaScript: \c upgradeError.
*/

/*!
    \fn void Client::packetReceived(quint8 type, const QByteArray &data)
    A packet came: \a type is the digit of the protocol (0 open, 1 close, 2 ping, 3 pong, 4 message,
    5 upgrade, 6 noop). It is made only for those who listen. JavaScript: \c packet.
*/

/*!
    \fn void Client::packetSent(quint8 type, const QByteArray &data)
    A packet with that \a type and \a data is sent. JavaScript: \c packetCreate.
*/

/*!
    Constructs a client for the server of \a url; only its scheme, host, port and query count.
*/
Client::Client(const QUrl &url, const ClientOptions &options, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(this, url, options))
{
    if (options.query.isEmpty())
        d->options().query = QUrlQuery(url);
}

/*!
    Ends the session; nothing is emitted.
*/
Client::~Client()
{
    const Turn::Scope scope;
    d->abandon();
    Turn::dispose(std::move(d));
}

/*!
    Returns the URL that the client was made with.
*/
QUrl Client::url() const
{
    return d->url();
}

/*!
    Returns the options.
*/
const ClientOptions &Client::options() const
{
    return d->options();
}

/*!
    Sets the options of the next open().
*/
void Client::setOptions(const ClientOptions &options)
{
    d->options() = options;
}

/*!
    Returns the state of the session.
*/
Client::State Client::state() const
{
    return d->state();
}

/*!
    Returns whether messages can be sent.
*/
bool Client::isOpen() const
{
    return d->state() == State::Open;
}

/*!
    Returns the id that the server gave the session; empty while there is none.
*/
QString Client::id() const
{
    return d->session() ? QString::fromUtf8(d->session()->id()) : QString();
}

/*!
    Returns what carries the session right now; nothing while it is not open.
*/
std::optional<QSocketIo::Transport> Client::transport() const
{
    if (!isOpen() || !d->session())
        return {};
    return d->session()->transportKind();
}

/*!
    Returns how often the server pings; 0 while there is no session.
*/
std::chrono::milliseconds Client::pingInterval() const
{
    return d->session() ? d->session()->handshake().pingInterval : 0ms;
}

/*!
    Returns how long the server may be silent beyond pingInterval(); 0 while there is no session.
*/
std::chrono::milliseconds Client::pingTimeout() const
{
    return d->session() ? d->session()->handshake().pingTimeout : 0ms;
}

/*!
    Returns how large a message the server takes; 0 where it did not say.
*/
qint64 Client::maxPayload() const
{
    return d->session() ? d->session()->handshake().maxPayload : 0;
}

/*!
    Returns how many bytes wait to be sent.
*/
qint64 Client::bytesToWrite() const
{
    return d->session() ? d->session()->bytesToWrite() : 0;
}

/*!
    Lets \a trace see every packet; null ends that. It must outlive the client or be replaced
   before.
*/
void Client::setTrace(Trace *trace)
{
    d->setTrace(trace);
}

/*!
    Sends the message \a text. Returns false, and sends nothing, while the session is not open.
*/
bool Client::sendText(QStringView text)
{
    return sendUtf8(text.toUtf8());
}

/*!
    Sends the message \a text, which is valid UTF-8. Returns false while the session is not open.
*/
bool Client::sendUtf8(QByteArrayView text)
{
    const Turn::Scope scope;
    return d->send({.data = text});
}

/*!
    Sends the binary message \a data. Returns false while the session is not open.
*/
bool Client::sendBinary(const QByteArray &data)
{
    const Turn::Scope scope;
    return d->send({.binary = true, .data = data, .storage = &data});
}

/*!
    Opens a session, where there is none.
*/
void Client::open()
{
    const Turn::Scope scope;
    d->open();
}

/*!
    Closes the session; what was sent before still leaves. closed() follows.
*/
void Client::close()
{
    const Turn::Scope scope;
    d->close();
}

/*!
    Ends the session at once.
*/
void Client::abort()
{
    const Turn::Scope scope;
    d->abort();
}

/*!
    Goes on in spite of the errors that sslErrors() is telling right now.
*/
void Client::ignoreSslErrors()
{
    d->faults().ignoreAll();
}

/*!
    Goes on in spite of those of \a errors that sslErrors() is telling right now. What else is wrong
    still ends the connection.
*/
void Client::ignoreSslErrors(const QList<QSslError> &errors)
{
    d->faults().ignore(errors);
}

} // namespace QSocketIo::Engine

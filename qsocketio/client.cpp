// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/clientconnection_p.h>
#include <qsocketio/clientsocket_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

namespace {

QString namespaceName(const QString &name)
{
    return name.startsWith(u'/') ? name : u'/' + name;
}

} // namespace

/*!
    \class QSocketIo::Provider
    \brief A function that is asked for a value each time one is needed.

    It returns the value, or a QFuture of it where getting it takes time, for example a token that a
    request to another server has to bring. A future that is canceled or holds an exception fails
    what asked for it, with Error::Phase::Provider.
*/

/*!
    \class QSocketIo::ClientAuth
    \brief What a client tells a server when it joins a namespace.

    Made from a map, or from a function that is called for each attempt and returns a map or a
    \c QFuture<QVariantMap>, for example to take a fresh token. Where it fails the socket is refused
    with Error::Phase::Provider, like one that the server refused.
*/

/*!
    \class QSocketIo::ClientOptions
    \brief How a Client connects; every member has a default.

    The names and the defaults are those of the JavaScript client. \c query replaces the query of
    the client's URL; the keys that the protocol needs (\c EIO, \c transport, \c sid) win over it.
    \c extraHeaders go out with every request, the WebSocket's as well; \c sslConfiguration and
    \c proxy hold for all of them. Certificates are verified.

    With \c autoConnect, which is false here and true in JavaScript, a client opens when it is made,
    and its sockets with of(). Signals come later, when the event loop runs; the state changes at
    once.

    \c queryProvider and \c headersProvider are asked for each attempt to connect. What they give
    holds for all requests of that connection and replaces values of the same names. Where one fails
    the attempt fails; the next one asks again.

    Where \c proxy is the default one, the application's proxies are used: those of
    \c QNetworkProxy::setApplicationProxy(), of its \c QNetworkProxyFactory or, after
    \c QNetworkProxyFactory::setUseSystemConfiguration(), the system's. They are asked for at each
    attempt to connect, by the URL of the endpoint (http or https), and polling and WebSocket go the
    same way; of several proxies the first counts that can pass on what is to be sent. To servers on
    this machine Qt goes straight.

    \c pinnedCertificates are all that is trusted where there are some: a connection is made only to
    a server that shows one of them, or one that one of them has signed.

    Events that are emitted while the socket is not connected wait: at most \c maxBufferedPackets
    of them, or \c maxBufferedPacketBytes. \c bufferPolicy tells which is lost when there are more;
    ClientSocket::eventDropped() tells of it.

    With \c retries each event is sent until the server acknowledges it, \c retries times again at
    most, one event at a time and in order. \c ackTimeout is the time for each acknowledgement where
    timeout() does not tell; also without \c retries. JavaScript: \c retries, \c ackTimeout.

    \c parser is the server's packet format, for example msgPackParser(); null: jsonParser().
*/

/*!
    \class QSocketIo::Client
    \brief A connection to a Socket.IO server, and the socket of its main namespace.

    The scheme, host and port of the URL name the server (http, https, ws and wss), its path the
   main namespace, as in \c {io("https://example.org/chat")}. Further namespaces on the same
   connection come from of(). Nothing happens before open().

    \code
    Client client(QUrl(u"https://example.org"_s), {.auth = {{u"token"_s, token}}});
    client.on("chat", this, &Window::onChat);
    connect(&client, &Client::connected, this, [&] { client.emitEvent("join", "lobby"); });
    client.open();
    \endcode

    A lost connection is opened again after growing delays, and so is one that could not be made;
   the signals with \c reconnect in their names tell of it.

    Deleting a client ends its connection at once. Where the server shall still get what was sent
    over long-polling, call closeAll() first and wait for State::Closed.
*/

/*!
    \enum Client::State
    The state of the connection below all namespaces.

    \value Closed   There is none.
    \value Opening  It is being made.
    \value Open     It is there.
    \value Waiting  It was lost or could not be made; the next attempt comes later.
    \value Closing  It is not used any more; what was sent is still leaving.
*/

/*!
    \fn void Client::stateChanged(Client::State state)
    The connection is in another \a state.
*/

/*!
    \fn void Client::closed(DisconnectReason reason)
    The open connection ended, because of \a reason. The sockets' disconnected() follow.
*/

/*!
    \fn void Client::errorOccurred(const Error &error)
    An attempt to connect failed, or the open connection ended, with \a error. Sockets hear of the
    first as ClientSocket::connectionRefused(), of the second as ClientSocket::disconnected().
    JavaScript: the manager's \c error, and the \c details of \c disconnect.
*/

/*!
    \fn void Client::sslErrors(const QList<QSslError> &errors)
    The server's certificate has \a errors. The connection fails, unless the slot calls
    ignoreSslErrors().
*/

/*!
    \fn void Client::upgradeFailed(const Error &error)
    The connection stays on long-polling, because of \a error.
*/

/*!
    \fn void Client::pinged()
    The server showed that it is alive. JavaScript: \c ping.
*/

/*!
    \fn void Client::transportChanged(Transport transport)
    The connection goes on over \a transport. JavaScript: the engine's \c upgrade.
*/

/*!
    \fn void Client::reconnectAttempt(int attempt)
    The next attempt begins; \a attempt counts from 1. JavaScript: \c reconnect_attempt.
*/

/*!
    \fn void Client::reconnected(int attempt)
    The connection is back, with that \a attempt. JavaScript: \c reconnect.
*/

/*!
    \fn void Client::reconnectError(const Error &error)
    An attempt failed with \a error. JavaScript: \c reconnect_error.
*/

/*!
    \fn void Client::reconnectFailed()
    ClientOptions::reconnectionAttempts attempts failed; no further one follows. JavaScript:
    \c reconnect_failed.
*/

/*!
    Constructs a client for the server and main namespace of \a url.
*/
Client::Client(const QUrl &url, const ClientOptions &options, QObject *parent)
    : ClientSocket(namespaceName(url.path(QUrl::PrettyDecoded)), options.auth, parent),
      m_connection(std::make_unique<ClientConnection>(*this, url, options))
{
    m_connection->add(*this);
    if (options.autoConnect)
        open();
}

/*!
    Ends the connection. Nothing is emitted; the futures of acks that are still open are canceled.
    The sockets of of() are deleted.
*/
Client::~Client()
{
    const Turn::Scope scope;
    m_connection->abandon();
    Turn::dispose(std::move(m_connection));
}

/*!
    Returns the URL that the client was made with.
*/
QUrl Client::url() const
{
    return m_connection->url();
}

/*!
    Returns the options that the client was made with.
*/
const ClientOptions &Client::options() const
{
    return m_connection->options();
}

/*!
    Returns the state of the connection.
*/
Client::State Client::state() const
{
    return m_connection->state();
}

/*!
    Returns what carries the open connection right now; nothing while it is not open.
*/
std::optional<QSocketIo::Transport> Client::transport() const
{
    return m_connection->transport();
}

/*!
    \property Client::nextAttemptAt
    \brief When the next attempt to connect is made, in UTC; invalid where none waits.

    It changes with the state.
*/
QDateTime Client::nextAttemptAt() const
{
    return m_connection->nextAttemptAt();
}

/*!
    Sets whether a lost connection is opened again, from now on. Off ends a wait for an attempt.
*/
void Client::setReconnection(bool on)
{
    const Turn::Scope scope;
    ClientOptions changed = options();
    changed.reconnection = on;
    m_connection->setOptions(changed);
}

/*!
    Sets how many attempts are made, \a maximum; negative: without end.
*/
void Client::setReconnectionAttempts(int maximum)
{
    ClientOptions changed = options();
    changed.reconnectionAttempts = maximum;
    m_connection->setOptions(changed);
}

/*!
    Sets how long the first attempt waits; an attempt that waits already is not moved.
*/
void Client::setReconnectionDelay(std::chrono::milliseconds delay)
{
    ClientOptions changed = options();
    changed.reconnectionDelay = delay;
    m_connection->setOptions(changed);
}

/*!
    Sets how long attempts wait at most.
*/
void Client::setReconnectionDelayMax(std::chrono::milliseconds delay)
{
    ClientOptions changed = options();
    changed.reconnectionDelayMax = delay;
    m_connection->setOptions(changed);
}

/*!
    Sets how far the delays are scattered: \a factor is between 0 and 1.
*/
void Client::setRandomizationFactor(double factor)
{
    ClientOptions changed = options();
    changed.randomizationFactor = factor;
    m_connection->setOptions(changed);
}

/*!
    Sets how long one attempt may take, from the next one on.
*/
void Client::setTimeout(std::chrono::milliseconds timeout)
{
    ClientOptions changed = options();
    changed.timeout = timeout;
    m_connection->setOptions(changed);
}

/*!
    Sets the query of the next attempt.
*/
void Client::setQuery(const QUrlQuery &query)
{
    ClientOptions changed = options();
    changed.query = query;
    m_connection->setOptions(changed);
}

/*!
    Sets the header fields of the next attempt.
*/
void Client::setExtraHeaders(const ClientHeaders &headers)
{
    ClientOptions changed = options();
    changed.extraHeaders = headers;
    m_connection->setOptions(changed);
}

/*!
    Returns the socket of the namespace \a nsp, always the same object; a new one is not open yet
    unless ClientOptions::autoConnect is set. With \a auth its ClientSocket::setAuth() is called.
   The sockets belong to the client.
*/
ClientSocket *Client::of(const QString &nsp, const ClientAuth &auth)
{
    const QString name = namespaceName(nsp);
    ClientSocket *socket = m_connection->find(name.toUtf8());
    if (!socket) {
        socket = new ClientSocket(name, auth, this);
        m_connection->add(*socket);
    } else if (!auth.isEmpty()) {
        socket->setAuth(auth);
    }
    if (options().autoConnect)
        socket->open();
    return socket;
}

/*!
    Lets \a trace see every Engine.IO packet; null ends that. It must outlive the client or be
    replaced before.
*/
void Client::setTrace(Trace *trace)
{
    m_connection->setTrace(trace);
}

/*!
    Leaves all namespaces and thereby closes the connection. ClientSocket::close() leaves the main
    one alone.
*/
void Client::closeAll()
{
    const Turn::Scope scope;
    m_connection->closeAll();
}

/*!
    Ends the connection as if the network had broken: the sockets are disconnected with
    DisconnectReason::TransportClose, and come back.
*/
void Client::dropConnection()
{
    const Turn::Scope scope;
    m_connection->drop();
}

/*!
    Does not wait any longer: the attempt that is due later is made now. Where the attempts have
    come to their end they start over.
*/
void Client::reconnectNow()
{
    const Turn::Scope scope;
    m_connection->reconnectNow();
}

/*!
    Uses the connection in spite of the errors that sslErrors() is telling right now; has no effect
    at other times. ClientOptions::pinnedCertificates is the better way to trust a certificate.
*/
void Client::ignoreSslErrors()
{
    m_connection->faults().ignoreAll();
}

/*!
    Goes on in spite of those of \a errors that sslErrors() is telling right now. What else is wrong
    still ends the connection.
*/
void Client::ignoreSslErrors(const QList<QSslError> &errors)
{
    m_connection->faults().ignore(errors);
}

} // namespace QSocketIo

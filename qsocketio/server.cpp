// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/namespace_p.h>
#include <qsocketio/protocol/jsonparser.h>
#include <qsocketio/server.h>
#include <qsocketio/server_p.h>

#include <QTcpSocket>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

namespace {

Engine::ServerOptions engineOptions(const ServerOptions &options)
{
    return {.path = options.path,
            .pingInterval = options.pingInterval,
            .pingTimeout = options.pingTimeout,
            .upgradeTimeout = options.upgradeTimeout,
            .maxHttpBufferSize = options.maxHttpBufferSize,
            .maxBufferedBytes = options.maxBufferedBytes,
            .slowClientPolicy = options.slowClientPolicy,
            .transports = options.transports,
            .allowUpgrades = options.allowUpgrades,
            .addTrailingSlash = options.addTrailingSlash,
            .allowEIO3 = options.allowEIO3,
            .httpCompression = options.httpCompression,
            .perMessageDeflate = options.perMessageDeflate,
            .cors = options.cors,
            .cookie = options.cookie,
            .limits = options.limits,
            .trustedProxies = options.trustedProxies,
            .allowRequest = options.allowRequest,
            .generateId = options.generateId};
}

} // namespace

Server::Private::Private(Server *q, const ServerOptions &options)
    : q(q),
      options(options),
      parser(options.parser ? options.parser : jsonParser()),
      encoders(*parser),
      m_clientFiles(options.path, options.clientFiles)
{
    front = std::make_unique<Engine::HttpFront>(
        std::make_unique<Engine::SessionServer>(
            engineOptions(options), gateway, static_cast<Engine::SessionServer::Listener &>(*this)),
        [this](const Engine::Request &request) { return answer(request); });
    door = std::make_unique<Engine::FrontDoor>(*front, options.sslConfiguration,
                                               [q] { Q_EMIT q->closed(); });
}

Server::Private::~Private()
{
    door->forget();
    front->close(DisconnectReason::ServerShuttingDown);
    for (auto &connection : m_connections)
        Turn::dispose(std::move(connection));
    Turn::dispose(std::move(door));
    Turn::dispose(std::move(front));
}

void Server::Private::abandonConnections()
{
    for (const auto &connection : m_connections)
        connection->abandon();
}

Namespace *Server::Private::create(const QString &name, ParentNamespace *parent)
{
    const QPointer<Namespace> created(new Namespace(name, q, q));
    created->d->setUp(options);
    namespaces.insert(name, created);
    if (parent)
        DynamicNamespaces::adopt(*parent, *created);
    Q_EMIT q->namespaceCreated(created);
    return created;
}

void Server::Private::forget(const Namespace &nsp)
{
    const auto known = namespaces.constFind(nsp.name());
    if (known != namespaces.constEnd() && *known == &nsp)
        namespaces.erase(known);
}

void Server::Private::remove(Connection &connection)
{
    const size_t number = connection.place();
    // What was made for itself, to measure it, is held by nobody here.
    if (number >= m_connections.size() || m_connections[number].get() != &connection)
        return;
    auto &place = m_connections[number];
    place.swap(m_connections.back());
    place->setPlace(number);
    Turn::dispose(std::move(m_connections.back()));
    m_connections.pop_back();
}

std::unique_ptr<PacketDecoder> Server::Private::createDecoder() const
{
    return parser->createDecoder(
        {.attachments = options.maxAttachments, .depth = options.maxDepth});
}

std::unique_ptr<PacketDecoder> Server::Private::takeDecoder()
{
    auto decoder = std::move(m_decoders.back());
    m_decoders.pop_back();
    return decoder;
}

void Server::Private::returnDecoder(std::unique_ptr<PacketDecoder> decoder)
{
    m_decoders.push_back(std::move(decoder));
}

// Writing values is user code that may emit as well, so there can be several in use.
void Server::Private::onSessionOpened(Engine::ServerSession &session)
{
    auto connection = std::make_unique<Connection>(*q, session);
    Connection *const added = connection.get();
    added->setPlace(m_connections.size());
    m_connections.push_back(std::move(connection));
    added->open();
}

Engine::Reply Server::Private::answer(const Engine::Request &request)
{
    if (auto file = m_clientFiles.answer(request))
        return file;
    if (!options.metricsPath.isEmpty() && request.path() == options.metricsPath.toUtf8()
        && (request.method() == "GET" || request.method() == "HEAD"))
        return Engine::Response{.contentType = "text/plain; version=0.0.4; charset=utf-8",
                                .body = metrics().toPrometheus()};
    return requestHandler ? requestHandler(request) : Engine::Reply();
}

ServerMetrics Server::Private::metrics() const
{
    const Engine::Counters &counters = front->sessions().counters();
    ServerMetrics metrics{.openConnections = front->http().streams().count(),
                          .namespaces = namespaces.size() + 1,
                          .sockets = q->sockets().size(),
                          .httpRequests = qint64(front->http().requestCount()),
                          .refusedConnections = qint64(front->http().refusedCount()),
                          .refusedRequests = {counters.refused.begin(), counters.refused.end()},
                          .openedSessions = qint64(counters.opened),
                          .closedSessions = {counters.closed.begin(), counters.closed.end()},
                          .upgrades = qint64(counters.upgraded),
                          .packetsReceived = qint64(counters.packetsReceived),
                          .packetsSent = qint64(counters.packetsSent),
                          .messagesReceived = qint64(counters.messagesReceived),
                          .messagesSent = qint64(counters.messagesSent),
                          .bytesReceived = qint64(counters.bytesReceived),
                          .bytesSent = qint64(counters.bytesSent)};
    for (const Namespace *nsp : namespaces)
        metrics.sockets += nsp->sockets().size();
    front->sessions().forEachSession([&metrics](const Engine::ServerSession &session) {
        const bool polling = session.transportKind() == Transport::Polling;
        ++(polling ? metrics.pollingSessions : metrics.webSocketSessions);
        metrics.bufferedBytes += session.bytesToWrite();
    });
    return metrics;
}

/*!
    \class QSocketIo::Server
    \brief A Socket.IO server, and its main namespace "/".

    \code
    Server server({.pingInterval = 10s});
    connect(&server, &Server::socketConnected, this, [](ServerSocket *socket) {
        socket->on("sum", socket, [](int a, int b) { return a + b; });
    });
    server.listen(QHostAddress::Any, 3000);
    \endcode

    It serves Engine.IO 4 over long-polling and WebSocket to any Socket.IO 3 and 4 client, and
    Engine.IO 3 to older ones where ServerOptions::allowEIO3 says so. Options are fixed when it is
    made. It may be deleted at any time, also in its own signals.
*/

/*!
    \class QSocketIo::ServerOptions
    \brief The options of a Server, to be named in braces.

    \list
    \li \c path: where on the HTTP server it is; "/socket.io/".
    \li \c connectTimeout: a connection that joined no namespace by then is closed; 45 s.
    \li \c pingInterval, \c pingTimeout: the heartbeat; 25 s and 20 s.
    \li \c upgradeTimeout: an upgrade that takes longer is given up; 10 s.
    \li \c maxHttpBufferSize: bytes of one message or HTTP body; 1,000,000. Clients are told.
    \li \c maxBufferedBytes: bytes that may wait for one client; 8 MiB.
    \li \c slowClientPolicy: what happens to a client that does not read and lets more pile up:
        \c Close disconnects it with "transport error", \c Drop leaves events for it out until half
        has left, \c Signal leaves it to ServerSocket::highWaterReached(); \c Close.
    \li \c maxAttachments: binary values in one packet; 10, as in the official parser.
    \li \c maxDepth: nesting of arrays and objects; 512.
    \li \c maxNamespacesPerConnection: 100; more are refused as "Invalid namespace".
    \li \c cleanupEmptyChildNamespaces: namespaces that clients made end with their last socket;
        false.
    \li \c parser: the packet format, which clients must use as well, for example msgPackParser();
        null: jsonParser(). One of your own is a Parser.
    \li \c adapter: makes the Adapter of each namespace, also of those that clients make; without it
        rooms are kept in memory.
    \li \c transports, \c allowUpgrades: what clients may use; all, and upgrades.
    \li \c addTrailingSlash: whether the path ends with a slash; without it "/socket.io" is the
        path as well; true.
    \li \c httpCompression: polls from its \c threshold (1024 bytes) on are compressed by gzip or
        deflate for clients that accept it; std::nullopt turns that off.
    \li \c perMessageDeflate: WebSocket messages from its \c threshold (1024 bytes) on are
        compressed for clients that offer it; off.
    \li \c cors: origins of other sites whose pages may connect by long-polling; none.
    \li \c cookie: a cookie with the session id for load balancers; none, unless it has a name.
    \li \c allowRequest: asked for each handshake, for a Verdict or a QFuture of one; a rejection is
        told with status 403 and its message.
    \li \c generateId: makes the session ids, or promises them: 1 to 128 letters, digits and
        \c{-._~}, none twice; otherwise the handshake fails. Without it they are random.
    \li \c connectionStateRecovery: clients that come back within \c maxDisconnectionDuration (2
   min) find their id, rooms and data again, and get the events that they missed; \c skipMiddlewares
        (true) lets them in without asking. Of each namespace \c maxPackets (100,000) events with
        \c maxBytes (4 MiB) and \c maxSessions (20,000) clients are remembered; not set: off.
    \li \c clientFiles: a folder with the \c dist files of the npm package socket.io-client, which
        are then served as \c{/socket.io/socket.io.js} and so on; none.
    \li \c maxRoomsPerSocket: a socket in so many rooms joins no more; 10,000.
    \li \c allowEIO3: also serves clients of Socket.IO 1 and 2, which speak Engine.IO 3; false.
    \li \c limits: of requests, connections and their time; see ConnectionLimits.
    \li \c trustedProxies: who may tell the address of a client; see TrustedProxies.
    \li \c metricsPath: where the server's counters are answered as text for Prometheus, for
        example "/metrics"; nowhere. Everybody who reaches the port can read them.
    \li \c sslConfiguration: with a local certificate in it, listen() serves HTTPS and WSS.
    \endlist
*/

/*!
    \fn void Server::closed()
    The server has ended: after close() nothing goes on any more.
*/

/*!
    \fn void Server::namespaceCreated(QSocketIo::Namespace *nsp)
    \a nsp was made, by of() or for a client. JavaScript: \c new_namespace.
*/

/*!
    Makes a server with \a options that does not listen yet.
*/
Server::Server(const ServerOptions &options, QObject *parent)
    : Namespace(u"/"_s, this, parent),
      d(std::make_unique<Private>(this, options))
{
    Namespace::d->setUp(options);
}

Server::~Server()
{
    const Turn::Scope scope;
    blockSignals(true);
    // As after close(): clients see their transport close, and may connect again.
    d->abandonConnections();
    // Those that are found no more, and wait for their deletion, are among them.
    d->namespaces.clear();
    const auto all = findChildren<Namespace *>(Qt::FindDirectChildrenOnly);
    const QList<QPointer<Namespace>> namespaces(all.begin(), all.end());
    for (const QPointer<Namespace> &nsp : namespaces)
        delete nsp;
    deleteSockets();
    d.reset();
}

/*!
    Returns the options that it was made with.
*/
const ServerOptions &Server::options() const
{
    return d->options;
}

/*!
    Returns the namespace \a name, which is made if need be; a missing slash is put in front. If the
    name fits the expression of a ParentNamespace, it becomes that one's child.
*/
Namespace *Server::of(const QString &name)
{
    const QString path = name.startsWith(u'/') ? name : u'/' + name;
    Namespace *known = findNamespace(path);
    return known ? known : d->create(path, d->dynamic.parentByExpression(path));
}

/*!
    Lets clients make the namespaces whose names match \a names, by asking for them. What is set up
    on the returned parent holds for each of them.
*/
ParentNamespace *Server::of(const QRegularExpression &names)
{
    return d->dynamic.add(*this, names);
}

/*!
    Lets clients make the namespaces that \a rule allows. It gets the name and the client's auth,
    and answers now or by a QFuture. Rules are asked in the order in which they were added; where
    none allows a name, clients hear "Invalid namespace".

    \code
    ParentNamespace *own = server.of([](const QString &name, const QVariantMap &auth) {
        return name == u"/user-"_s + auth.value(u"user"_s).toString();
    });
    \endcode
*/
ParentNamespace *Server::of(NamespaceRule rule)
{
    return d->dynamic.add(*this, std::move(rule));
}

/*!
    Returns the namespace \a name if there is one, or null.
*/
Namespace *Server::findNamespace(const QString &name) const
{
    if (name == u"/")
        return const_cast<Server *>(this);
    return d->namespaces.value(name);
}

/*!
    Returns all namespaces, the main one first.
*/
QList<Namespace *> Server::namespaces() const
{
    return QList<Namespace *>{const_cast<Server *>(this)} + d->namespaces.values();
}

/*!
    Returns the number of Engine.IO sessions. JavaScript: \c{io.engine.clientsCount}.
*/
qsizetype Server::clientsCount() const
{
    return d->front->sessions().sessionCount();
}

/*!
    Returns what sees and decides of the server's HTTP requests. JavaScript: \c{io.engine}.
*/
Engine::Gateway *Server::engine() const
{
    return &d->gateway;
}

/*!
    Returns the counters of the server. This looks at every session.
*/
ServerMetrics Server::metrics() const
{
    return d->metrics();
}

/*!
    Lets \a handler answer HTTP requests for other paths, at once or by a QFuture; where it returns
    nothing, and without one, the answer is 404. Bodies of up to maxHttpBufferSize bytes are in
    Engine::Request::body().
*/
void Server::setRequestHandler(RequestHandler handler)
{
    d->requestHandler = std::move(handler);
}

/*!
    Gives the connections whose requests are for other paths to \a handler, so that another server
    can share the port. It gets the socket with the request unread, and everything that comes on it
    later; a QSslSocket over TLS. The request handler, and the files and metrics that the server
    would answer outside of its path, are out of play then.
*/
void Server::setForeignHandler(ForeignHandler handler)
{
    d->front->setForeignHandler(std::move(handler));
}

/*!
    Shows every packet to \a trace, which must live until another one, or null, is set.
*/
void Server::setTrace(Trace *trace)
{
    d->front->sessions().setTrace(trace);
}

} // namespace QSocketIo

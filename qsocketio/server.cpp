// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/namespace_p.h>
#include <qsocketio/net/qtstream_p.h>
#include <qsocketio/protocol/jsonparser.h>
#include <qsocketio/server.h>
#include <qsocketio/server_p.h>

#include <QTcpServer>
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
            .transports = options.transports,
            .allowUpgrades = options.allowUpgrades,
            .httpCompression = options.httpCompression,
            .cors = options.cors,
            .cookie = options.cookie,
            .refuseRequest = options.refuseRequest};
}

} // namespace

Server::Private::Private(Server *q, const ServerOptions &options)
    : q(q),
      options(options),
      parser(jsonParser()),
      m_clientFiles(options.path, options.clientFiles)
{
    front = std::make_unique<Engine::HttpFront>(
        std::make_unique<Engine::SessionServer>(
            engineOptions(options), static_cast<Engine::SessionServer::Listener &>(*this)),
        [this](const Engine::Request &request) { return answer(request); });
}

Server::Private::~Private()
{
    front->close(DisconnectReason::ServerShuttingDown);
    for (auto &[address, connection] : m_connections)
        Turn::dispose(std::move(connection));
    Turn::dispose(std::move(front));
}

void Server::Private::abandonConnections()
{
    for (const auto &[address, connection] : m_connections)
        connection->abandon();
}

Namespace *Server::Private::admit(const QString &name)
{
    if (Namespace *known = q->findNamespace(name))
        return known;
    for (const QRegularExpression &rule : rules) {
        if (rule.match(name).hasMatch())
            return create(name);
    }
    return nullptr;
}

Namespace *Server::Private::create(const QString &name)
{
    const QPointer<Namespace> created(new Namespace(name, q, q));
    namespaces.insert(name, created);
    Q_EMIT q->namespaceCreated(created);
    return created;
}

void Server::Private::remove(Connection &connection)
{
    if (auto node = m_connections.extract(&connection))
        Turn::dispose(std::move(node.mapped()));
}

std::unique_ptr<PacketDecoder> Server::Private::createDecoder() const
{
    return parser.createDecoder({.attachments = options.maxAttachments, .depth = options.maxDepth});
}

// Writing values is user code that may emit as well, so there can be several in use.
std::unique_ptr<PacketEncoder> Server::Private::takeEncoder()
{
    if (m_encoders.empty())
        return parser.createEncoder();
    auto encoder = std::move(m_encoders.back());
    m_encoders.pop_back();
    return encoder;
}

void Server::Private::returnEncoder(std::unique_ptr<PacketEncoder> encoder)
{
    m_encoders.push_back(std::move(encoder));
}

void Server::Private::onSessionOpened(Engine::ServerSession &session)
{
    auto connection = std::make_unique<Connection>(*q, session);
    m_connections[connection.get()] = std::move(connection);
}

std::optional<Engine::Response> Server::Private::answer(const Engine::Request &request) const
{
    if (auto file = m_clientFiles.answer(request))
        return file;
    return requestHandler ? requestHandler(request) : std::nullopt;
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

    It serves Engine.IO 4 over long-polling and WebSocket to any Socket.IO 3 and 4 client. Options
    are fixed when it is made. It may be deleted at any time, also in its own signals.
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
    \li \c maxBufferedBytes: bytes that may wait for one client; 16 MiB. A client that does not read
        and lets more pile up is disconnected with "transport error".
    \li \c maxAttachments: binary values in one packet; 10, as in the official parser.
    \li \c maxDepth: nesting of arrays and objects; 512.
    \li \c maxNamespacesPerConnection: 100; more are refused as "Invalid namespace".
    \li \c transports, \c allowUpgrades: what clients may use; all, and upgrades.
    \li \c httpCompression: polls of 1024 bytes and more are compressed by gzip or deflate for
        clients that accept it; true.
    \li \c cors: origins of other sites whose pages may connect by long-polling; none.
    \li \c cookie: the name of a cookie with the session id for load balancers; none.
    \li \c refuseRequest: asked for each handshake; a returned message refuses it with status 403.
    \li \c clientFiles: a folder with the \c dist files of the npm package socket.io-client, which
        are then served as \c{/socket.io/socket.io.js} and so on; none.
    \li \c sslConfiguration: with a local certificate in it, listen() serves HTTPS and WSS.
    \endlist
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
}

Server::~Server()
{
    const Turn::Scope scope;
    blockSignals(true);
    // As after close(): clients see their transport close, and may connect again.
    d->abandonConnections();
    const auto namespaces = std::exchange(d->namespaces, {});
    qDeleteAll(namespaces);
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
    Listens on \a address and \a port; 0 lets the system choose one, see serverPort(). Returns
    whether it worked; errorString() tells why not. QHostAddress::Any takes IPv4 and IPv6.
*/
bool Server::listen(const QHostAddress &address, quint16 port)
{
    Net::HttpServer &http = d->front->http();
    const bool tls = !d->options.sslConfiguration.localCertificate().isNull();
    return http.listen(tls ? Net::createTlsListener(d->options.sslConfiguration, http.acceptor())
                           : Net::createTcpListener(http.acceptor()),
                       address, port);
}

/*!
    Serves the connections that \a server accepts; it stays the application's, and may be a
    QSslServer.
*/
void Server::attach(QTcpServer *server)
{
    d->front->http().attach(server);
}

/*!
    Serves the connection \a socket, and takes it over with the bytes it holds unread.
*/
void Server::handleConnection(QTcpSocket *socket)
{
    socket->setParent(nullptr);
    d->front->http().add(std::make_unique<Net::QtStream>(socket));
}

/*!
    Returns whether listen() or attach() was called and close() not.
*/
bool Server::isListening() const
{
    return d->front->http().isListening();
}

/*!
    Returns the port it listens on, or 0.
*/
quint16 Server::serverPort() const
{
    return d->front->http().port();
}

/*!
    Returns the address it listens on.
*/
QHostAddress Server::serverAddress() const
{
    return d->front->http().address();
}

/*!
    Returns why the last listen() failed.
*/
QString Server::errorString() const
{
    return d->front->http().errorString();
}

/*!
    Stops listening and closes all connections: sockets are disconnected as "server shutting down",
    clients see their transport close and may reconnect. A server that was closed stays closed.
*/
void Server::close()
{
    const Turn::Scope scope;
    d->front->close(DisconnectReason::ServerShuttingDown);
}

/*!
    Returns the namespace \a name, which is made if need be; a missing slash is put in front.
*/
Namespace *Server::of(const QString &name)
{
    const QString path = name.startsWith(u'/') ? name : u'/' + name;
    Namespace *known = findNamespace(path);
    return known ? known : d->create(path);
}

/*!
    Lets clients ask for namespaces whose names match \a names; they are made when first asked for.
*/
void Server::allowNamespaces(const QRegularExpression &names)
{
    d->rules.push_back(names);
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
    Lets \a handler answer HTTP requests for other paths; where it returns nothing, and without one,
    the answer is 404.
*/
void Server::setRequestHandler(RequestHandler handler)
{
    d->requestHandler = std::move(handler);
}

/*!
    Shows every packet to \a trace, which must live until another one, or null, is set.
*/
void Server::setTrace(Trace *trace)
{
    d->front->sessions().setTrace(trace);
}

} // namespace QSocketIo

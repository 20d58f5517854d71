// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/randomid_p.h>
#include <qsocketio/engine/gateway_p.h>
#include <qsocketio/engine/pollingtransport_p.h>
#include <qsocketio/engine/sessionserver_p.h>
#include <qsocketio/engine/websockettransport_p.h>
#include <qsocketio/net/websockethandshake_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

using TransportKind = QSocketIo::Transport;

namespace {

QByteArray pathOf(const ServerOptions &options)
{
    QByteArray path = options.path.toUtf8();
    while (path.endsWith('/'))
        path.chop(1);
    return options.addTrailingSlash ? path + '/' : path;
}

QByteArray endOfHandshake(const ServerOptions &options, QByteArrayView upgrades)
{
    QByteArray json;
    json.append(R"(","upgrades":)").append(upgrades);
    json.append(R"(,"pingInterval":)").append(QByteArray::number(options.pingInterval.count()));
    json.append(R"(,"pingTimeout":)").append(QByteArray::number(options.pingTimeout.count()));
    json.append(R"(,"maxPayload":)").append(QByteArray::number(options.maxHttpBufferSize));
    return json.append('}');
}

} // namespace

SessionServer::SessionServer(ServerOptions options, Gateway &gateway, Listener &listener)
    : m_options(std::move(options)),
      m_path(pathOf(m_options)),
      m_openUpgradable(endOfHandshake(m_options, R"(["websocket"])")),
      m_openFinal(endOfHandshake(m_options, "[]")),
      m_gateway(&gateway),
      m_rules(m_options),
      m_smallestMark(m_options.maxBufferedBytes),
      m_answers(m_options, gateway, m_counters),
      m_listener(listener),
      m_heartbeats{ServerHeartbeat::create(3, m_options), ServerHeartbeat::create(4, m_options)}
{
    gateway.d->onDrainedWanted = [this] {
        m_sessions.forEach([](ServerSession &session) { session.tellDrained(); });
    };
}

SessionServer::~SessionServer()
{
    if (m_gateway)
        m_gateway->d->onDrainedWanted = nullptr;
    for (auto &heartbeat : m_heartbeats)
        Turn::dispose(std::move(heartbeat));
}

bool SessionServer::handles(QByteArrayView target) const
{
    if (m_closed || !target.startsWith(m_path))
        return false;
    const QByteArrayView rest = target.sliced(m_path.size());
    return m_options.addTrailingSlash || rest.isEmpty() || rest[0] == '?' || rest[0] == '/';
}

bool SessionServer::isPath(QByteArrayView target) const
{
    if (!handles(target))
        return false;
    QByteArrayView rest = target.sliced(m_path.size());
    if (!m_options.addTrailingSlash && rest.startsWith('/'))
        rest = rest.sliced(1);
    return rest.isEmpty() || rest[0] == '?';
}

void SessionServer::onRequest(Net::HttpConnection &connection, const Net::HttpRequest &request)
{
    m_answers.prepare(connection, request);
    if (m_answers.answerPreflight(connection, request))
        return;
    if (m_gateway && !m_gateway->d->rules.empty())
        return admit(connection, request)->askMiddlewares();
    route(connection, request);
}

void SessionServer::route(Net::HttpConnection &connection, const Net::HttpRequest &request)
{
    const RequestQuery query(request.head);
    ServerSession *session = query.hasSid() ? find(query.sid()) : nullptr;
    const auto transport =
        session ? std::optional<TransportKind>(session->transportKind()) : std::nullopt;
    if (const auto refusal =
            m_rules.check(request.head.method, query, request.head.upgrade, transport))
        return m_answers.refuse(connection, request, *refusal);
    if (!session && (m_options.allowRequest || m_options.generateId))
        return admit(connection, request)->askForHandshake();
    if (!session)
        return open(connection, request, query, randomId());
    if (request.head.upgrade)
        return acceptWebSocket(connection, request, query, {});
    if (request.head.method == "GET")
        session->polling()->onPoll(connection);
    else if (request.head.method == "POST")
        session->polling()->onPost(connection, request);
    else
        m_answers.respond(connection, HttpAnswer{.status = 500}, session->id().toByteArray());
}

void SessionServer::open(Net::HttpConnection &connection, const Net::HttpRequest &request,
                         const QByteArray &id)
{
    open(connection, request, RequestQuery(request.head), id);
}

void SessionServer::open(Net::HttpConnection &connection, const Net::HttpRequest &request,
                         const RequestQuery &query, const QByteArray &id)
{
    // The application's word may have been to close the server.
    if (m_closed)
        return;
    auto refusal = m_rules.checkProtocol(query);
    if (!refusal)
        refusal = checkRoom(connection, request);
    if (refusal)
        m_answers.refuse(connection, request, *refusal);
    else if (request.head.upgrade)
        acceptWebSocket(connection, request, query, id);
    else
        openPolling(connection, request, Dialect::of(query), id);
}

void SessionServer::onBroken(const Net::HttpRequestHead &head)
{
    const RequestQuery query(head);
    ServerSession *session = query.hasSid() ? find(query.sid()) : nullptr;
    if (session && session->polling())
        session->onBrokenRequest();
}

void SessionServer::drain(DisconnectReason reason)
{
    m_draining = true;
    // Closing takes them out of the table, sooner or later.
    std::vector<ServerSession *> sessions;
    m_sessions.forEach([&sessions](ServerSession &session) { sessions.push_back(&session); });
    for (ServerSession *session : sessions)
        session->close(reason);
}

void SessionServer::close(DisconnectReason reason)
{
    m_closed = true;
    drain(reason);
    size_t place = 0;
    while (ServerSession *session = m_sessions.next(place))
        session->discard(reason);
    for (auto &[address, admission] : std::exchange(m_admissions, {}))
        Turn::dispose(std::move(admission));
}

QByteArray SessionServer::handshake(const ServerSession &session) const
{
    const bool offerUpgrade = session.transportKind() == TransportKind::Polling
        && m_options.allowUpgrades && m_options.transports.testFlag(TransportKind::WebSocket);
    const QByteArray &end = offerUpgrade ? m_openUpgradable : m_openFinal;
    constexpr QByteArrayView begin = R"({"sid":")";
    QByteArray json(begin.size() + session.id().size() + end.size(), Qt::Uninitialized);
    auto at = std::copy(begin.begin(), begin.end(), json.begin());
    at = std::copy(session.id().begin(), session.id().end(), at);
    std::copy(end.begin(), end.end(), at);
    return json;
}

bool SessionServer::tellsDrained() const
{
    return m_gateway && m_gateway->d->tellsDrained;
}

void SessionServer::tellDrained(const ServerSession &session) const
{
    if (tellsDrained())
        Q_EMIT m_gateway->drained(QString::fromLatin1(session.id()));
}

void SessionServer::remove(ServerSession &session)
{
    auto removed = m_sessions.take(session);
    if (!removed)
        return;
    if (m_options.limits.sessionsPerAddress > 0)
        m_addresses.leave(Net::AddressKey(session.request().address()));
    Turn::dispose(std::move(removed));
    if (m_sessions.isEmpty() && m_onEmpty)
        m_onEmpty();
}

void SessionServer::remove(Admission &admission)
{
    if (auto node = m_admissions.extract(&admission))
        Turn::dispose(std::move(node.mapped()));
}

Admission *SessionServer::admit(Net::HttpConnection &connection, const Net::HttpRequest &request)
{
    auto admission = std::make_unique<Admission>(*this, *m_gateway, connection, request);
    Admission *added = admission.get();
    m_admissions[added] = std::move(admission);
    return added;
}

ServerSession *SessionServer::find(QByteArrayView id) const
{
    return m_sessions.find(
        hashOf(id), [id](const ServerSession &session) { return sameBytes(session.id(), id); });
}

std::optional<Refusal> SessionServer::checkRoom(const Net::HttpConnection &connection,
                                                const Net::HttpRequest &request) const
{
    if (m_draining)
        return Refusal::forNow(503, u"Server shutting down"_s);
    const qsizetype limit = m_options.limits.sessionsPerAddress;
    if (limit <= 0)
        return {};
    const Net::AddressKey key(connection.origin(request.headBytes).address);
    if (m_addresses.count(key) >= limit)
        return Refusal::forNow(429, u"Too many sessions"_s);
    return {};
}

ServerSession &SessionServer::addSession(const QByteArray &id, int protocol, Request request,
                                         std::unique_ptr<Transport> transport)
{
    ++m_counters.opened;
    if (m_options.limits.sessionsPerAddress > 0)
        m_addresses.enter(Net::AddressKey(request.address()));
    auto session = std::make_unique<ServerSession>(*this, id, protocol, std::move(request),
                                                   std::move(transport));
    ServerSession &added = *session;
    m_sessions.insert(std::move(session));
    return added;
}

void SessionServer::start(ServerSession &session)
{
    session.open();
    const QVariant &first = m_options.initialPacket;
    const bool binary = first.userType() == QMetaType::QByteArray;
    const QByteArray message = binary ? first.toByteArray() : first.toString().toUtf8();
    if (first.isValid())
        session.send({.binary = binary, .data = message, .storage = &message});
    m_listener.onSessionOpened(session);
}

void SessionServer::openPolling(Net::HttpConnection &connection, const Net::HttpRequest &request,
                                const Dialect &dialect, const QByteArray &id)
{
    auto transport = std::make_unique<PollingTransport>(
        [this, id](Net::HttpConnection &to, const HttpAnswer &answer) {
            m_answers.respond(to, answer, id);
        },
        PollingFormat::create(dialect));
    PollingTransport *polling = transport.get();
    ServerSession &session = addSession(
        id, dialect.protocol, publicRequest(connection, request.headBytes), std::move(transport));
    polling->onPoll(connection);
    start(session);
}

// A new session with the id, or the upgrade of the one that the request names.
void SessionServer::acceptWebSocket(Net::HttpConnection &connection,
                                    const Net::HttpRequest &request, const RequestQuery &query,
                                    const QByteArray &newId)
{
    Net::WebSocketUpgrade upgrade;
    int status = 400;
    if (!Net::readWebSocketUpgrade(request.head, upgrade, status)) {
        if (status == 426)
            return connection.respond({.status = 426, .fields = {{"Sec-WebSocket-Version", "13"}}});
        return connection.respond({.status = status});
    }
    const HeaderFields fields = m_answers.upgradeFields(connection, request);
    if (m_closed || !connection.isWaiting())
        return;
    const Request opened = publicRequest(connection, request.headBytes);
    const Dialect dialect = Dialect::of(query);
    QByteArray unread;
    auto transport = switchToWebSocket(connection, request, upgrade.key, fields,
                                       messageSyntax(query, dialect), unread);
    if (newId.isEmpty())
        return upgradeSession(query.sid(), std::move(transport), unread);
    WebSocketTransport *webSocket = transport.get();
    ServerSession &session = addSession(newId, dialect.protocol, opened, std::move(transport));
    session.whenClientListens([this, &session, webSocket, unread] {
        start(session);
        webSocket->start(unread);
    });
}

std::unique_ptr<WebSocketTransport>
SessionServer::switchToWebSocket(Net::HttpConnection &connection, const Net::HttpRequest &request,
                                 QByteArrayView key, HeaderFields fields,
                                 const MessageSyntax &syntax, QByteArray &unread)
{
    const auto &deflate = m_options.perMessageDeflate;
    const auto agreement =
        deflate ? Net::acceptDeflate(request.head, deflate->clientContextTakeover) : std::nullopt;
    if (agreement)
        fields.emplaceBack("Sec-WebSocket-Extensions", agreement->field());
    auto stream = connection.takeStream(unread);
    stream->write(Net::webSocketUpgradeResponse(key, fields));
    auto transport = std::make_unique<WebSocketTransport>(std::move(stream),
                                                          m_options.maxHttpBufferSize, syntax);
    if (agreement)
        transport->enableDeflate(*agreement, deflate->threshold, m_options.maxHttpBufferSize);
    return transport;
}

// A WebSocket that an upgrade brings speaks the protocol of its session.
const MessageSyntax &SessionServer::messageSyntax(const RequestQuery &query,
                                                  const Dialect &dialect) const
{
    const ServerSession *session = query.hasSid() ? find(query.sid()) : nullptr;
    return MessageSyntax::of(session ? session->protocol() : dialect.protocol, dialect.base64);
}

void SessionServer::upgradeSession(QByteArrayView id, std::unique_ptr<WebSocketTransport> transport,
                                   const QByteArray &unread)
{
    ServerSession *session = find(id);
    if (session && session->canUpgrade())
        return session->beginUpgrade(std::move(transport), unread);
    // One session, one WebSocket: whoever learns an id cannot take it over.
    transport->close();
    Turn::dispose(std::move(transport));
}

} // namespace QSocketIo::Engine

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/randomid_p.h>
#include <qsocketio/engine/cors_p.h>
#include <qsocketio/engine/pollingtransport_p.h>
#include <qsocketio/engine/sessionserver_p.h>
#include <qsocketio/engine/websockettransport_p.h>
#include <qsocketio/net/urlquery_p.h>
#include <qsocketio/net/websockethandshake_p.h>

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

using TransportKind = QSocketIo::Transport;

// The error codes of Engine.IO.
struct SessionServer::Refusal
{
    int code;
    int status;
    QLatin1StringView message;
};

namespace {

constexpr QByteArrayView ApplicationJson = "application/json";

SessionId newSessionId()
{
    const QByteArray text = randomId();
    SessionId id;
    std::copy_n(text.begin(), id.size(), id.begin());
    return id;
}

} // namespace

// What the query of a request says.
class RequestQuery
{
public:
    explicit RequestQuery(const Net::HttpRequestHead &head)
        : m_query(Net::splitTarget(head.target).query)
    {
    }

    std::optional<TransportKind> transport() const
    {
        if (m_query.value("transport") == "polling")
            return TransportKind::Polling;
        if (m_query.value("transport") == "websocket")
            return TransportKind::WebSocket;
        return {};
    }
    QByteArrayView sid() const { return m_query.value("sid"); }
    bool hasSid() const { return !sid().isEmpty(); }
    QByteArrayView protocol() const { return m_query.value("EIO"); }

private:
    Net::UrlQuery m_query;
};

SessionServer::SessionServer(ServerOptions options, Listener &listener)
    : m_options(std::move(options)),
      m_path(m_options.path.toUtf8()),
      m_listener(listener)
{
    if (!m_path.endsWith('/'))
        m_path.append('/');
}

SessionServer::~SessionServer() = default;

bool SessionServer::handles(QByteArrayView target) const
{
    return !m_closed && target.startsWith(m_path);
}

bool SessionServer::isPath(QByteArrayView target) const
{
    return handles(target) && (target.size() == m_path.size() || target[m_path.size()] == '?');
}

void SessionServer::onRequest(Net::HttpConnection &connection, const Net::HttpRequest &request)
{
    if (request.head.method == "OPTIONS" && !m_options.cors.origins.isEmpty())
        return answerPreflight(connection, request);
    const RequestQuery query(request.head);
    if (const Refusal *refusal = verify(request, query, false))
        return refuse(connection, request, *refusal, refusal->message);
    if (!query.hasSid())
        return openPolling(connection, request);
    auto *polling = find(query.sid())->polling();
    if (request.head.method == "GET")
        polling->onPoll(connection);
    else if (request.head.method == "POST")
        polling->onPost(connection, request);
    else
        respond(connection, request.head.value("origin").toByteArray(), 500, {}, "text/plain", {});
}

void SessionServer::onUpgrade(Net::HttpConnection &connection, const Net::HttpRequest &request)
{
    const RequestQuery query(request.head);
    if (const Refusal *refusal = verify(request, query, true))
        return refuseUpgrade(connection, QByteArray(refusal->message.data()));
    ServerSession *session = query.hasSid() ? find(query.sid()) : nullptr;
    if (!session) {
        if (const auto message = refusalByApplication(connection, request))
            return refuseUpgrade(connection, message->toUtf8());
        if (m_closed)
            return;
    }
    acceptWebSocket(connection, request, session);
}

void SessionServer::onBroken(const Net::HttpRequestHead &head)
{
    const RequestQuery query(head);
    ServerSession *session = query.hasSid() ? find(query.sid()) : nullptr;
    if (session && session->polling())
        session->onBrokenRequest();
}

void SessionServer::close(DisconnectReason reason)
{
    m_closed = true;
    // Closing takes them out of the table, sooner or later.
    std::vector<ServerSession *> sessions;
    for (const auto &[id, session] : m_sessions)
        sessions.push_back(session.get());
    for (ServerSession *session : sessions)
        session->close(reason);
    while (!m_sessions.empty())
        m_sessions.begin()->second->discard(reason);
}

QByteArray SessionServer::handshake(const ServerSession &session) const
{
    const bool offerUpgrade = session.transportKind() == TransportKind::Polling
        && m_options.allowUpgrades && m_options.transports.testFlag(TransportKind::WebSocket);
    QByteArray json;
    json.reserve(128);
    json.append(R"({"sid":")").append(session.id());
    json.append(R"(","upgrades":)").append(offerUpgrade ? R"(["websocket"])" : "[]");
    json.append(R"(,"pingInterval":)").append(QByteArray::number(m_options.pingInterval.count()));
    json.append(R"(,"pingTimeout":)").append(QByteArray::number(m_options.pingTimeout.count()));
    json.append(R"(,"maxPayload":)").append(QByteArray::number(m_options.maxHttpBufferSize));
    return json.append('}');
}

void SessionServer::remove(ServerSession &session)
{
    SessionId id;
    std::copy_n(session.id().begin(), id.size(), id.begin());
    if (auto node = m_sessions.extract(id))
        Turn::dispose(std::move(node.mapped()));
}

auto SessionServer::verify(const Net::HttpRequest &request, const RequestQuery &query,
                           bool upgrade) const -> const Refusal *
{
    static constexpr Refusal transportUnknown{0, 400, "Transport unknown"_L1};
    static constexpr Refusal sessionUnknown{1, 400, "Session ID unknown"_L1};
    static constexpr Refusal badMethod{2, 400, "Bad handshake method"_L1};
    static constexpr Refusal badRequest{3, 400, "Bad request"_L1};
    static constexpr Refusal unsupported{5, 400, "Unsupported protocol version"_L1};

    const auto transport = query.transport();
    if (!transport || !m_options.transports.testFlag(*transport))
        return &transportUnknown;
    if (query.hasSid()) {
        const ServerSession *session = find(query.sid());
        if (!session)
            return &sessionUnknown;
        return verifySession(*session, query, upgrade);
    }
    if (request.head.method != "GET")
        return &badMethod;
    if ((*transport == TransportKind::WebSocket) != upgrade)
        return &badRequest;
    if (query.protocol() != "4")
        return &unsupported;
    return nullptr;
}

auto SessionServer::verifySession(const ServerSession &session, const RequestQuery &query,
                                  bool upgrade) const -> const Refusal *
{
    static constexpr Refusal transportMismatch{3, 400, "Bad request"_L1};
    const bool webSocket = query.transport() == TransportKind::WebSocket;
    if (webSocket != upgrade)
        return &transportMismatch;
    // A WebSocket for a session that cannot take it is closed after its handshake.
    if (!webSocket && session.transportKind() != TransportKind::Polling)
        return &transportMismatch;
    return nullptr;
}

ServerSession *SessionServer::find(QByteArrayView id) const
{
    SessionId key;
    if (id.size() != qsizetype(key.size()))
        return nullptr;
    std::copy_n(id.begin(), key.size(), key.begin());
    const auto found = m_sessions.find(key);
    return found == m_sessions.end() ? nullptr : found->second.get();
}

ServerSession &SessionServer::addSession(Request request, std::unique_ptr<Transport> transport)
{
    const SessionId id = newSessionId();
    auto &session = m_sessions[id];
    session = std::make_unique<ServerSession>(*this, id, std::move(request), std::move(transport));
    return *session;
}

void SessionServer::openPolling(Net::HttpConnection &connection, const Net::HttpRequest &request)
{
    if (const auto message = refusalByApplication(connection, request)) {
        static constexpr Refusal forbidden{4, 403, "Forbidden"_L1};
        return refuse(connection, request, forbidden, *message);
    }
    // The application's answer may have been to close the server.
    if (m_closed)
        return;
    // The cookie is for the first answer alone; the origin is that of whoever polls.
    auto cookie = std::make_shared<QByteArray>();
    const QByteArray origin = request.head.value("origin").toByteArray();
    auto transport = std::make_unique<PollingTransport>(
        [this, cookie, origin](Net::HttpConnection &to, int status, const QByteArray &body,
                               QByteArrayView type) {
            respond(to, origin, status, body, type, std::exchange(*cookie, {}));
        },
        m_options.maxHttpBufferSize);
    PollingTransport *polling = transport.get();
    ServerSession &session = addSession(this->request(connection, request), std::move(transport));
    if (!m_options.cookie.isEmpty())
        *cookie = m_options.cookie.toUtf8() + '=' + session.id().toByteArray()
            + "; Path=/; HttpOnly; SameSite=Lax";
    polling->onPoll(connection);
    session.open();
    m_listener.onSessionOpened(session);
}

void SessionServer::acceptWebSocket(Net::HttpConnection &connection,
                                    const Net::HttpRequest &request, ServerSession *session)
{
    Net::WebSocketUpgrade upgrade;
    int status = 400;
    if (!Net::readWebSocketUpgrade(request.head, upgrade, status)) {
        if (status == 426)
            return connection.respond({.status = 426, .fields = {{"Sec-WebSocket-Version", "13"}}});
        return connection.respond({.status = status});
    }
    const Request opened = this->request(connection, request);
    QByteArray unread;
    auto stream = connection.takeStream(unread);
    stream->write(Net::webSocketUpgradeResponse(upgrade.key, {}));
    auto transport =
        std::make_unique<WebSocketTransport>(std::move(stream), m_options.maxHttpBufferSize);
    if (session && session->canUpgrade())
        return session->beginUpgrade(std::move(transport), unread);
    if (session) {
        // One session, one WebSocket: whoever learns an id cannot take it over.
        transport->close();
        return Turn::dispose(std::move(transport));
    }
    WebSocketTransport *webSocket = transport.get();
    ServerSession &created = addSession(opened, std::move(transport));
    created.open();
    m_listener.onSessionOpened(created);
    webSocket->start(unread);
}

std::optional<QString> SessionServer::refusalByApplication(Net::HttpConnection &connection,
                                                           const Net::HttpRequest &request) const
{
    if (!m_options.refuseRequest)
        return {};
    auto message = m_options.refuseRequest(this->request(connection, request));
    if (message && message->isEmpty())
        message = u"Forbidden"_s;
    return message;
}

Request SessionServer::request(const Net::HttpConnection &connection,
                               const Net::HttpRequest &request) const
{
    const Net::Stream &stream = connection.stream();
    return Request(request.headBytes.toByteArray(), stream.peerAddress(), stream.peerPort(),
                   stream.isEncrypted());
}

void SessionServer::refuse(Net::HttpConnection &connection, const Net::HttpRequest &request,
                           const Refusal &refusal, const QString &message) const
{
    const QJsonObject body{{u"code"_s, refusal.code}, {u"message"_s, message}};
    respond(connection, request.head.value("origin").toByteArray(), refusal.status,
            QJsonDocument(body).toJson(QJsonDocument::Compact), ApplicationJson, {});
}

// The official server answers every refused upgrade in this form, whatever the code.
void SessionServer::refuseUpgrade(Net::HttpConnection &connection, const QByteArray &message) const
{
    connection.setKeepAlive(false);
    connection.respond({.status = 400, .fields = {{"Content-Type", "text/html"}}, .body = message});
}

void SessionServer::answerPreflight(Net::HttpConnection &connection,
                                    const Net::HttpRequest &request) const
{
    connection.respond({.status = 204, .fields = preflightFields(m_options.cors, request.head)});
}

void SessionServer::respond(Net::HttpConnection &connection, const QByteArray &origin, int status,
                            const QByteArray &body, QByteArrayView contentType,
                            const QByteArray &cookie) const
{
    constexpr qsizetype CompressionThreshold = 1024;
    Net::HttpResponse response{.status = status, .body = body};
    response.fields.emplaceBack("Content-Type", contentType.toByteArray());
    const auto coding = connection.acceptedCoding();
    if (m_options.httpCompression && body.size() >= CompressionThreshold
        && coding != Net::ContentCoding::Identity) {
        response.body = Net::encodeContent(body, coding);
        response.fields.emplaceBack("Content-Encoding", Net::codingName(coding).toByteArray());
    }
    response.fields.emplaceBack("Cache-Control", "no-store");
    if (!cookie.isEmpty())
        response.fields.emplaceBack("Set-Cookie", cookie);
    if (!m_options.cors.origins.isEmpty())
        response.fields += corsFields(m_options.cors, origin);
    connection.respond(response);
}

} // namespace QSocketIo::Engine

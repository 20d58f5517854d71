// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/clientconnection_p.h>
#include <qsocketio/clientengine_p.h>
#include <qsocketio/clientsocket_p.h>
#include <qsocketio/core/logging_p.h>
#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/engine/clientrequest_p.h>
#include <qsocketio/networkwatch_p.h>
#include <qsocketio/protocol/jsonparser.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

// A session that nobody uses any more sends what waits and ends.
class ClientConnection::Farewell final : public Disposable, private Engine::ClientSession::Listener
{
public:
    Farewell(ClientConnection &connection, std::unique_ptr<Engine::ClientSession> session)
        : m_connection(connection),
          m_session(std::move(session))
    {
        m_session->setListener(*this);
    }

    void begin() { m_session->close(); }
    void abort()
    {
        m_session->abort();
        Turn::dispose(std::move(m_session));
    }

private:
    void onSessionOpened() override { }
    void onMessage(const Engine::Packet &) override { }
    void onUpgraded() override { }
    void onSessionClosed(DisconnectReason, const Error &) override
    {
        Turn::dispose(std::move(m_session));
        m_connection.onFarewellOver(*this);
    }

    ClientConnection &m_connection;
    std::unique_ptr<Engine::ClientSession> m_session;
};

ClientConnection::ClientConnection(Client &client, const QUrl &url, const ClientOptions &options)
    : m_client(&client),
      m_url(url),
      m_options(options),
      m_parser(options.parser ? options.parser : jsonParser()),
      m_decoder(m_parser->createDecoder({.attachments = options.maxAttachments,
                                         .depth = options.maxDepth,
                                         .attachmentBytes = qsizetype(options.maxReceivedBytes)})),
      m_encoders(*m_parser),
      m_reconnector(backoff(options), options.reconnectionAttempts, [this] { attempt(); }),
      m_unusable([this] { onUnusable(); })
{
    m_memory->acceptsFaults = [this](const QList<QSslError> &errors) {
        return onSslErrors(errors);
    };
}

ClientConnection::~ClientConnection() = default;

std::optional<QSocketIo::Transport> ClientConnection::transport() const
{
    if (!isOpen())
        return {};
    return m_session->transportKind();
}

void ClientConnection::setOptions(const ClientOptions &options)
{
    m_options = options;
    m_reconnector.configure(backoff(options), options.reconnectionAttempts);
    if (!options.reconnection && m_state == Client::State::Waiting) {
        m_reconnector.reset();
        setState(Client::State::Closed);
    }
}

QDateTime ClientConnection::nextAttemptAt() const
{
    if (!m_reconnector.isWaiting())
        return {};
    const auto rest = m_reconnector.due() - Clock::current().now();
    return QDateTime::currentDateTimeUtc().addMSecs(
        std::chrono::ceil<std::chrono::milliseconds>(rest).count());
}

void ClientConnection::setTrace(Trace *trace)
{
    m_trace = trace;
    if (m_session)
        m_session->setTrace(trace, m_url.toEncoded());
}

void ClientConnection::add(ClientSocket &socket)
{
    socket.dd()->setConnection(this);
    m_sockets.push_back(&socket);
}

void ClientConnection::remove(ClientSocket &socket)
{
    socket.dd()->setConnection(nullptr);
    std::erase(m_sockets, &socket);
    closeIfUnused();
}

ClientSocket *ClientConnection::find(QByteArrayView nsp) const
{
    const auto isIt = [nsp](const ClientSocket *socket) {
        return sameBytes(socket->dd()->nsp.view(), nsp);
    };
    const auto found = std::ranges::find_if(m_sockets, isIt);
    return found == m_sockets.end() ? nullptr : *found;
}

void ClientConnection::open()
{
    if (m_state == Client::State::Closed || m_state == Client::State::Closing)
        startSession();
}

void ClientConnection::closeIfUnused()
{
    const Client::State was = m_state;
    if (isWanted() || was == Client::State::Closed || was == Client::State::Closing)
        return;
    m_reconnector.reset();
    m_unusable.stop();
    m_decoder->reset();
    sayGoodbye();
    setState(m_farewells.empty() ? Client::State::Closed : Client::State::Closing);
    if (m_client && was == Client::State::Open)
        Q_EMIT m_client->closed(DisconnectReason::ForcedClose);
}

void ClientConnection::closeAll()
{
    forActiveSockets([](ClientSocket::Private &socket) { socket.close(); });
}

void ClientConnection::drop()
{
    if (m_session)
        m_session->drop({Error::Phase::Network, u"the connection was dropped"_s});
}

void ClientConnection::reconnectNow()
{
    if (m_state == Client::State::Waiting)
        m_reconnector.hurry();
    else if (m_state == Client::State::Closed && isWanted())
        startSession();
}

void ClientConnection::abandon()
{
    m_client = nullptr;
    m_memory->acceptsFaults = nullptr;
    QObject::disconnect(m_networkLost);
    QObject::disconnect(m_networkReturned);
    m_reconnector.reset();
    m_unusable.stop();
    for (ClientSocket *socket : std::exchange(m_sockets, {}))
        socket->dd()->setConnection(nullptr);
    for (const auto &farewell : m_farewells)
        farewell->abort();
    if (!m_session)
        return;
    m_session->leave();
    Turn::dispose(std::move(m_session));
}

void ClientConnection::send(const EncodedPacket &packet)
{
    if (!m_session)
        return;
    m_session->send({.binary = packet.binary, .data = packet.message()});
    for (const QByteArray &attachment : packet.attachments)
        m_session->send({.binary = true, .data = attachment, .storage = &attachment});
}

void ClientConnection::onSessionOpened()
{
    m_memory->noteOpen(m_session->transportKind());
    const int attempts = m_reconnector.isReconnecting() ? m_reconnector.attempts() : 0;
    m_reconnector.reset();
    setState(Client::State::Open);
    m_isGreeting = true;
    if (isOpen())
        forActiveSockets([](ClientSocket::Private &socket) { socket.onConnectionOpened(); });
    m_isGreeting = false;
    if (attempts > 0 && m_client && isOpen())
        Q_EMIT m_client->reconnected(attempts);
}

void ClientConnection::onMessage(const Engine::Packet &message)
{
    Packet packet;
    PacketDecoder::Status status;
    if (message.binary)
        status = m_decoder->binary(message.storage, packet);
    else
        status = m_decoder->text(message.data, packet);
    if (status == PacketDecoder::Status::Complete)
        return onPacket(packet);
    if (status == PacketDecoder::Status::Incomplete)
        return;
    const Error error{Error::Phase::Protocol, m_decoder->errorString(), 0, 0, {}};
    qCInfo(lcClient) << "the server sent a bad packet:" << error.message;
    sayGoodbye();
    onLost(DisconnectReason::ParseError, error);
}

void ClientConnection::onPing()
{
    if (m_client)
        Q_EMIT m_client->pinged();
}

void ClientConnection::onUpgradeFailed(const Error &error)
{
    if (m_client)
        Q_EMIT m_client->upgradeFailed(error);
}

void ClientConnection::onUpgraded()
{
    m_memory->noteOpen(m_session->transportKind());
    if (m_client)
        Q_EMIT m_client->transportChanged(m_session->transportKind());
}

void ClientConnection::onSessionClosed(DisconnectReason reason, const Error &error)
{
    // The error is the session's, which goes with it.
    const Error why = error; // NOLINT(performance-unnecessary-copy-initialization)
    Turn::dispose(std::move(m_session));
    if (reason == DisconnectReason::TransportError)
        m_memory->noteError();
    if (m_state == Client::State::Opening)
        onOpenFailed(why);
    else
        onLost(reason, why);
}

void ClientConnection::onPacket(Packet &packet)
{
    if (ClientSocket *socket = find(packet.nsp))
        socket->dd()->onPacket(packet);
    else
        qCDebug(lcClient, "a packet for a namespace that nobody asked for");
}

void ClientConnection::onOpenFailed(const Error &error)
{
    setState(Client::State::Closed);
    if (m_client)
        Q_EMIT m_client->errorOccurred(error);
    forActiveSockets([&](ClientSocket::Private &socket) { socket.onConnectionFailed(error); });
    if (!m_client || m_state != Client::State::Closed)
        return;
    if (!m_reconnector.isReconnecting()) {
        if (m_reconnector.attempts() == 0)
            reconnect();
        return;
    }
    // The next attempt is arranged first, also where there is none left.
    m_reconnector.attemptFailed();
    reconnect();
    if (m_client)
        Q_EMIT m_client->reconnectError(error);
}

void ClientConnection::onLost(DisconnectReason reason, const Error &error)
{
    m_reconnector.reset();
    m_decoder->reset();
    setState(Client::State::Closed);
    if (m_client)
        Q_EMIT m_client->errorOccurred(error);
    if (m_client)
        Q_EMIT m_client->closed(reason);
    if (reason == DisconnectReason::TransportError)
        forActiveSockets([&](ClientSocket::Private &socket) { socket.onConnectionFailed(error); });
    forActiveSockets([&](ClientSocket::Private &socket) { socket.onConnectionClosed(reason); });
    reconnect();
}

// Nothing that time could change: no attempt follows.
void ClientConnection::onUnusable()
{
    const Turn::Scope scope;
    const bool isServer = Engine::serverOrigin(m_url).isValid();
    const Error error{Error::Phase::Network,
                      isServer ? u"No transports available"_s
                               : u"the URL is no http, https, ws or wss one"_s,
                      0, 0, m_url};
    setState(Client::State::Closed);
    if (m_client)
        Q_EMIT m_client->errorOccurred(error);
    forActiveSockets([&](ClientSocket::Private &socket) { socket.refuse(error); });
}

void ClientConnection::onFarewellOver(Farewell &farewell)
{
    const auto isIt = [&](const auto &other) { return other.get() == &farewell; };
    const auto found = std::ranges::find_if(m_farewells, isIt);
    if (found == m_farewells.end())
        return;
    Turn::dispose(std::move(*found));
    m_farewells.erase(found);
    if (m_farewells.empty() && m_state == Client::State::Closing)
        setState(Client::State::Closed);
}

bool ClientConnection::onSslErrors(const QList<QSslError> &errors)
{
    return m_faults.areIgnored(errors, [&] {
        if (m_client)
            Q_EMIT m_client->sslErrors(errors);
    });
}

// Before the server's silence tells it.
void ClientConnection::onNetworkLost()
{
    const Turn::Scope scope;
    if (m_session && m_state == Client::State::Open)
        m_session->drop({Error::Phase::Network, u"network connection lost"_s});
}

void ClientConnection::onNetworkReturned()
{
    const Turn::Scope scope;
    if (m_state == Client::State::Waiting)
        m_reconnector.hurry();
}

void ClientConnection::watchNetwork()
{
    if (m_networkLost)
        return;
    if (const NetworkWatch *watch = NetworkWatch::find(m_url)) {
        m_networkLost =
            QObject::connect(watch, &NetworkWatch::lost, m_client, [this] { onNetworkLost(); });
        m_networkReturned = QObject::connect(watch, &NetworkWatch::returned, m_client,
                                             [this] { onNetworkReturned(); });
    }
}

void ClientConnection::startSession()
{
    watchNetwork();
    if (!Engine::serverOrigin(m_url).isValid() || m_options.transports.isEmpty()) {
        m_unusable.start(0ms);
        return setState(Client::State::Opening);
    }
    m_decoder->reset();
    Engine::ClientSession::Listener &listener = *this;
    m_session = engineSession(m_url, m_options, m_memory, listener);
    m_session->setTrace(m_trace, m_url.toEncoded());
    const auto *session = m_session.get();
    setState(Client::State::Opening);
    if (m_session.get() == session)
        m_session->open();
}

void ClientConnection::sayGoodbye()
{
    if (!m_session)
        return;
    if (!m_session->isOpen()) {
        m_session->abort();
        Turn::dispose(std::move(m_session));
        return;
    }
    Farewell &farewell =
        *m_farewells.emplace_back(std::make_unique<Farewell>(*this, std::move(m_session)));
    farewell.begin();
}

void ClientConnection::reconnect()
{
    if (!m_client || !m_options.reconnection || m_state != Client::State::Closed || !isWanted())
        return;
    if (m_reconnector.schedule())
        setState(Client::State::Waiting);
    else
        Q_EMIT m_client->reconnectFailed();
}

void ClientConnection::attempt()
{
    const Turn::Scope scope;
    Q_EMIT m_client->reconnectAttempt(m_reconnector.attempts());
    if (m_client && m_state == Client::State::Waiting)
        startSession();
}

bool ClientConnection::isWanted() const
{
    return std::ranges::any_of(m_sockets,
                               [](const ClientSocket *socket) { return socket->dd()->isActive(); });
}

void ClientConnection::setState(Client::State state)
{
    if (!m_client || std::exchange(m_state, state) == state)
        return;
    Q_EMIT m_client->stateChanged(state);
}

template <typename Function>
void ClientConnection::forActiveSockets(Function function)
{
    const std::vector<QPointer<ClientSocket>> sockets(m_sockets.begin(), m_sockets.end());
    for (const QPointer<ClientSocket> &socket : sockets) {
        if (!m_client)
            return;
        if (socket && socket->dd()->isActive())
            function(*socket->dd());
    }
}

} // namespace QSocketIo

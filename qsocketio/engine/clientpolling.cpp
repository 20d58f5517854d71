// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/engine/clienterror_p.h>
#include <qsocketio/engine/clientpolling_p.h>
#include <qsocketio/engine/clientrequest_p.h>
#include <qsocketio/engine/postbody_p.h>
#include <qsocketio/net/stream_p.h>

#include <QNetworkAccessManager>
#include <QNetworkCookieJar>
#include <QNetworkReply>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

// The JavaScript client's texts: applications compare them.
constexpr auto PollError = "xhr poll error"_L1;
constexpr auto PostError = "xhr post error"_L1;
constexpr auto ServerError = "server error"_L1;

} // namespace

struct ClientPolling::Exchange
{
    std::unique_ptr<PostBody> body;
    QByteArray received;
    bool isTooLarge = false;
    // Last: gone before what it reads and writes.
    std::unique_ptr<QNetworkReply> reply;

    // A reply that was aborted is closed.
    void takeRest()
    {
        if (reply->isOpen())
            received += reply->readAll();
    }
    bool succeeded() const
    {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        return reply->error() == QNetworkReply::NoError && status / 100 == 2 && !isCutOff();
    }
    // Now and then Qt takes the loss of a connection for the end of its answer. It hides the length
    // of what it decompresses.
    bool isCutOff() const
    {
        bool isKnown = false;
        const qint64 length = reply->rawHeader("Content-Length").toLongLong(&isKnown);
        return isKnown && received.size() < length && reply->error() == QNetworkReply::NoError;
    }
    // Leaves the reply to the event loop.
    void outlive()
    {
        reply->disconnect();
        if (body)
            body.release()->setParent(reply.get());
        reply.release()->deleteLater();
    }
};

ClientPolling::ClientPolling(std::shared_ptr<const ClientRequest> request)
    : m_request(std::move(request)),
      m_syntax(m_request->options().protocol == EngineProtocol::V3 ? TextPayloadOf3 : PayloadOf4)
{
}

ClientPolling::~ClientPolling()
{
    abort();
}

void ClientPolling::open()
{
    // One for each connection: it holds at most six requests to a server, and a poll takes one.
    m_network = std::make_unique<QNetworkAccessManager>();
    m_network->setProxy(m_request->proxy().forRequests());
    QNetworkCookieJar *const cookies = m_request->cookieJar();
    QObject *const owner = cookies->parent();
    m_network->setCookieJar(cookies);
    if (cookies->thread() == m_network->thread())
        cookies->setParent(owner);
    QObject::connect(m_network.get(), &QNetworkAccessManager::sslErrors, context(),
                     [this](QNetworkReply *reply, const QList<QSslError> &errors) {
                         onSslErrors(*reply, errors);
                     });
    poll();
}

void ClientPolling::onSslErrors(QNetworkReply &reply, const QList<QSslError> &errors)
{
    const Turn::Scope scope;
    const QSslCertificate server = reply.sslConfiguration().peerCertificate();
    if (m_certificate.accepts(*m_request, errors, server) && m_network)
        reply.ignoreSslErrors();
}

void ClientPolling::setSession(const ClientHandshake &handshake)
{
    m_sid = handshake.sid;
    m_maximumPayload = handshake.maxPayload;
}

bool ClientPolling::isWritable() const
{
    return !m_sid.isEmpty() && !m_post && m_queue.empty() && !m_paused;
}

void ClientPolling::send(const OutgoingPacket &packet)
{
    m_queue.emplace_back(packet);
    m_queuedBytes += payloadSize(packet) + 1;
    defer();
}

void ClientPolling::close()
{
    discardReceived();
    m_polling = false;
    m_closing = true;
    send({.type = PacketType::Close});
}

void ClientPolling::abort()
{
    discardReceived();
    m_polling = false;
    m_paused = nullptr;
    m_queue.clear();
    m_queuedBytes = 0;
    m_postedBytes = 0;
    for (auto *exchange : {&m_poll, &m_post}) {
        if (*exchange && m_certificate.isAsking())
            (*exchange)->outlive();
        exchange->reset();
    }
    if (m_certificate.isAsking() && m_network)
        m_network.release()->deleteLater();
    m_network.reset();
}

void ClientPolling::pause(std::function<void()> paused)
{
    m_paused = std::move(paused);
    wake();
}

void ClientPolling::unpause()
{
    m_paused = nullptr;
    defer();
    wake();
}

std::vector<QueuedPacket> ClientPolling::takeQueue()
{
    m_queuedBytes = 0;
    const auto queue = std::exchange(m_queue, {});
    return {queue.begin(), queue.end()};
}

void ClientPolling::collect()
{
    if (m_post && m_post->reply->isFinished())
        collectPost();
    if (m_poll && m_poll->reply->isFinished())
        collectPoll();
}

void ClientPolling::afterPackets()
{
    if (hasReceived())
        return;
    continuePolling();
    if (m_closing && !m_post && m_queue.empty())
        return end(DisconnectReason::ForcedClose, {});
    if (m_paused && !m_poll && !m_post)
        std::exchange(m_paused, nullptr)();
}

void ClientPolling::poll()
{
    m_poll = std::make_unique<Exchange>();
    m_poll->reply.reset(m_network->get(m_request->poll(m_sid)));
    watch(*m_poll);
}

// The next GET leaves before the packets of the last one are delivered: a handler may wait for
// more.
void ClientPolling::continuePolling()
{
    if (m_network && !m_poll && m_polling && !m_paused && !isEnding() && !m_sid.isEmpty())
        poll();
}

void ClientPolling::post()
{
    if (!m_network || m_post || m_queue.empty() || m_paused || isEnding() || m_sid.isEmpty())
        return;
    const QByteArray payload = takeBatch();
    m_postedBytes = payload.size();
    m_post = std::make_unique<Exchange>();
    m_post->body = std::make_unique<PostBody>(payload);
    m_post->reply.reset(
        m_network->post(m_request->post(m_sid, payload.size()), m_post->body.get()));
    watch(*m_post);
}

// As many packets as the server takes in one body, but at least one.
QByteArray ClientPolling::takeBatch()
{
    QByteArray payload;
    while (!m_queue.empty()) {
        const OutgoingPacket packet = m_queue.front().toSend();
        const qsizetype size = payloadSize(packet) + 1;
        if (!payload.isEmpty() && m_maximumPayload > 0 && payload.size() + size > m_maximumPayload)
            break;
        m_syntax.append(payload, packet);
        m_queuedBytes -= size;
        m_queue.pop_front();
    }
    return payload;
}

void ClientPolling::watch(Exchange &exchange)
{
    QNetworkReply *const reply = exchange.reply.get();
    QObject::connect(reply, &QNetworkReply::finished, context(), [this] { wake(); });
    QObject::connect(reply, &QNetworkReply::readyRead, context(), [this, &exchange, reply] {
        exchange.received += reply->readAll();
        if (exchange.received.size() <= m_request->options().maxReceivedBytes)
            return;
        exchange.isTooLarge = true;
        reply->abort();
    });
}

void ClientPolling::collectPoll()
{
    const auto exchange = std::exchange(m_poll, nullptr);
    exchange->takeRest();
    if (!exchange->succeeded())
        return fail(PollError, *exchange);
    // Readers look at whole blocks, also behind the end.
    const qsizetype size = exchange->received.size();
    exchange->received.append(Net::Stream::InputPadding, '\0');
    readPayload(exchange->received, size);
}

void ClientPolling::collectPost()
{
    const auto exchange = std::exchange(m_post, nullptr);
    exchange->takeRest();
    m_postedBytes = 0;
    if (!exchange->succeeded())
        return fail(PostError, *exchange);
    if (m_queue.empty())
        noteDrained();
    defer();
}

Error ClientPolling::payloadError(const QByteArray &payload) const
{
    Error error{Error::Phase::Protocol, ServerError};
    if (!m_sid.isEmpty())
        return error;
    error.phase = Error::Phase::Handshake;
    error.detail = &m_syntax == &PayloadOf4 && Payload3::isText(payload)
        ? u"It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client: "
          "ClientOptions::protocol can be V3"_s
        : u"the answer is none of an Engine.IO server"_s;
    return error;
}

// Packets in front of a bad one count.
void ClientPolling::readPayload(const QByteArray &payload, qsizetype size)
{
    QByteArrayView rest = QByteArrayView(payload).first(size);
    do {
        Packet packet;
        if (!m_syntax.take(rest, packet))
            return end(DisconnectReason::TransportError, payloadError(payload.first(size)));
        if (packet.type == PacketType::Close)
            m_polling = false;
        if (packet.storage.isNull())
            packet.storage = payload;
        receive(std::move(packet));
    } while (!rest.isEmpty());
}

void ClientPolling::fail(const QString &message, const Exchange &exchange)
{
    Error error = errorOf(*exchange.reply, exchange.received, message);
    nameFaults(error, m_certificate.refused());
    if (exchange.isTooLarge) {
        error.phase = Error::Phase::Protocol;
        error.detail = u"the answer is larger than maxReceivedBytes"_s;
    } else if (exchange.isCutOff()) {
        error.phase = Error::Phase::Network;
        error.code = QNetworkReply::RemoteHostClosedError;
        error.detail = u"the answer was cut off"_s;
    } else if (exchange.reply->error() == QNetworkReply::OperationCanceledError) {
        error.phase = Error::Phase::Timeout;
        error.detail = u"no byte came within requestTimeout"_s;
    }
    qCInfo(lcEngine) << message << error.detail;
    end(DisconnectReason::TransportError, error);
}

} // namespace QSocketIo::Engine

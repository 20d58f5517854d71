// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/engine/clientrequest_p.h>
#include <qsocketio/engine/clientwebsocket_p.h>
#include <qsocketio/net/stream_p.h>

#include <QRegularExpression>
#include <QWebSocket>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

// The JavaScript client's texts: applications compare them.
constexpr auto WebSocketError = "websocket error"_L1;
constexpr auto ServerError = "server error"_L1;

// An answer to the upgrade request that never ends must not fill the memory.
constexpr qint64 HandshakeBuffer = 64 * 1024;

// Qt keeps the status of a refused upgrade in the text of the error only.
int statusIn(const QString &errorText)
{
    static const QRegularExpression status(u"\\b[1-5][0-9]{2}\\b"_s);
    return status.match(errorText).captured().toInt();
}

Error errorOf(const QWebSocket &socket, QAbstractSocket::SocketError code, bool connected)
{
    const QString text = socket.errorString();
    Error error{Error::Phase::Network, WebSocketError, int(code), 0,
                QVariantMap{{u"description"_s, text}}};
    if (connected) {
        error.phase = Error::Phase::WebSocket;
    } else if (code == QAbstractSocket::SslHandshakeFailedError) {
        error.phase = Error::Phase::Tls;
    } else if (text.contains("http status code"_L1)) {
        error.phase = Error::Phase::Http;
        error.httpStatus = statusIn(text);
    }
    return error;
}

// Close codes with which a peer that found a fault ends a connection (RFC 6455, 7.4.1).
bool tellsFault(QWebSocketProtocol::CloseCode code)
{
    switch (code) {
    case QWebSocketProtocol::CloseCodeProtocolError:
    case QWebSocketProtocol::CloseCodeDatatypeNotSupported:
    case QWebSocketProtocol::CloseCodeWrongDatatype:
    case QWebSocketProtocol::CloseCodeTooMuchData:
        return true;
    default:
        return false;
    }
}

} // namespace

ClientWebSocket::ClientWebSocket(const ClientRequest &request) : m_request(request) { }

ClientWebSocket::~ClientWebSocket()
{
    abort();
}

void ClientWebSocket::open()
{
    m_socket = std::make_unique<QWebSocket>();
    configure();
    QWebSocket *const socket = m_socket.get();
    QObject::connect(socket, &QWebSocket::connected, context(), [this] { onConnected(); });
    QObject::connect(socket, &QWebSocket::disconnected, context(), [this] { onDisconnected(); });
    QObject::connect(socket, &QWebSocket::textMessageReceived, context(),
                     [this](const QString &message) { onText(message); });
    QObject::connect(socket, &QWebSocket::binaryMessageReceived, context(),
                     [this](const QByteArray &message) { onBinary(message); });
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto failed = &QWebSocket::errorOccurred;
#else
    const auto failed = qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#endif
    QObject::connect(socket, failed, context(),
                     [this](QAbstractSocket::SocketError code) { onError(code); });
    socket->open(m_request.webSocket(m_sid));
    socket->setReadBufferSize(HandshakeBuffer);
}

void ClientWebSocket::configure()
{
    const ClientOptions &options = m_request.options();
    const auto limit = quint64(options.maxReceivedBytes);
    m_socket->setMaxAllowedIncomingFrameSize(limit);
    m_socket->setMaxAllowedIncomingMessageSize(limit);
    // A character that is split over two frames ends the connection to servers made with Qt.
    m_socket->setOutgoingFrameSize(QWebSocket::maxOutgoingFrameSize());
    m_socket->setProxy(options.proxy);
    if (!options.sslConfiguration.isNull())
        m_socket->setSslConfiguration(options.sslConfiguration);
}

bool ClientWebSocket::isWritable() const
{
    return m_connected && !m_closing && m_socket->bytesToWrite() == 0;
}

void ClientWebSocket::send(const OutgoingPacket &packet)
{
    if (m_closing)
        return;
    if (m_connected)
        write(packet);
    else
        m_waiting.emplace_back(packet);
}

qint64 ClientWebSocket::bytesToWrite() const
{
    return m_connected ? m_socket->bytesToWrite() : 0;
}

void ClientWebSocket::close()
{
    discardReceived();
    m_closing = true;
    if (!m_connected)
        return end(DisconnectReason::ForcedClose, {});
    m_socket->close();
}

void ClientWebSocket::abort()
{
    discardReceived();
    m_connected = false;
    m_waiting.clear();
    if (!m_socket)
        return;
    // Its destructor still emits.
    m_socket->disconnect(context());
    m_socket.reset();
}

void ClientWebSocket::onConnected()
{
    m_connected = true;
    m_socket->setReadBufferSize(0);
    for (const QueuedPacket &packet : std::exchange(m_waiting, {}))
        write(packet.toSend());
}

void ClientWebSocket::onText(const QString &message)
{
    Packet packet;
    packet.storage = message.toUtf8();
    const qsizetype size = packet.storage.size();
    // Readers look at whole blocks, also behind the end.
    packet.storage.append(Net::Stream::InputPadding, '\0');
    if (readTextPacket(QByteArrayView(packet.storage).first(size), packet))
        return receive(std::move(packet));
    end(DisconnectReason::TransportError, {Error::Phase::Protocol, ServerError, 0, 0, {}});
}

void ClientWebSocket::onBinary(const QByteArray &message)
{
    Packet packet;
    packet.binary = true;
    packet.storage = message;
    packet.data = packet.storage;
    receive(std::move(packet));
}

void ClientWebSocket::onError(QAbstractSocket::SocketError code)
{
    qCInfo(lcEngine) << WebSocketError << m_socket->errorString();
    // A server that goes without a close frame: the JavaScript client says "transport close" too.
    const bool closed = m_connected && code == QAbstractSocket::RemoteHostClosedError;
    end(closed ? DisconnectReason::TransportClose : DisconnectReason::TransportError,
        errorOf(*m_socket, code, m_connected));
}

void ClientWebSocket::onDisconnected()
{
    if (m_closing)
        return end(DisconnectReason::ForcedClose, {});
    const QWebSocketProtocol::CloseCode code = m_socket->closeCode();
    const Error error{m_connected ? Error::Phase::WebSocket : Error::Phase::Network, WebSocketError,
                      int(code), 0, QVariantMap{{u"description"_s, m_socket->closeReason()}}};
    end(m_connected && !tellsFault(code) ? DisconnectReason::TransportClose
                                         : DisconnectReason::TransportError,
        error);
}

void ClientWebSocket::write(const OutgoingPacket &packet)
{
    if (packet.binary) {
        m_socket->sendBinaryMessage(QueuedPacket(packet).data);
        return;
    }
    m_socket->sendTextMessage(QLatin1Char(digit(packet.type)) + QString::fromUtf8(packet.data));
}

} // namespace QSocketIo::Engine

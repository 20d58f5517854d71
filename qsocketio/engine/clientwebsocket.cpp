// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/engine/clienterror_p.h>
#include <qsocketio/engine/clientrequest_p.h>
#include <qsocketio/engine/clientwebsocket_p.h>
#include <qsocketio/net/stream_p.h>

#include <QSslSocket>
#include <QStringDecoder>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

// The JavaScript client's text: applications compare it.
constexpr auto ServerError = "server error"_L1;

// An answer to the upgrade request that never ends must not fill the memory.
constexpr qint64 HandshakeBuffer = 64 * 1024;

// So many messages leave together, so that the server begins while the turn makes more of them.
constexpr int Batch = 8;

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

// Qt wants it in UTF-16, to write it in UTF-8 again.
QString textOf(const OutgoingPacket &packet)
{
    using Flag = QStringDecoder::Flag;
    QStringDecoder decoder(QStringDecoder::Utf8, Flag::Stateless | Flag::ConvertInitialBom);
    QString text(1 + decoder.requiredSpace(packet.data.size()), Qt::Uninitialized);
    QChar *const begin = text.data();
    *begin = QLatin1Char(digit(packet.type));
    text.truncate(decoder.appendToBuffer(begin + 1, packet.data) - begin);
    return text;
}

} // namespace

ClientWebSocket::ClientWebSocket(std::shared_ptr<const ClientRequest> request)
    : m_request(std::move(request)),
      m_syntax(
          MessageSyntax::of(int(m_request->options().protocol), m_request->options().forceBase64))
{
}

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
    if (tellsDrained()) {
        QObject::connect(socket, &QWebSocket::bytesWritten, context(), [this] {
            if (m_connected && m_socket->bytesToWrite() == 0)
                noteDrained();
        });
    }
    QObject::connect(socket, &QWebSocket::sslErrors, context(),
                     [this](const QList<QSslError> &errors) { onSslErrors(errors); });
    QWebSocketHandshakeOptions handshake;
    handshake.setSubprotocols(m_request->options().protocols);
    socket->open(m_request->webSocket(m_sid), handshake);
    socket->setReadBufferSize(HandshakeBuffer);
}

void ClientWebSocket::configure()
{
    const ClientOptions &options = m_request->options();
    const auto limit = quint64(options.maxReceivedBytes);
    m_socket->setMaxAllowedIncomingFrameSize(limit);
    m_socket->setMaxAllowedIncomingMessageSize(limit);
    // A character that is split over two frames ends the connection to servers made with Qt.
    m_socket->setOutgoingFrameSize(QWebSocket::maxOutgoingFrameSize());
    m_socket->setProxy(m_request->proxy().forTunnels());
    if (const QSslConfiguration ssl = m_request->sslConfiguration(); !ssl.isNull())
        m_socket->setSslConfiguration(ssl);
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
    if (m_certificate.isAsking())
        m_socket.release()->deleteLater();
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
    const QByteArray text = packet.storage;
    if (m_syntax.readText(QByteArrayView(text).first(size), packet))
        return receive(std::move(packet));
    end(DisconnectReason::TransportError, {Error::Phase::Protocol, ServerError, 0, 0, {}});
}

void ClientWebSocket::onBinary(const QByteArray &message)
{
    Packet packet;
    packet.storage = message;
    if (!m_syntax.readBinary(message, packet))
        return end(DisconnectReason::TransportError, {Error::Phase::Protocol, ServerError});
    // Readers that take the storage take all of it.
    if (packet.data.size() != packet.storage.size()) {
        packet.storage = packet.data.toByteArray();
        packet.data = packet.storage;
    }
    receive(std::move(packet));
}

void ClientWebSocket::onError(QAbstractSocket::SocketError code)
{
    const Error error = failure(code);
    qCInfo(lcEngine) << error.message << error.detail;
    // A server that goes without a close frame: the JavaScript client says "transport close" too.
    const bool closed = m_connected && code == QAbstractSocket::RemoteHostClosedError;
    end(closed ? DisconnectReason::TransportClose : DisconnectReason::TransportError, error);
}

void ClientWebSocket::onDisconnected()
{
    if (m_closing)
        return end(DisconnectReason::ForcedClose, {});
    const bool isClose = m_connected && !tellsFault(m_socket->closeCode());
    end(isClose ? DisconnectReason::TransportClose : DisconnectReason::TransportError,
        failure(m_socket->error()));
}

Error ClientWebSocket::failure(QAbstractSocket::SocketError code) const
{
    if (m_connected)
        return breakError(*m_socket);
    Error error = openingError(*m_socket, code);
    nameFaults(error, m_certificate.refused());
    return error;
}

void ClientWebSocket::onSslErrors(const QList<QSslError> &errors)
{
    const Turn::Scope scope;
    // QWebSocket tells what it was given, not what the peer has shown.
    const auto *const tls = m_socket->findChild<QSslSocket *>();
    const QSslCertificate server = tls ? tls->peerCertificate() : QSslCertificate();
    if (m_certificate.accepts(*m_request, errors, server) && m_socket)
        m_socket->ignoreSslErrors();
}

void ClientWebSocket::write(const OutgoingPacket &packet)
{
    if (!packet.binary)
        m_socket->sendTextMessage(textOf(packet));
    else if (m_syntax.base64)
        m_socket->sendTextMessage(QString::fromLatin1(m_syntax.message(packet.data)));
    else if (m_syntax.isPlain())
        m_socket->sendBinaryMessage(QueuedPacket(packet).data);
    else
        m_socket->sendBinaryMessage(m_syntax.message(packet.data));
    if (++m_unflushed < Batch)
        defer();
    else
        flush();
}

void ClientWebSocket::flush()
{
    m_unflushed = 0;
    if (m_socket && m_connected)
        m_socket->flush();
}

} // namespace QSocketIo::Engine

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/qtstream_p.h>
#include <qsocketio/net/systemsocket_p.h>

#include <QPointer>
#include <QSslSocket>
#include <QTcpSocket>

namespace QSocketIo::Net {

namespace {

constexpr qint64 ReadSize = 64 * 1024;

} // namespace

// Of a unix socket QTcpSocket makes up an address.
QtStream::QtStream(QTcpSocket *socket)
    : m_socket(socket),
      m_isLocal(isUnixSocket(socket->socketDescriptor()))
{
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setReadBufferSize(4 * ReadSize);
    // Reading is queued: QAbstractSocket does not signal again while a slot of its own nests a
    // loop.
    QObject::connect(socket, &QIODevice::readyRead, &m_context, [this] { scheduleRead(); });
    QObject::connect(socket, &QAbstractSocket::disconnected, &m_context, [this] {
        m_disconnected = true;
        scheduleRead();
    });
    // A TLS handshake that fails.
    QObject::connect(socket, &QAbstractSocket::errorOccurred, &m_context, [this] {
        if (m_socket->state() != QAbstractSocket::UnconnectedState)
            return;
        m_disconnected = true;
        scheduleRead();
    });
    QObject::connect(
        socket, &QIODevice::bytesWritten, &m_context, [this] { reportDrained(); },
        Qt::QueuedConnection);
    if (socket->bytesAvailable() > 0 || socket->state() != QAbstractSocket::ConnectedState) {
        m_disconnected = socket->state() == QAbstractSocket::UnconnectedState;
        scheduleRead();
    }
}

QtStream::~QtStream()
{
    abort();
}

void QtStream::limitHandshake(std::chrono::milliseconds time)
{
    auto *tls = qobject_cast<QSslSocket *>(m_socket);
    if (!tls || tls->isEncrypted())
        return;
    m_handshakeLimit = std::make_unique<Timer>([this] {
        const Turn::Scope scope;
        onDisconnected();
    });
    m_handshakeLimit->start(time);
    QObject::connect(tls, &QSslSocket::encrypted, &m_context, [this] { m_handshakeLimit->stop(); });
}

void QtStream::write(QByteArrayView bytes)
{
    if (!isOpen() || m_finishing)
        return;
    m_gathered.append(bytes);
    defer();
}

char *QtStream::extend(qsizetype size)
{
    if (!isOpen() || m_finishing)
        return nullptr;
    defer();
    const qsizetype place = m_gathered.size();
    m_gathered.resize(place + size);
    return m_gathered.data() + place;
}

void QtStream::writeShared(const QByteArray &bytes)
{
    if (bytes.size() < SharingThreshold)
        return write(bytes);
    if (!isOpen() || m_finishing)
        return;
    atTurnEnd();
    if (isOpen() && m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->write(bytes);
    defer();
}

qint64 QtStream::bytesToWrite() const
{
    if (!isOpen())
        return 0;
    const auto *tls = qobject_cast<QSslSocket *>(m_socket);
    return m_gathered.size() + m_socket->bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

void QtStream::setReading(bool reading)
{
    m_reading = reading;
    if (reading)
        scheduleRead();
}

void QtStream::finishWriting()
{
    m_finishing = true;
    defer();
}

void QtStream::abort()
{
    if (!isOpen())
        return;
    if (m_handshakeLimit)
        m_handshakeLimit->stop();
    QTcpSocket *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(&m_context);
    socket->abort();
    socket->deleteLater();
}

bool QtStream::isEncrypted() const
{
    const auto *tls = qobject_cast<QSslSocket *>(m_socket);
    return tls && tls->isEncrypted();
}

QSslCertificate QtStream::peerCertificate() const
{
    const auto *tls = qobject_cast<QSslSocket *>(m_socket);
    return tls && tls->isEncrypted() && tls->sslHandshakeErrors().isEmpty() ? tls->peerCertificate()
                                                                            : QSslCertificate();
}

QHostAddress QtStream::peerAddress() const
{
    return m_socket && !m_isLocal ? m_socket->peerAddress() : QHostAddress();
}

quint16 QtStream::peerPort() const
{
    return m_socket && !m_isLocal ? m_socket->peerPort() : 0;
}

std::unique_ptr<QTcpSocket> QtStream::takeSocket()
{
    atTurnEnd();
    std::unique_ptr<QTcpSocket> socket(std::exchange(m_socket, nullptr));
    if (m_handshakeLimit)
        m_handshakeLimit->stop();
    if (!socket)
        return std::make_unique<QTcpSocket>();
    socket->disconnect(&m_context);
    socket->setReadBufferSize(0);
    return socket;
}

void QtStream::atTurnEnd()
{
    // Once the peer is gone, what it has sent is still to be read.
    if (!isOpen() || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    if (!m_gathered.isEmpty())
        m_socket->write(std::exchange(m_gathered, {}));
    m_socket->flush();
    // Flushing may have found the connection broken.
    if (isOpen() && m_finishing)
        m_socket->disconnectFromHost();
}

void QtStream::scheduleRead()
{
    if (std::exchange(m_readScheduled, true))
        return;
    QMetaObject::invokeMethod(
        &m_context, [this] { read(); }, Qt::QueuedConnection);
}

void QtStream::read()
{
    m_readScheduled = false;
    if (!isOpen())
        return;
    const Turn::Scope scope;
    noteUse();
    if (m_reading && m_socket->bytesAvailable() > 0) {
        // A buffer of its own for each call: a nested turn must not write into it.
        const std::unique_ptr<char[]> buffer(new char[ReadSize + InputPadding]{});
        const qint64 size = m_socket->read(buffer.get(), ReadSize);
        if (m_socket->bytesAvailable() > 0 || m_disconnected)
            scheduleRead();
        if (size > 0 && listener())
            listener()->onBytes({buffer.get(), size_t(size)});
    } else if (m_disconnected) {
        onDisconnected();
    }
}

void QtStream::onDisconnected()
{
    const bool orderly = m_socket->error() == QAbstractSocket::RemoteHostClosedError
        || m_socket->error() == QAbstractSocket::UnknownSocketError;
    const QString error = orderly ? QString() : m_socket->errorString();
    abort();
    if (listener())
        listener()->onStreamClosed(error);
}

void QtStream::reportDrained()
{
    const Turn::Scope scope;
    if (isOpen() && bytesToWrite() == 0)
        tellDrained();
}

} // namespace QSocketIo::Net

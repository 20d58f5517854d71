// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/listener_p.h>
#include <qsocketio/net/qtstream_p.h>
#include <qsocketio/net/socketexchange_p.h>
#ifdef QSOCKETIO_EPOLL
#include <qsocketio/net/epollstream_linux_p.h>

#include <fcntl.h>
#endif

#include <QSslSocket>

namespace QSocketIo::Net {

namespace {

#ifdef QSOCKETIO_EPOLL
// What the socket has not sent would be lost; it is rare enough to stay with Qt then.
bool canMove(QTcpSocket &socket)
{
    if (defaultStreamKind() != StreamKind::Reactor || qobject_cast<QSslSocket *>(&socket)
        || socket.state() != QAbstractSocket::ConnectedState || socket.socketDescriptor() < 0)
        return false;
    socket.flush();
    return socket.bytesToWrite() == 0;
}
#endif

} // namespace

std::unique_ptr<Stream> adoptSocket(QTcpSocket *socket, std::chrono::milliseconds handshakeTimeout,
                                    [[maybe_unused]] QByteArray &unread)
{
    socket->setParent(nullptr);
#ifdef QSOCKETIO_EPOLL
    const int descriptor =
        canMove(*socket) ? ::fcntl(int(socket->socketDescriptor()), F_DUPFD_CLOEXEC, 0) : -1;
    if (descriptor >= 0) {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        unread = socket->readAll();
        // It tells nobody of the end of what goes on.
        const QSignalBlocker blocker(socket);
        socket->abort();
        socket->deleteLater();
        return std::make_unique<EpollStream>(descriptor, PeerName::of(descriptor));
    }
#endif
    auto stream = std::make_unique<QtStream>(socket);
    stream->limitHandshake(handshakeTimeout);
    return stream;
}

std::unique_ptr<QTcpSocket> releaseSocket(std::unique_ptr<Stream> stream, const QByteArray &unread)
{
    auto socket = stream->takeSocket();
    Turn::dispose(std::move(stream));
    // Backwards, as each one comes in front of the others.
    for (qsizetype i = unread.size() - 1; i >= 0; --i)
        socket->ungetChar(unread[i]);
    // Whoever connects to it waits for a signal that was emitted long ago.
    QMetaObject::invokeMethod(socket.get(), &QIODevice::readyRead, Qt::QueuedConnection);
    return socket;
}

} // namespace QSocketIo::Net

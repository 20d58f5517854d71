// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/listener_p.h>
#include <qsocketio/net/qtlistener_p.h>
#ifdef QSOCKETIO_EPOLL
#include <qsocketio/net/epolllistener_linux_p.h>
#include <qsocketio/net/epollstream_linux_p.h>
#include <qsocketio/net/qtstream_p.h>

#include <QSslSocket>

#include <sys/socket.h>
#endif

namespace QSocketIo::Net {

namespace {

#ifdef QSOCKETIO_EPOLL
StreamKind streamKind = StreamKind::Reactor;
#else
StreamKind streamKind = StreamKind::Qt;
#endif

} // namespace

StreamKind defaultStreamKind()
{
    return streamKind;
}

void setDefaultStreamKind(StreamKind kind)
{
    streamKind = kind;
}

#ifdef QSOCKETIO_EPOLL

namespace {

std::unique_ptr<Stream> makeEpollStream(int descriptor, const sockaddr_storage &peer)
{
    return std::make_unique<EpollStream>(descriptor, peer);
}

std::unique_ptr<Stream> makeQtStream(int descriptor, const sockaddr_storage &)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->setSocketDescriptor(descriptor);
    return std::make_unique<QtStream>(socket.release());
}

} // namespace

std::unique_ptr<Listener> createTcpListener(Listener::Accepted accepted)
{
    return std::make_unique<EpollListener>(
        streamKind == StreamKind::Reactor ? makeEpollStream : makeQtStream, std::move(accepted));
}

std::unique_ptr<Listener> createTlsListener(const QSslConfiguration &configuration,
                                            Listener::Accepted accepted)
{
    // The handshake goes on while the connection waits for its first request, and has its time.
    const auto makeTlsStream = [configuration](int descriptor, const sockaddr_storage &) {
        auto socket = std::make_unique<QSslSocket>();
        socket->setSocketDescriptor(descriptor);
        socket->setSslConfiguration(configuration);
        socket->startServerEncryption();
        return std::make_unique<QtStream>(socket.release());
    };
    return std::make_unique<EpollListener>(makeTlsStream, std::move(accepted));
}

#else

std::unique_ptr<Listener> createTcpListener(Listener::Accepted accepted)
{
    return std::make_unique<QtListener>(std::make_unique<QTcpServer>(), std::move(accepted));
}

std::unique_ptr<Listener> createTlsListener(const QSslConfiguration &configuration,
                                            Listener::Accepted accepted)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(configuration);
    return std::make_unique<QtListener>(std::move(server), std::move(accepted));
}

#endif

} // namespace QSocketIo::Net

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/listener_p.h>
#include <qsocketio/net/qtstream_p.h>
#ifdef QSOCKETIO_EPOLL
#include <qsocketio/net/epolllistener_linux_p.h>
#include <qsocketio/net/epollstream_linux_p.h>
#else
#include <qsocketio/net/qtlistener_p.h>
#endif

#include <QSslSocket>

namespace QSocketIo::Net {

namespace {

#ifdef QSOCKETIO_EPOLL
StreamKind streamKind = StreamKind::Reactor;
#else
StreamKind streamKind = StreamKind::Qt;
#endif

std::unique_ptr<Stream> makeQtStream(qintptr descriptor)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->setSocketDescriptor(descriptor);
    return std::make_unique<QtStream>(socket.release());
}

// The handshake goes on while the connection waits for its first request.
std::unique_ptr<Stream> makeTlsStream(qintptr descriptor, const TlsSettings &settings)
{
    auto socket = std::make_unique<QSslSocket>();
    socket->setSocketDescriptor(descriptor);
    socket->setSslConfiguration(settings.configuration);
    socket->startServerEncryption();
    auto stream = std::make_unique<QtStream>(socket.release());
    stream->limitHandshake(settings.handshakeTimeout);
    return stream;
}

#ifdef QSOCKETIO_EPOLL
using SystemListener = EpollListener;

std::unique_ptr<Stream> makePlainStream(qintptr descriptor, const PeerName &peer)
{
    if (streamKind == StreamKind::Qt)
        return makeQtStream(descriptor);
    return std::make_unique<EpollStream>(int(descriptor), peer);
}
#else
using SystemListener = QtListener;

std::unique_ptr<Stream> makePlainStream(qintptr descriptor)
{
    return makeQtStream(descriptor);
}
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

std::unique_ptr<Listener> createPlainListener(Listener::Accepted accepted)
{
    return std::make_unique<SystemListener>(makePlainStream, std::move(accepted));
}

std::unique_ptr<Listener> createTlsListener(std::shared_ptr<const TlsSettings> settings,
                                            Listener::Accepted accepted)
{
    return std::make_unique<SystemListener>(
        [settings = std::move(settings)](qintptr descriptor, const auto &...) {
            return makeTlsStream(descriptor, *settings);
        },
        std::move(accepted));
}

} // namespace QSocketIo::Net

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/listensocket_linux_p.h>
#include <qsocketio/net/systemsocket_p.h>

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Net {

namespace {

constexpr int Backlog = 4096;

int newSocket(int family)
{
    return ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

ListenSocket failed(int descriptor, int error)
{
    if (descriptor >= 0)
        ::close(descriptor);
    return {.error = qt_error_string(error)};
}

socklen_t fill(sockaddr_storage &storage, const TcpEndpoint &endpoint)
{
    storage = {};
    if (endpoint.address.protocol() == QAbstractSocket::IPv4Protocol) {
        auto &ipv4 = reinterpret_cast<sockaddr_in &>(storage);
        ipv4.sin_family = AF_INET;
        ipv4.sin_port = htons(endpoint.port);
        ipv4.sin_addr.s_addr = htonl(endpoint.address.toIPv4Address());
        return sizeof ipv4;
    }
    auto &ipv6 = reinterpret_cast<sockaddr_in6 &>(storage);
    const Q_IPV6ADDR bytes = endpoint.address.toIPv6Address();
    ipv6.sin6_family = AF_INET6;
    ipv6.sin6_port = htons(endpoint.port);
    std::memcpy(&ipv6.sin6_addr, &bytes, sizeof bytes);
    return sizeof ipv6;
}

bool isAny(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::Any);
}

// What it is bound to, if that is TCP.
void readName(ListenSocket &socket)
{
    sockaddr_storage bound{};
    socklen_t size = sizeof bound;
    ::getsockname(socket.descriptor, reinterpret_cast<sockaddr *>(&bound), &size);
    if (bound.ss_family != AF_INET && bound.ss_family != AF_INET6)
        return;
    if (socket.address.isNull())
        socket.address = QHostAddress(reinterpret_cast<sockaddr *>(&bound));
    socket.port =
        ntohs(bound.ss_family == AF_INET ? reinterpret_cast<sockaddr_in &>(bound).sin_port
                                         : reinterpret_cast<sockaddr_in6 &>(bound).sin6_port);
}

// Accepted sockets have the option of the one that listens. A unix socket has none of it.
void letAcceptedSendAtOnce(int descriptor)
{
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

ListenSocket open(const TcpEndpoint &endpoint)
{
    // QHostAddress::Any is both protocols: an IPv6 socket that takes IPv4 as well.
    sockaddr_storage storage;
    const socklen_t size = fill(storage, endpoint);
    const int descriptor = newSocket(storage.ss_family);
    if (descriptor < 0)
        return failed(descriptor, errno);
    const int on = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (storage.ss_family == AF_INET6) {
        const int onlyIPv6 = isAny(endpoint.address) ? 0 : 1;
        ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &onlyIPv6, sizeof onlyIPv6);
    }
    if (::bind(descriptor, reinterpret_cast<sockaddr *>(&storage), size) != 0
        || ::listen(descriptor, Backlog) != 0)
        return failed(descriptor, errno);
    letAcceptedSendAtOnce(descriptor);
    ListenSocket socket{.descriptor = descriptor, .address = endpoint.address};
    readName(socket);
    return socket;
}

ListenSocket open(const LocalEndpoint &endpoint)
{
    const QByteArray path = QFile::encodeName(endpoint.path);
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    if (path.isEmpty() || size_t(path.size()) >= sizeof name.sun_path)
        return {.error = u"the path of the socket is empty or too long"_s};
    std::memcpy(name.sun_path, path.constData(), size_t(path.size()));
    const int descriptor = newSocket(AF_UNIX);
    if (descriptor < 0)
        return failed(descriptor, errno);
    const auto bind = [&] {
        return ::bind(descriptor, reinterpret_cast<sockaddr *>(&name), sizeof name) == 0;
    };
    int error = bind() ? 0 : errno;
    if (error == EADDRINUSE && isAbandonedSocketFile(endpoint.path)) {
        ::unlink(name.sun_path);
        error = bind() ? 0 : errno;
    }
    struct stat info;
    if (error == 0 && (::listen(descriptor, Backlog) != 0 || ::stat(name.sun_path, &info) != 0))
        error = errno;
    if (error != 0)
        return failed(descriptor, error);
    return {.descriptor = descriptor, .path = path, .inode = info.st_ino};
}

ListenSocket open(const DescriptorEndpoint &endpoint)
{
    const int descriptor = int(endpoint.descriptor);
    if (!isListening(descriptor))
        return {.error = u"the socket does not listen"_s};
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    letAcceptedSendAtOnce(descriptor);
    ListenSocket socket{.descriptor = descriptor};
    readName(socket);
    return socket;
}

} // namespace

ListenSocket openListenSocket(const Endpoint &endpoint)
{
    return std::visit([](const auto &where) { return open(where); }, endpoint);
}

void removeSocketFile(const ListenSocket &socket)
{
    struct stat info;
    if (!socket.path.isEmpty() && ::stat(socket.path.constData(), &info) == 0
        && info.st_ino == socket.inode)
        ::unlink(socket.path.constData());
}

} // namespace QSocketIo::Net

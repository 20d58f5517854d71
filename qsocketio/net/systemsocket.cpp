// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/systemsocket_p.h>

#ifdef Q_OS_UNIX
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#endif

namespace QSocketIo::Net {

#ifdef Q_OS_UNIX

bool isUnixSocket(qintptr descriptor)
{
    sockaddr_storage name{};
    socklen_t size = sizeof name;
    return ::getsockname(int(descriptor), reinterpret_cast<sockaddr *>(&name), &size) == 0
        && name.ss_family == AF_UNIX;
}

bool isListening(qintptr descriptor)
{
    int listens = 0;
    socklen_t size = sizeof listens;
    return ::getsockopt(int(descriptor), SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0
        && listens != 0;
}

bool isAbandonedSocketFile(const QString &path)
{
    const QByteArray encoded = QFile::encodeName(path);
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    if (encoded.isEmpty() || size_t(encoded.size()) >= sizeof name.sun_path)
        return false;
    std::memcpy(name.sun_path, encoded.constData(), size_t(encoded.size()));
    struct stat info;
    if (::stat(name.sun_path, &info) != 0 || !S_ISSOCK(info.st_mode))
        return false;
    const int probe = ::socket(AF_UNIX, SOCK_STREAM, 0);
    ::fcntl(probe, F_SETFL, O_NONBLOCK);
    const bool refused =
        ::connect(probe, reinterpret_cast<const sockaddr *>(&name), sizeof name) != 0
        && errno == ECONNREFUSED;
    ::close(probe);
    return refused;
}

bool hasFreeDescriptor(qintptr descriptor)
{
    const int copy = ::fcntl(int(descriptor), F_DUPFD_CLOEXEC, 0);
    if (copy >= 0)
        ::close(copy);
    return copy >= 0;
}

#else

bool isUnixSocket(qintptr)
{
    return false;
}

bool isListening(qintptr)
{
    return true;
}

bool isAbandonedSocketFile(const QString &)
{
    return false;
}

bool hasFreeDescriptor(qintptr)
{
    return true;
}

#endif

} // namespace QSocketIo::Net

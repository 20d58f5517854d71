// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/epollstream_linux_p.h>

#include <QSslCertificate>
#include <QTcpSocket>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace QSocketIo::Net {

namespace {

// Large payloads go out while they are in the cache, and do not pile up until the turn's end.
constexpr qint64 EagerFlushSize = 64 * 1024;

// Mostly there is one entry, for which the kernel has a shorter way.
ssize_t sendEntries(int descriptor, std::span<iovec> entries, int flags)
{
    if (entries.size() == 1)
        return ::send(descriptor, entries[0].iov_base, entries[0].iov_len, flags);
    msghdr message{};
    message.msg_iov = entries.data();
    message.msg_iovlen = entries.size();
    return ::sendmsg(descriptor, &message, flags);
}

} // namespace

EpollStream::EpollStream(int descriptor, const PeerName &peer)
    : m_descriptor(descriptor),
      m_reactor(Reactor::current()),
      m_peer(peer),
      m_interest(EPOLLIN | EPOLLRDHUP | EPOLLET)
{
    m_handle = m_reactor->add(this, descriptor, m_interest);
}

EpollStream::~EpollStream()
{
    abort();
}

void EpollStream::write(QByteArrayView bytes)
{
    if (!isOpen() || m_finishing)
        return;
    m_output.append(bytes);
    flushSoon();
}

char *EpollStream::extend(qsizetype size)
{
    if (!isOpen() || m_finishing)
        return nullptr;
    flushSoon();
    return m_output.extend(size);
}

void EpollStream::writeShared(const QByteArray &bytes)
{
    if (!isOpen() || m_finishing)
        return;
    m_output.appendShared(bytes);
    flushSoon();
}

void EpollStream::writeFrame(const SharedBytes &frame)
{
    if (!isOpen() || m_finishing)
        return;
    m_output.appendFrame(frame);
    flushSoon();
}

void EpollStream::setReading(bool reading)
{
    m_reading = reading;
    updateInterest();
}

void EpollStream::finishWriting()
{
    m_finishing = true;
    defer();
}

// close() sends the end as well. With unread input it would reset the connection instead, and the
// peer might lose what was written.
bool EpollStream::endNow()
{
    if (!m_inputTaken)
        return false;
    m_finishing = true;
    if (sendOutput() == 0 && !m_output.isEmpty())
        return false;
    abort();
    return true;
}

void EpollStream::abort()
{
    if (!isOpen())
        return;
    m_output.clear();
    m_reactor->close(m_handle, std::exchange(m_descriptor, -1));
}

QSslCertificate EpollStream::peerCertificate() const
{
    return QSslCertificate();
}

std::unique_ptr<QTcpSocket> EpollStream::takeSocket()
{
    auto socket = std::make_unique<QTcpSocket>();
    // The number that goes is closed at the end of the turn; the connection stays open.
    const int descriptor = std::exchange(m_descriptor, -1);
    socket->setSocketDescriptor(::fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
    std::array<iovec, 1> entry;
    while (m_output.gather(entry.data(), 1) > 0) {
        const auto size = qint64(entry[0].iov_len);
        socket->write(static_cast<const char *>(entry[0].iov_base), size);
        m_output.consume(size);
    }
    m_reactor->remove(m_handle, descriptor);
    return socket;
}

void EpollStream::onEvents(quint32 events)
{
    noteUse();
    if (events & EPOLLOUT) {
        m_waitsForSpace = false;
        flush();
    }
    if (isOpen() && (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)))
        receive(events);
}

void EpollStream::receive(quint32 events)
{
    const std::span<char> place = listener() ? listener()->inputSpace() : std::span<char>();
    const std::span<char> space = place.empty() ? m_reactor->receiveBuffer() : place;
    const ssize_t size = ::recv(m_descriptor, space.data(), space.size(), 0);
    const int error = size < 0 ? errno : 0;
    m_inputTaken = size < ssize_t(space.size()) && error != EINTR;
    // The set tells of news alone: what is left has to be news again. Now, since who listens may
    // end this stream.
    const bool endFollows = size > 0 && (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR));
    if (!m_inputTaken || endFollows)
        m_reactor->modify(m_handle, m_descriptor, m_interest);
    if (size > 0 && !place.empty()) {
        listener()->onPlaced(size);
    } else if (size > 0) {
        if (listener())
            listener()->onBytes(space.first(size_t(size)));
    } else if (size == 0) {
        fail(0);
    } else if (error != EAGAIN && error != EINTR) {
        fail(error);
    }
}

// Whoever writes is in the middle of something: what an attempt shows is told at the turn's end.
inline void EpollStream::flushSoon()
{
    if (m_output.size() >= EagerFlushSize)
        sendOutput();
    defer();
}

// Returns the error that ends the connection, or 0.
int EpollStream::sendOutput()
{
    // The last bytes travel together with the end that follows them.
    const int flags = m_finishing ? MSG_NOSIGNAL | MSG_MORE : MSG_NOSIGNAL;
    while (!m_output.isEmpty() && !m_waitsForSpace) {
        std::array<iovec, 32> entries;
        const int count = m_output.gather(entries.data(), int(entries.size()));
        const ssize_t sent = sendEntries(m_descriptor, {entries.data(), size_t(count)}, flags);
        if (sent >= 0)
            m_output.consume(sent);
        else if (errno == EAGAIN)
            m_waitsForSpace = true;
        else if (errno != EINTR)
            return errno;
    }
    return 0;
}

void EpollStream::flush()
{
    if (!isOpen())
        return;
    if (const int error = sendOutput())
        return fail(error);
    updateInterest();
    if (!m_output.isEmpty())
        return;
    if (m_finishing)
        ::shutdown(m_descriptor, SHUT_WR);
    tellDrained();
}

void EpollStream::updateInterest()
{
    if (!isOpen())
        return;
    const quint32 interest = (m_reading ? EPOLLIN | EPOLLRDHUP : 0u)
        | (m_waitsForSpace ? quint32(EPOLLOUT) : 0u) | EPOLLET;
    if (interest == m_interest)
        return;
    m_interest = interest;
    m_reactor->modify(m_handle, m_descriptor, interest);
}

void EpollStream::fail(int error)
{
    abort();
    if (listener())
        listener()->onStreamClosed(error ? qt_error_string(error) : QString());
}

} // namespace QSocketIo::Net

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLocalSocket>
#include <QSslSocket>
#include <QTest>

namespace QSocketIo::Testing {

inline const QByteArray pollingHandshake =
    "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: h\r\n\r\n";

inline QByteArray getRequest(const QByteArray &path, const QByteArray &fields = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
}

// A connection that sends what it is told and keeps what it gets.
template <typename Socket>
class RawClient
{
public:
    RawClient()
    {
        QObject::connect(&m_socket, &QIODevice::readyRead, &m_socket,
                         [this] { m_received += m_socket.readAll(); });
        QObject::connect(&m_socket, &Socket::disconnected, &m_socket, [this] { m_closed = true; });
    }

    Socket &socket() { return m_socket; }
    const QByteArray &received() const { return m_received; }
    void clear() { m_received.clear(); }
    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    bool waitFor(QByteArrayView text)
    {
        return QTest::qWaitFor([this, text] { return m_received.contains(text); });
    }
    bool waitForClose()
    {
        return QTest::qWaitFor([this] { return m_closed; });
    }
    bool isClosed() const { return m_closed; }

private:
    Socket m_socket;
    QByteArray m_received;
    bool m_closed = false;
};

class RawTcpClient : public RawClient<QTcpSocket>
{
public:
    explicit RawTcpClient(quint16 port, const QByteArray &bytes = {})
    {
        socket().connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        if (!bytes.isEmpty())
            send(bytes);
    }
};

class RawLocalClient : public RawClient<QLocalSocket>
{
public:
    explicit RawLocalClient(const QString &path, const QByteArray &bytes = {})
    {
        socket().connectToServer(path);
        send(bytes);
    }
};

} // namespace QSocketIo::Testing

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTcpSocket>
#include <QTest>

namespace QSocketIo::Testing {

// A client that writes requests by hand and keeps what comes back as it is.
class RawHttp
{
public:
    explicit RawHttp(quint16 port) { m_socket.connectToHost(QHostAddress::LocalHost, port); }

    void write(const QByteArray &bytes) { m_socket.write(bytes); }
    void get(const QByteArray &target, const QByteArray &fields = {})
    {
        write("GET " + target + " HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n");
    }
    void post(const QByteArray &target, const QByteArray &body)
    {
        write("POST " + target + " HTTP/1.1\r\nHost: h\r\nContent-Length: "
              + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    void upgrade(const QByteArray &target, const QByteArray &fields = {})
    {
        get(target,
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + fields);
    }

    // The head of the next answer; its body follows, see body().
    QByteArray head()
    {
        m_head = {};
        const bool came = QTest::qWaitFor([this] {
            m_bytes += m_socket.readAll();
            const qsizetype end = m_bytes.indexOf("\r\n\r\n");
            if (end < 0)
                return false;
            m_head = m_bytes.first(end + 2);
            m_bytes.remove(0, end + 4);
            return true;
        });
        return came ? m_head : QByteArray("no answer");
    }
    QByteArray field(const QByteArray &name) const
    {
        const QByteArray start = "\r\n" + name + ": ";
        const qsizetype at = m_head.indexOf(start);
        if (at < 0)
            return {};
        const qsizetype value = at + start.size();
        return m_head.mid(value, m_head.indexOf("\r\n", value) - value);
    }
    QByteArray body()
    {
        const qsizetype size = field("Content-Length").toLongLong();
        if (!waitForBytes(size))
            return "no body";
        const QByteArray body = m_bytes.first(size);
        m_bytes.remove(0, size);
        return body;
    }
    // What follows the head of an upgrade.
    bool waitForBytes(qsizetype size)
    {
        return QTest::qWaitFor([this, size] {
            m_bytes += m_socket.readAll();
            return m_bytes.size() >= size;
        });
    }
    QByteArray &bytes() { return m_bytes; }
    QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_head;
    QByteArray m_bytes;
};

} // namespace QSocketIo::Testing

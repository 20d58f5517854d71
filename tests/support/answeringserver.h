// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <optional>
#include <utility>

namespace QSocketIo::Testing {

// A server that gives each request the next of its answers, and the last one again and again.
// Nothing in place of an answer is silence, an empty one hangs up.
class AnsweringServer : public QObject
{
public:
    using Answers = QList<std::optional<QByteArray>>;

    explicit AnsweringServer(Answers answers) : m_answers(std::move(answers))
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] { accept(); });
    }

    static QByteArray http(int status, const QByteArray &body, const QByteArray &fields = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " Status\r\n" + fields
            + "Connection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
            + body;
    }
    QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
    }

private:
    void accept()
    {
        QTcpSocket *const socket = m_server.nextPendingConnection();
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(*socket); });
    }
    void answer(QTcpSocket &socket)
    {
        if (!socket.readAll().contains("\r\n\r\n"))
            return;
        const auto answer = m_answers.first();
        if (m_answers.size() > 1)
            m_answers.removeFirst();
        if (!answer)
            return;
        socket.write(*answer);
        socket.disconnectFromHost();
    }

    Answers m_answers;
    QTcpServer m_server;
};

} // namespace QSocketIo::Testing

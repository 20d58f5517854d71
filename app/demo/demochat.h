// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/namespace.h>

namespace QSocketIo::Monitor {

// The namespace /chat: rooms that people join, talk in and leave.
class DemoChat : public QObject
{
    Q_OBJECT
public:
    explicit DemoChat(Namespace &nsp);
    ~DemoChat() override;

private:
    void welcome(ServerSocket *socket);
    QVariantMap join(ServerSocket &socket, const QString &room);
    bool leave(ServerSocket &socket, const QString &room);
    QVariantMap say(ServerSocket &socket, const QString &room, const QString &text);

    Namespace &m_nsp;
    qint64 m_lastMessage = 0;
};

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "journal.h"
#include "settings.h"

#include <qsocketio/server.h>

#include <QFile>

// The namespaces and their events.
class Application : public QObject
{
    Q_OBJECT
public:
    explicit Application(const Settings &settings);

    QSocketIo::Server &server() { return m_server; }
    const QString &serverId() const { return m_serverId; }
    const Journal &journal() const { return m_journal; }

private:
    void guardAuth();
    void serve(QSocketIo::Namespace &nsp);
    void welcome(QSocketIo::ServerSocket &socket);

    QString m_serverId;
    QSocketIo::Server m_server;
    Journal m_journal;
    QFile m_record;
};

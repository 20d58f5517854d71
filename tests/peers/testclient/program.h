// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "linereader.h"
#include "peersocket.h"

#include <QHash>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>

// Carries out the commands, one after the other.
class Program : public QObject
{
    Q_OBJECT
public:
    void start();

private:
    // What is wrong with the command; nothing if it was carried out.
    using Result = std::optional<QString>;
    using Command = Result (Program::*)(const QJsonObject &);

    static Command command(const QString &name);

    Result onConnect(const QJsonObject &line);
    Result onOn(const QJsonObject &line);
    Result onEmit(const QJsonObject &line);
    Result onEmitWithAck(const QJsonObject &line);
    Result onDisconnect(const QJsonObject &line);
    Result onReconnect(const QJsonObject &line);
    Result onCloseEngine(const QJsonObject &line);
    Result onState(const QJsonObject &line);
    Result onSleep(const QJsonObject &line);
    Result onExit(const QJsonObject &line);

    void runNext();
    void run(const QByteArray &line);
    Result execute(const QJsonObject &line);
    void answer(const QJsonObject &line, const Result &problem);
    QSocketIo::Client *makeManager(const QString &name, const QUrl &url,
                                   const QSocketIo::ClientOptions &options);
    PeerSocket *find(const QJsonObject &line) const;
    void quitWhenClosed();

    LineReader m_input;
    std::deque<QByteArray> m_lines;
    QTimer m_sleep;
    QJsonObject m_sleeper;
    bool m_ended = false;
    bool m_exiting = false;
    std::vector<std::unique_ptr<QSocketIo::Client>> m_clients;
    QHash<QString, QSocketIo::Client *> m_managers;
    QHash<QString, PeerSocket *> m_sockets;
};

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/client.h>

#include <QTimer>

namespace QSocketIo::Monitor {

// Somebody in /chat: joins rooms, talks, moves on.
class DemoTalker : public QObject
{
    Q_OBJECT
public:
    DemoTalker(const QUrl &url, const QString &name);
    ~DemoTalker() override;

private:
    void act();
    void join(const QString &room);
    void leave();
    void talk();

    Client m_client;
    ClientSocket *const m_chat;
    QTimer m_timer;
    QStringList m_rooms;
};

// Somebody in /telemetry who asks for some channels.
class DemoObserver : public QObject
{
    Q_OBJECT
public:
    DemoObserver(const QUrl &url, const QStringList &channels);
    ~DemoObserver() override;

private:
    Client m_client;
};

// Comes, sends bytes to and fro, goes and comes again, each time by another transport.
class DemoCommuter : public QObject
{
    Q_OBJECT
public:
    explicit DemoCommuter(const QUrl &url);
    ~DemoCommuter() override;

private:
    void travel();
    void work();

    const QUrl m_url;
    std::unique_ptr<Client> m_client;
    QTimer m_journey;
    QTimer m_work;
    int m_journeys = 0;
    int m_steps = 0;
};

} // namespace QSocketIo::Monitor

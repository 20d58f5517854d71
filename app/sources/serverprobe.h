// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/feed.h>
#include <qsocketio/server.h>

namespace QSocketIo::Monitor {

// Tells a feed who is where on a server of this process.
class ServerProbe : public QObject
{
    Q_OBJECT
public:
    ServerProbe(Server &server, Feed &feed, QObject *parent = nullptr);
    ~ServerProbe() override;

private:
    void watch(Namespace *nsp);
    void addSocket(const Namespace &nsp, ServerSocket *socket);

    Feed &m_feed;
};

} // namespace QSocketIo::Monitor

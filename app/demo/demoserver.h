// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/demo/demochat.h>
#include <app/demo/demotelemetry.h>
#include <qsocketio/server.h>

#include <QUrl>

namespace QSocketIo::Monitor {

// A server with something to see in it: "/" echoes and tells the time, /chat has rooms,
// /telemetry sends numbers and binary, and a browser finds a page.
class DemoServer : public QObject
{
    Q_OBJECT
public:
    explicit DemoServer(QObject *parent = nullptr);
    ~DemoServer() override;

    Server &server() { return m_server; }
    // On this machine only; port 0: any that is free.
    bool listen(quint16 port);
    QUrl url() const;

private:
    void welcome(ServerSocket *socket);

    Server m_server;
    DemoChat m_chat;
    DemoTelemetry m_telemetry;
};

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

namespace QSocketIo {

class Server;
class ServerSocket;

} // namespace QSocketIo

struct Reading
{
    Q_GADGET
    Q_PROPERTY(int id MEMBER id)
    Q_PROPERTY(double ratio MEMBER ratio)
    Q_PROPERTY(bool on MEMBER on)
    Q_PROPERTY(QString name MEMBER name)
public:
    int id = 0;
    double ratio = 0;
    bool on = false;
    QString name = {};
};

// What the workloads of the load generator need, written as any application would.
void subscribe(QSocketIo::Server &server, QSocketIo::ServerSocket *socket);

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "engineecho.h"

#include <qsocketio/engine/socket.h>

using QSocketIo::Engine::Socket;

void echoMessages(QSocketIo::Engine::Server &server)
{
    QObject::connect(
        &server, &QSocketIo::Engine::Server::socketOpened, &server, [](Socket *socket) {
            QObject::connect(socket, &Socket::utf8Received, socket, &Socket::sendUtf8);
            QObject::connect(socket, &Socket::binaryReceived, socket, &Socket::sendBinary);
        });
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// Handlers that do not compile; a test looks at what the compiler says of each.

#include <qsocketio/serversocket.h>

using namespace QSocketIo;

namespace {

struct Opaque
{
    QObject *object;
};

} // namespace

void subscribeBadly(ServerSocket &socket)
{
    socket.on("pointer", &socket, [](ServerSocket *) {});
    socket.on("reference", &socket, [](QString &) {});
    socket.on("opaque", &socket, [](const Opaque &) {});
    socket.on("generic", &socket, [](const auto &) {});
}

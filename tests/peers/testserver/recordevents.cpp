// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "events.h"

#include <qsocketio/serversocket.h>

#include <QIODevice>

using namespace QSocketIo;

void Events::addRecording(ServerSocket &socket, QIODevice &record)
{
    socket.on("record", &socket,
              [&record](int value) { return record.write(QByteArray::number(value) + '\n') > 0; });
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/stream_p.h>

#include <QByteArray>

namespace QSocketIo::Net {

// Takes a socket over, with what it holds unread: a plain one goes to the reactor where there is
// one, a QSslSocket stays what it is.
std::unique_ptr<Stream> adoptSocket(QTcpSocket *socket, std::chrono::milliseconds handshakeTimeout,
                                    QByteArray &unread);

// Makes a socket of a stream, from which unread can be read again.
std::unique_ptr<QTcpSocket> releaseSocket(std::unique_ptr<Stream> stream, const QByteArray &unread);

} // namespace QSocketIo::Net

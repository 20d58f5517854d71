// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/error.h>

#include <QAbstractSocket>
#include <QSslError>

QT_BEGIN_NAMESPACE
class QNetworkReply;
class QWebSocket;
QT_END_NAMESPACE

namespace QSocketIo::Engine {

// Why a request failed; the message is the JavaScript client's, the body the server's answer.
Error errorOf(const QNetworkReply &reply, const QByteArray &body, const QString &message);

// Why a WebSocket failed: while it was opened, or later.
Error openingError(const QWebSocket &socket, QAbstractSocket::SocketError code);
Error breakError(const QWebSocket &socket);

// Names the faults of a certificate that ended it; Qt names the first one only.
void nameFaults(Error &error, const QList<QSslError> &faults);

} // namespace QSocketIo::Engine

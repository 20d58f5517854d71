// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>

namespace QSocketIo {

Q_LOGGING_CATEGORY(lcNet, "qsocketio.net", QtWarningMsg)
Q_LOGGING_CATEGORY(lcEngine, "qsocketio.engine", QtWarningMsg)
Q_LOGGING_CATEGORY(lcProtocol, "qsocketio.protocol", QtWarningMsg)
Q_LOGGING_CATEGORY(lcClient, "qsocketio.client", QtWarningMsg)
Q_LOGGING_CATEGORY(lcServer, "qsocketio.server", QtWarningMsg)
Q_LOGGING_CATEGORY(lcAdapter, "qsocketio.adapter", QtWarningMsg)

} // namespace QSocketIo

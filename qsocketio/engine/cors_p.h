// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/options.h>
#include <qsocketio/net/httpparser_p.h>

#include <QList>

#include <utility>

namespace QSocketIo::Engine {

using HeaderFields = QList<std::pair<QByteArray, QByteArray>>;

// Cross-origin fields as the npm package cors writes them for the same options.
HeaderFields corsFields(const Cors &cors, const QByteArray &origin);
HeaderFields preflightFields(const Cors &cors, const Net::HttpRequestHead &request);

} // namespace QSocketIo::Engine

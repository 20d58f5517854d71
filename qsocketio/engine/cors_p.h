// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/options.h>
#include <qsocketio/net/httpparser_p.h>

#include <QList>

#include <utility>

namespace QSocketIo::Engine {

using HeaderFields = QList<std::pair<QByteArray, QByteArray>>;

// Cross-origin fields for the answer to a request, as the npm package cors writes them for the same
// options; a preflight has some more.
HeaderFields corsFields(const Cors &cors, const Net::HttpRequestHead &request);
bool isPreflight(const Cors &cors, const Net::HttpRequestHead &request);

} // namespace QSocketIo::Engine

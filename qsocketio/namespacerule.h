// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/verdict.h>

#include <QVariantMap>

#include <functional>

namespace QSocketIo {

// May a client with this auth make the namespace of that name?
using NamespaceRule = std::function<NowOrLater<bool>(const QString &name, const QVariantMap &auth)>;

} // namespace QSocketIo

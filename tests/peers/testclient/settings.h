// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientoptions.h>
#include <qsocketio/core/expected.h>

#include <QJsonObject>

// The options of a connect command; or what is wrong with them.
QSocketIo::Expected<QSocketIo::ClientOptions, QString> readOptions(const QJsonObject &json);

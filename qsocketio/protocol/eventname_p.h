// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace QSocketIo {

// A number is used as JavaScript uses it as a property's name.
QByteArray eventName(double number);

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>

// One line on standard output.
void print(const QJsonObject &line);

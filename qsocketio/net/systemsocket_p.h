// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace QSocketIo::Net {

// What Qt does not tell of sockets. Where the system knows no such thing, all is as it should be.

bool isUnixSocket(qintptr descriptor);
bool isListening(qintptr descriptor);
// A socket file that a program left behind when it ended: nobody answers there.
bool isAbandonedSocketFile(const QString &path);
// Could the process open one more descriptor? A copy of this one tells.
bool hasFreeDescriptor(qintptr descriptor);

} // namespace QSocketIo::Net

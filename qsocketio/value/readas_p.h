// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/traits.h>

namespace QSocketIo {

// Reads a T into a value that can be one of several types, such as QJsonValue.
template <typename T, typename Value>
bool readAs(Reader &in, Value &value)
{
    T taken{};
    if (!in.value(taken))
        return false;
    value = Value(taken);
    return true;
}

} // namespace QSocketIo

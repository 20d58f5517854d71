// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/requestquery_p.h>

namespace QSocketIo::Engine {

// How a client wants its packets written, as the first request of a transport says.
struct Dialect
{
    // Of Engine.IO; clients that do not say are those of protocol 3.
    int protocol = 4;
    // It takes no binary: base64 in text.
    bool base64 = false;
    // It polls by script elements, and this is the number of the function that they call.
    std::optional<QByteArray> script = {};

    static Dialect of(const RequestQuery &query);
};

} // namespace QSocketIo::Engine

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/dialect_p.h>
#include <qsocketio/engine/jsonp_p.h>

namespace QSocketIo::Engine {

Dialect Dialect::of(const RequestQuery &query)
{
    Dialect dialect;
    if (query.protocol() != "4")
        dialect.protocol = 3;
    // JavaScript takes every text that is not empty for true.
    dialect.base64 = !query.value("b64").isEmpty();
    if (query.contains("j"))
        dialect.script = Jsonp::functionNumber(query.value("j"));
    return dialect;
}

} // namespace QSocketIo::Engine

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientoptions.h>

#include <QTest>

namespace QSocketIo::Testing {

// The three ways to a server, as rows of a test.
inline void addWays()
{
    using Ways = QList<Transport>;
    QTest::addColumn<Ways>("transports");
    QTest::newRow("long-polling alone") << Ways{Transport::Polling};
    QTest::newRow("WebSocket alone") << Ways{Transport::WebSocket};
    QTest::newRow("long-polling and the upgrade") << Ways{Transport::Polling, Transport::WebSocket};
}

} // namespace QSocketIo::Testing

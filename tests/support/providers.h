// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientoptions.h>

#include <QCoreApplication>
#include <QPromise>
#include <QTest>
#include <QTimer>

#include <memory>

namespace QSocketIo::Testing {

// The value, in the next turn of the event loop.
template <typename T>
QFuture<T> later(const T &value)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    QTimer::singleShot(0, qApp, [promise, value] {
        promise->addResult(value);
        promise->finish();
    });
    return promise->future();
}

// What providers give, at once and promised, over each way to a server, as rows of a test.
inline void addProviders()
{
    using Ways = QList<Transport>;
    QTest::addColumn<Ways>("transports");
    QTest::addColumn<bool>("takesTime");
    for (const bool takesTime : {false, true}) {
        const char *const how = takesTime ? "promised" : "at once";
        QTest::addRow("long-polling, %s", how) << Ways{Transport::Polling} << takesTime;
        QTest::addRow("WebSocket, %s", how) << Ways{Transport::WebSocket} << takesTime;
        QTest::addRow("both, %s", how)
            << Ways{Transport::Polling, Transport::WebSocket} << takesTime;
    }
}

} // namespace QSocketIo::Testing

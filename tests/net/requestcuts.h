// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "requestreader.h"

#include <QTest>

#include <functional>

namespace QSocketIo::Net {

// Feeds the bytes whole, one by one, and in two pieces cut at every place: one verdict for all.
inline void compareAllCuts(const QByteArray &wire, HttpParse verdict,
                           const std::function<bool(const RequestReader &)> &isRight,
                           const HttpLimits &limits = {})
{
    RequestReader whole(limits);
    QCOMPARE(whole.feed(wire), verdict);
    QVERIFY(isRight(whole));

    RequestReader dripped(limits);
    for (const char c : wire)
        dripped.feed(QByteArrayView(&c, 1));
    QCOMPARE(dripped.feed({}), verdict);
    QVERIFY(isRight(dripped));

    const qsizetype step = wire.size() > 2000 ? 997 : 1;
    for (qsizetype cut = 0; cut <= wire.size(); cut += step) {
        RequestReader reader(limits);
        reader.feed(wire.first(cut));
        QCOMPARE(reader.feed(wire.sliced(cut)), verdict);
        QVERIFY(isRight(reader));
    }
}

} // namespace QSocketIo::Net

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/listener_p.h>

#include <QTest>

Q_DECLARE_METATYPE(QSocketIo::Net::StreamKind)

namespace QSocketIo::Testing {

// A row for each implementation of streams that there is; a StreamKindGuard chooses it.
inline void addStreamKinds()
{
    QTest::addColumn<Net::StreamKind>("kind");
    if (Net::defaultStreamKind() == Net::StreamKind::Reactor)
        QTest::newRow("over the reactor") << Net::StreamKind::Reactor;
    QTest::newRow("over Qt sockets") << Net::StreamKind::Qt;
}

class StreamKindGuard
{
public:
    explicit StreamKindGuard(Net::StreamKind kind) { Net::setDefaultStreamKind(kind); }
    ~StreamKindGuard() { Net::setDefaultStreamKind(m_previous); }
    StreamKindGuard(const StreamKindGuard &) = delete;
    StreamKindGuard &operator=(const StreamKindGuard &) = delete;

private:
    Net::StreamKind m_previous = Net::defaultStreamKind();
};

} // namespace QSocketIo::Testing

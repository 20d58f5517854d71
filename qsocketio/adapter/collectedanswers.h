// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/arguments.h>

#include <QStringList>

namespace QSocketIo {

// What came back from several who were asked: sockets, or the other servers of a cluster.
struct CollectedAnswers
{
    struct Answer
    {
        QString id;
        Arguments arguments;
    };

    // In the order of their arrival.
    QList<Answer> answers = {};
    // Who did not answer in time.
    QStringList missing = {};
};

} // namespace QSocketIo

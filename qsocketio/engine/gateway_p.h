// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/gateway.h>

#include <QPointer>

#include <vector>

namespace QSocketIo::Engine {

class Gateway::Private
{
public:
    struct Rule
    {
        QPointer<QObject> context;
        Middleware decide;
    };

    std::vector<Rule> rules;
};

} // namespace QSocketIo::Engine

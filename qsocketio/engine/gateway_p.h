// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/gateway.h>

#include <QPointer>

#include <atomic>
#include <functional>
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
    // Somebody has connected to initialHeaders() or headers(); until then they need not be asked.
    std::atomic<bool> showsHeaders = false;
    // Somebody has connected to drained(); until then it is not built, at every turn of a session.
    std::atomic<bool> tellsDrained = false;
    // Called then.
    std::function<void()> onDrainedWanted;
};

} // namespace QSocketIo::Engine

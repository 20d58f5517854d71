// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/networkwatch_p.h>

namespace QSocketIo::Testing {

// The network that clients see while this lives.
class ReplacedWatch : public NetworkWatch
{
public:
    ReplacedWatch() { replace(this); }
    ~ReplacedWatch() override { replace(nullptr); }
};

} // namespace QSocketIo::Testing

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/capture.h>

namespace QSocketIo::Monitor {

// Decides which packets are shown. Cheap tests of the header first, bytes last.
class PacketPredicate
{
public:
    virtual ~PacketPredicate() = default;
    virtual bool accepts(const Capture &capture, quint64 sequence) const = 0;
    // The numbers of names mean something else from now on.
    virtual void forgetNames() { }
};

} // namespace QSocketIo::Monitor

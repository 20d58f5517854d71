// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/invocation.h>
#include <qsocketio/state.h>

namespace QSocketIo::Testing {

// Where events come from that no socket has received.
class Nowhere final : public Detail::Invocation::Origin, public StateScope
{
public:
    Socket *socket() const override { return nullptr; }
    const Handshake *handshake() const override { return nullptr; }
    const StateScope &scope() const override { return *this; }
    Ack createAck(quint64) const override { return {}; }

private:
    const StateScope *outerScope() const override { return nullptr; }
};

} // namespace QSocketIo::Testing

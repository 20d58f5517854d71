// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/dialect_p.h>
#include <qsocketio/engine/httpanswers_p.h>
#include <qsocketio/engine/payloadsyntax_p.h>
#include <qsocketio/engine/waitingpackets_p.h>

#include <memory>

namespace QSocketIo::Engine {

// What the bodies of one client's polls and POSTs look like.
class PollingFormat
{
public:
    struct Posted
    {
        // With padding behind it.
        QByteArray payload = {};
        // Null: such bodies are not taken.
        const PayloadSyntax *syntax = nullptr;
    };

    virtual ~PollingFormat() = default;
    static std::unique_ptr<PollingFormat> create(const Dialect &dialect);

    virtual Posted read(const QByteArray &body, QByteArrayView contentType) const = 0;
    virtual HttpAnswer write(const WaitingPackets &packets) const = 0;
};

} // namespace QSocketIo::Engine

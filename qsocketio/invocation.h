// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/ack.h>
#include <qsocketio/handshake.h>
#include <qsocketio/state.h>

#include <optional>

namespace QSocketIo {

class Socket;

} // namespace QSocketIo

namespace QSocketIo::Detail {

// One delivery of an event: what its handlers may ask for.
class QSOCKETIO_EXPORT Invocation
{
public:
    // Where the event came from. Other servers are no socket and have no handshake.
    class Origin
    {
    public:
        virtual Socket *socket() const = 0;
        virtual const Handshake *handshake() const = 0;
        virtual const StateScope &scope() const = 0;
        virtual Ack createAck(quint64 id) const = 0;

    protected:
        ~Origin() = default;
    };

    Invocation(const Origin &origin, const Arguments &arguments, std::optional<quint64> id)
        : m_origin(origin),
          m_arguments(arguments),
          m_id(id)
    {
    }

    Socket *socket() const { return m_origin.socket(); }
    const Handshake *handshake() const { return m_origin.handshake(); }
    const StateScope &scope() const { return m_origin.scope(); }
    const Arguments &arguments() const { return m_arguments; }
    bool wantsAck() const { return m_id.has_value(); }
    const Ack &ack();

private:
    const Origin &m_origin;
    const Arguments &m_arguments;
    std::optional<quint64> m_id;
    std::optional<Ack> m_ack;
};

QSOCKETIO_EXPORT void warnOfMissingState(const char *type);

} // namespace QSocketIo::Detail

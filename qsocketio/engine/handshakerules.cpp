// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/handshakerules_p.h>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

constexpr std::array messages{
    "Transport unknown"_L1, "Session ID unknown"_L1, "Bad handshake method"_L1,
    "Bad request"_L1,       "Forbidden"_L1,          "Unsupported protocol version"_L1,
};

QVariantMap detail(const QString &name, QByteArrayView value)
{
    return {{name, QString::fromUtf8(value)}};
}

Refusal transportMismatch(const RequestQuery &query, QSocketIo::Transport session)
{
    QVariantMap context = detail(u"transport"_s, query.transportName());
    context[u"previousTransport"_s] = name(session);
    return Refusal::badRequest(u"TRANSPORT_MISMATCH"_s, std::move(context));
}

} // namespace

Refusal Refusal::of(ConnectionError::Code code, const QVariantMap &context)
{
    return {code, messages[size_t(code)], context};
}

Refusal Refusal::badRequest(const QString &name, QVariantMap context)
{
    context[u"name"_s] = name;
    return of(ConnectionError::BadRequest, context);
}

Refusal Refusal::byApplication(const QString &message)
{
    Refusal refusal = of(ConnectionError::Forbidden, {});
    if (!message.isEmpty())
        refusal.message = message;
    refusal.context[u"message"_s] = refusal.message;
    return refusal;
}

Refusal Refusal::forNow(int httpStatus, const QString &message)
{
    Refusal refusal = of(ConnectionError::Forbidden, {{u"message"_s, message}});
    refusal.message = message;
    refusal.httpStatus = httpStatus;
    return refusal;
}

std::optional<Refusal> HandshakeRules::check(QByteArrayView method, const RequestQuery &query,
                                             bool upgrade,
                                             std::optional<QSocketIo::Transport> session) const
{
    const auto transport = query.transport();
    if (!transport || !m_transports.testFlag(*transport))
        return Refusal::of(ConnectionError::TransportUnknown,
                           detail(u"transport"_s, query.transportName()));
    const bool webSocket = transport == QSocketIo::Transport::WebSocket;
    if (query.hasSid()) {
        if (!session)
            return Refusal::of(ConnectionError::SessionUnknown, detail(u"sid"_s, query.sid()));
        // A WebSocket for a session that cannot take it is closed after its handshake.
        if (webSocket != upgrade || (!webSocket && session != QSocketIo::Transport::Polling))
            return transportMismatch(query, *session);
        return {};
    }
    if (method != "GET")
        return Refusal::of(ConnectionError::BadHandshakeMethod, detail(u"method"_s, method));
    if (webSocket != upgrade)
        return Refusal::badRequest(u"TRANSPORT_HANDSHAKE_ERROR"_s);
    return {};
}

std::optional<Refusal> HandshakeRules::checkProtocol(const RequestQuery &query) const
{
    const QByteArrayView protocol = query.protocol();
    // Clients of protocol 3 may leave it out.
    if (protocol == "4" || (m_allowEIO3 && (protocol == "3" || protocol.isEmpty())))
        return {};
    return Refusal::of(ConnectionError::UnsupportedProtocolVersion,
                       detail(u"protocol"_s, query.protocol()));
}

} // namespace QSocketIo::Engine

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/connectionerror.h>
#include <qsocketio/engine/options.h>
#include <qsocketio/engine/requestquery_p.h>

namespace QSocketIo::Engine {

// A request that is not let in, and what its client is told.
struct Refusal
{
    ConnectionError::Code code = ConnectionError::BadRequest;
    QString message = {};
    QVariantMap context = {};

    // 0: the usual one of the code.
    int httpStatus = 0;

    int status() const
    {
        return httpStatus ? httpStatus : code == ConnectionError::Forbidden ? 403 : 400;
    }

    static Refusal of(ConnectionError::Code code, const QVariantMap &context);
    static Refusal badRequest(const QString &name, QVariantMap context = {});
    static Refusal byApplication(const QString &message);
    // For now: the server has too much to do, or is about to close.
    static Refusal forNow(int httpStatus, const QString &message);
};

// Which requests may reach a session or open one: the order and the words of the official server.
class HandshakeRules
{
public:
    explicit HandshakeRules(const ServerOptions &options)
        : m_transports(options.transports),
          m_allowEIO3(options.allowEIO3)
    {
    }

    // The session is that of the query's sid, by the transport it has now; nothing: there is none.
    std::optional<Refusal> check(QByteArrayView method, const RequestQuery &query, bool upgrade,
                                 std::optional<QSocketIo::Transport> session) const;
    // Looked at last, after the application's word.
    std::optional<Refusal> checkProtocol(const RequestQuery &query) const;

private:
    Transports m_transports;
    bool m_allowEIO3;
};

} // namespace QSocketIo::Engine

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/gateway_p.h>

#include <QMetaMethod>

namespace QSocketIo::Engine {

/*!
    \class QSocketIo::Engine::Gateway
    \brief The HTTP side of a server: middlewares, headers and refused requests.

    Engine::Server is one, and Server::engine() returns that of a Socket.IO server. JavaScript's
    counterpart is \c{io.engine}.

    \code
    server.engine()->use(this, [this](const Engine::Request &request) -> Engine::Gateway::Answer {
        if (!m_limiter.allows(request.address()))
            return Engine::Response{.status = 429};
        return Verdict::accept();
    });
    connect(server.engine(), &Engine::Gateway::initialHeaders, this,
            [](Engine::Headers *headers) { headers->set("X-Served-By", "qt"); });
    \endcode

    Nothing of it costs anything while it is not used.
*/

/*!
    \class QSocketIo::Engine::ConnectionError
    \brief Why a request was refused.

    \list
    \li \c code, \c message: what the client is told.
    \li \c context: the details, as in JavaScript: \c transport, \c sid, \c method, \c protocol, or
        \c name with \c TRANSPORT_MISMATCH, \c TRANSPORT_HANDSHAKE_ERROR, \c MIDDLEWARE_FAILURE or
        \c ID_GENERATION_ERROR.
    \li \c request: the request.
    \endlist
*/

/*!
    \typealias Gateway::Answer
    What a middleware gives: Verdict::accept() lets the request go on, Verdict::reject() refuses it
    with code 3, and a Response answers it.
*/

/*!
    \fn void Gateway::connectionError(const QSocketIo::Engine::ConnectionError &error)
    A request was refused. JavaScript: \c connection_error.
*/

/*!
    \fn void Gateway::initialHeaders(QSocketIo::Engine::Headers *headers, const
   QSocketIo::Engine::Request &request) The first answer of a session, to \a request, is about to be
   sent with \a headers, which may be changed. Connect directly. JavaScript: \c initial_headers.
*/

/*!
    \fn void Gateway::headers(QSocketIo::Engine::Headers *headers, const QSocketIo::Engine::Request
   &request) An answer to \a request is about to be sent with \a headers, which may be changed: that
   of a poll or a post, or of a WebSocket handshake. Connect directly. JavaScript: \c headers.
*/

/*!
    \fn void Gateway::drained(const QString &sessionId)
    Everything sent to the session \a sessionId has left. JavaScript: \c drain.
*/

Gateway::Gateway(QObject *parent) : QObject(parent), d(std::make_unique<Private>()) { }

Gateway::~Gateway() = default;

/*!
    Asks \a middleware about every request of the server's path, upgrades as well, until \a context
    is destroyed; middlewares are asked in their order, before the request is looked at. The answer
    may be a QFuture, the client waits for it; one that fails refuses the request.
*/
void Gateway::use(QObject *context, Middleware middleware)
{
    d->rules.push_back({context, std::move(middleware)});
}

void Gateway::connectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&Gateway::initialHeaders)
        || signal == QMetaMethod::fromSignal(&Gateway::headers))
        d->showsHeaders = true;
    if (signal != QMetaMethod::fromSignal(&Gateway::drained) || d->tellsDrained.exchange(true))
        return;
    // Whoever connects may do so from another thread.
    QMetaObject::invokeMethod(this, [this] {
        if (d->onDrainedWanted)
            d->onDrainedWanted();
    });
}

} // namespace QSocketIo::Engine

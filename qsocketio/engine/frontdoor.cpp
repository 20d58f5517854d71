// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/frontdoor_p.h>
#include <qsocketio/net/lingeringclose_p.h>

namespace QSocketIo::Engine {

FrontDoor::FrontDoor(HttpFront &front, const QSslConfiguration &tls, std::function<void()> onClosed)
    : m_front(front),
      m_tls(std::make_shared<Net::TlsSettings>(
          Net::TlsSettings{tls, front.sessions().options().limits.tlsHandshakeTimeout})),
      m_onClosed(std::move(onClosed)),
      m_deadline([this] { onDeadline(); })
{
    front.http().setHandshakeTimeout(m_tls->handshakeTimeout);
}

FrontDoor::~FrontDoor() = default;

bool FrontDoor::listen(const Net::Endpoint &endpoint)
{
    if (m_phase != Phase::Open)
        return false;
    Net::HttpServer &http = m_front.http();
    const bool tls = !m_tls->configuration.localCertificate().isNull();
    return http.listen(tls ? Net::createTlsListener(m_tls, http.acceptor())
                           : Net::createPlainListener(http.acceptor()),
                       endpoint);
}

void FrontDoor::close(DisconnectReason reason)
{
    if (m_phase == Phase::Closed)
        return;
    m_front.close(reason);
    finish();
}

void FrontDoor::close(DisconnectReason reason, std::chrono::milliseconds deadline)
{
    if (m_phase != Phase::Open)
        return close(reason);
    m_phase = Phase::Draining;
    m_reason = reason;
    m_deadline.start(deadline);
    m_front.http().streams().setOnEmpty([this] { defer(); });
    m_front.sessions().setOnEmpty([this] { defer(); });
    // Goes on to listen: the next poll of a client may need a new connection to hear of the end.
    m_front.sessions().drain(reason);
    defer();
}

void FrontDoor::forget()
{
    m_onClosed = nullptr;
    m_deadline.stop();
    m_phase = Phase::Closed;
    m_front.http().streams().setOnEmpty(nullptr);
    m_front.sessions().setOnEmpty(nullptr);
}

void FrontDoor::atTurnEnd()
{
    const Turn::Scope scope;
    noteUse();
    if (m_phase == Phase::Draining && m_front.sessions().sessionCount() == 0) {
        m_phase = Phase::Flushing;
        m_front.close(m_reason);
    }
    if (m_phase == Phase::Flushing && m_front.http().streams().count() == 0)
        finish();
}

void FrontDoor::onDeadline()
{
    const Turn::Scope scope;
    noteUse();
    m_front.close(m_reason);
    Net::abortLingering(m_front.http().streams());
    finish();
}

void FrontDoor::finish()
{
    if (std::exchange(m_phase, Phase::Closed) == Phase::Closed)
        return;
    m_deadline.stop();
    if (const auto onClosed = std::exchange(m_onClosed, nullptr))
        onClosed();
}

} // namespace QSocketIo::Engine

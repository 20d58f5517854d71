// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/engine/httpfront_p.h>

#include <QSslConfiguration>

namespace QSocketIo::Engine {

// How connections come to a server and how it ends: what both kinds of servers have in common.
class FrontDoor final : public Disposable, private Deferred
{
public:
    FrontDoor(HttpFront &front, const QSslConfiguration &tls, std::function<void()> onClosed);
    ~FrontDoor() override;

    bool listen(const Net::Endpoint &endpoint);
    void setSslConfiguration(const QSslConfiguration &tls) { m_tls->configuration = tls; }
    QSslConfiguration sslConfiguration() const { return m_tls->configuration; }

    // What is written is still sent, but nobody waits for that.
    void close(DisconnectReason reason);
    // Waits until clients know and have read; what is left by then is cut off.
    void close(DisconnectReason reason, std::chrono::milliseconds deadline);
    // The server goes: calls nobody any more.
    void forget();

private:
    enum class Phase : quint8 { Open, Draining, Flushing, Closed };

    void atTurnEnd() override;
    void onDeadline();
    void finish();

    HttpFront &m_front;
    const std::shared_ptr<Net::TlsSettings> m_tls;
    std::function<void()> m_onClosed;
    Timer m_deadline;
    Phase m_phase = Phase::Open;
    DisconnectReason m_reason = DisconnectReason::ServerShuttingDown;
};

} // namespace QSocketIo::Engine

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/certificatefaults_p.h>
#include <qsocketio/engine/client.h>
#include <qsocketio/engine/clientmemory_p.h>
#include <qsocketio/engine/clientsession_p.h>

#include <QUrl>

namespace QSocketIo::Engine {

// The session of a client, and what its ends mean to the application.
class Client::Private final : public Disposable, private ClientSession::Listener, private Trace
{
public:
    Private(Client *q, const QUrl &url, const ClientOptions &options);
    ~Private() override;

    const QUrl &url() const { return m_url; }
    ClientOptions &options() { return m_options; }
    ClientSession *session() const { return m_session.get(); }
    State state() const { return m_state; }
    void setTrace(Trace *trace) { m_trace = trace; }
    CertificateFaults &faults() { return m_faults; }

    void open();
    void close();
    void abort();
    // The client is being deleted.
    void abandon();
    bool send(const OutgoingPacket &packet);

private:
    void onSessionOpened() override;
    void onMessage(const Packet &packet) override;
    void onPing() override;
    bool wantsDrained() const override { return true; }
    void onDrained() override;
    void onUpgrading() override;
    void onUpgraded() override;
    void onUpgradeFailed(const Error &error) override;
    void onSessionClosed(DisconnectReason reason, const Error &error) override;
    void record(const TraceRecord &record) override;

    bool onSslErrors(const QList<QSslError> &errors);
    void onUnusable();
    void setState(State state);
    void finish(DisconnectReason reason, const Error &error);

    // Null once the client is being deleted.
    Client *m_q;
    QUrl m_url;
    ClientOptions m_options;
    std::shared_ptr<ClientMemory> m_memory = std::make_shared<ClientMemory>();
    std::unique_ptr<ClientSession> m_session;
    Timer m_unusable;
    Trace *m_trace = nullptr;
    State m_state = State::Closed;
    CertificateFaults m_faults;
};

} // namespace QSocketIo::Engine

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/client.h>
#include <qsocketio/encoders_p.h>
#include <qsocketio/engine/certificatefaults_p.h>
#include <qsocketio/engine/clientmemory_p.h>
#include <qsocketio/engine/clientsession_p.h>
#include <qsocketio/reconnector_p.h>

#include <QPointer>

#include <vector>

namespace QSocketIo {

// The connection below a client's namespaces: here the two protocols meet. It is opened for the
// first namespace that wants it, lost, opened again, and closed behind the last one.
class ClientConnection final : public Disposable, private Engine::ClientSession::Listener
{
public:
    ClientConnection(Client &client, const QUrl &url, const ClientOptions &options);
    ~ClientConnection() override;

    Client *client() const { return m_client; }
    const QUrl &url() const { return m_url; }
    const ClientOptions &options() const { return m_options; }
    // For what follows; auth, transports and the like stay as they were.
    void setOptions(const ClientOptions &options);
    Client::State state() const { return m_state; }
    bool isOpen() const { return m_session && m_session->isOpen(); }
    // Would what is sent now arrive?
    bool isLive() const { return isOpen() && !m_session->isStale(); }
    bool isWritable() const { return m_session && m_session->isWritable(); }
    std::optional<QSocketIo::Transport> transport() const;
    // The session has just opened: servers of Socket.IO 2 join the main namespace by themselves.
    bool isGreeting() const { return m_isGreeting; }
    QByteArray engineId() const { return m_session ? m_session->id() : QByteArray(); }
    QDateTime nextAttemptAt() const;
    void setTrace(Trace *trace);

    void add(ClientSocket &socket);
    void remove(ClientSocket &socket);
    ClientSocket *find(QByteArrayView nsp) const;

    void open();
    // Some namespace was left.
    void closeIfUnused();
    void closeAll();
    void drop();
    // The attempt that waits, or one after the last, is made now.
    void reconnectNow();
    Engine::CertificateFaults &faults() { return m_faults; }
    // The client is being deleted.
    void abandon();

    void send(const EncodedPacket &packet);
    const Parser &parser() const { return *m_parser; }
    Encoders &encoders() { return m_encoders; }

private:
    class Farewell;

    void onSessionOpened() override;
    void onMessage(const Engine::Packet &packet) override;
    void onPing() override;
    void onUpgraded() override;
    void onUpgradeFailed(const Error &error) override;
    void onSessionClosed(DisconnectReason reason, const Error &error) override;

    void onPacket(Packet &packet);
    void onOpenFailed(const Error &error);
    void onLost(DisconnectReason reason, const Error &error);
    void onUnusable();
    void onFarewellOver(Farewell &farewell);
    bool onSslErrors(const QList<QSslError> &errors);
    void onNetworkLost();
    void onNetworkReturned();

    void watchNetwork();
    void startSession();
    void sayGoodbye();
    void reconnect();
    void attempt();
    bool isWanted() const;
    void setState(Client::State state);
    // While the client lives; the application may delete sockets meanwhile.
    template <typename Function>
    void forActiveSockets(Function function);

    Client *m_client;
    QUrl m_url;
    ClientOptions m_options;
    std::shared_ptr<Engine::ClientMemory> m_memory = std::make_shared<Engine::ClientMemory>();
    const std::shared_ptr<const Parser> m_parser;
    std::unique_ptr<PacketDecoder> m_decoder;
    Encoders m_encoders;
    std::vector<ClientSocket *> m_sockets;
    std::unique_ptr<Engine::ClientSession> m_session;
    std::vector<std::unique_ptr<Farewell>> m_farewells;
    Reconnector m_reconnector;
    Timer m_unusable;
    Trace *m_trace = nullptr;
    QMetaObject::Connection m_networkLost;
    QMetaObject::Connection m_networkReturned;
    Engine::CertificateFaults m_faults;
    bool m_isGreeting = false;
    Client::State m_state = Client::State::Closed;
};

} // namespace QSocketIo

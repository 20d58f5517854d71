// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/pointertable_p.h>
#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/engine/admission_p.h>
#include <qsocketio/engine/dialect_p.h>
#include <qsocketio/engine/httpanswers_p.h>
#include <qsocketio/engine/serversession_p.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace QSocketIo::Engine {

struct MessageSyntax;

// The session table of one server: routes its requests to sessions and opens new ones.
class SessionServer final : public Disposable
{
public:
    class Listener
    {
    public:
        // Sets itself on the session; what it sends follows the open packet.
        virtual void onSessionOpened(ServerSession &session) = 0;

    protected:
        ~Listener() = default;
    };

    SessionServer(ServerOptions options, Gateway &gateway, Listener &listener);
    ~SessionServer() override;

    const ServerOptions &options() const { return m_options; }
    const HttpAnswers &answers() const { return m_answers; }
    Trace *trace() const { return m_trace; }
    void setTrace(Trace *trace) { m_trace = trace; }
    qsizetype sessionCount() const { return qsizetype(m_sessions.size()); }
    template <typename Visitor>
    void forEachSession(Visitor visit) const
    {
        m_sessions.forEach(visit);
    }
    Counters &counters() { return m_counters; }
    const Counters &counters() const { return m_counters; }
    // The least that may wait for some client before its policy is asked.
    qint64 smallestMark() const { return m_smallestMark; }
    // Called when the last session has left the table.
    void setOnEmpty(std::function<void()> onEmpty) { m_onEmpty = std::move(onEmpty); }

    // Below the path, and the path itself.
    bool handles(QByteArrayView target) const;
    bool isPath(QByteArrayView target) const;
    bool isClosed() const { return m_closed; }
    void onRequest(Net::HttpConnection &connection, const Net::HttpRequest &request);
    // A session whose request breaks off has lost what was in it.
    void onBroken(const Net::HttpRequestHead &head);
    // Tells every client, and serves their last requests; opens no more.
    void drain(DisconnectReason reason);
    // Sends what waits, tells every client, opens no more.
    void close(DisconnectReason reason);

    // For requests that the application let pass.
    void route(Net::HttpConnection &connection, const Net::HttpRequest &request);
    void open(Net::HttpConnection &connection, const Net::HttpRequest &request,
              const QByteArray &id);
    bool contains(QByteArrayView id) const { return find(id) != nullptr; }
    void remove(Admission &admission);

    // For the sessions.
    ServerHeartbeat &heartbeat(int protocol) { return *m_heartbeats[protocol == 3 ? 0 : 1]; }
    QByteArray handshake(const ServerSession &session) const;
    void noteMark(qint64 mark) { m_smallestMark = std::min(m_smallestMark, mark); }
    bool tellsDrained() const;
    void tellDrained(const ServerSession &session) const;
    void remove(ServerSession &session);

private:
    struct IdHash
    {
        size_t operator()(const ServerSession &session) const { return hashOf(session.id()); }
    };

    Admission *admit(Net::HttpConnection &connection, const Net::HttpRequest &request);
    ServerSession *find(QByteArrayView id) const;
    std::optional<Refusal> checkRoom(const Net::HttpConnection &connection,
                                     const Net::HttpRequest &request) const;
    ServerSession &addSession(const QByteArray &id, int protocol, Request request,
                              std::unique_ptr<Transport> transport);
    void start(ServerSession &session);
    void open(Net::HttpConnection &connection, const Net::HttpRequest &request,
              const RequestQuery &query, const QByteArray &id);
    void openPolling(Net::HttpConnection &connection, const Net::HttpRequest &request,
                     const Dialect &dialect, const QByteArray &id);
    void acceptWebSocket(Net::HttpConnection &connection, const Net::HttpRequest &request,
                         const RequestQuery &query, const QByteArray &newId);
    std::unique_ptr<WebSocketTransport> switchToWebSocket(Net::HttpConnection &connection,
                                                          const Net::HttpRequest &request,
                                                          QByteArrayView key, HeaderFields fields,
                                                          const MessageSyntax &syntax,
                                                          QByteArray &unread);
    const MessageSyntax &messageSyntax(const RequestQuery &query, const Dialect &dialect) const;
    void upgradeSession(QByteArrayView id, std::unique_ptr<WebSocketTransport> transport,
                        const QByteArray &unread);

    ServerOptions m_options;
    QByteArray m_path;
    // What the open packet says behind the id: of a session that can be upgraded, and of others.
    QByteArray m_openUpgradable;
    QByteArray m_openFinal;
    QPointer<Gateway> m_gateway;
    HandshakeRules m_rules;
    Counters m_counters;
    qint64 m_smallestMark;
    HttpAnswers m_answers;
    Listener &m_listener;
    Trace *m_trace = nullptr;
    bool m_closed = false;
    bool m_draining = false;
    std::function<void()> m_onEmpty;
    Net::AddressCounter m_addresses;
    // Of the protocols 3 and 4.
    std::array<std::unique_ptr<ServerHeartbeat>, 2> m_heartbeats;
    PointerTable<std::unique_ptr<ServerSession>, IdHash> m_sessions;
    std::unordered_map<Admission *, std::unique_ptr<Admission>> m_admissions;
};

} // namespace QSocketIo::Engine

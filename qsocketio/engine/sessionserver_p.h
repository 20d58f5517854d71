// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/serversession_p.h>
#include <qsocketio/net/httpconnection_p.h>

#include <string_view>
#include <unordered_map>

namespace QSocketIo::Engine {

class RequestQuery;

// The session table of one server: verifies requests, opens sessions, routes polls and upgrades.
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

    SessionServer(ServerOptions options, Listener &listener);
    ~SessionServer() override;

    const ServerOptions &options() const { return m_options; }
    Trace *trace() const { return m_trace; }
    void setTrace(Trace *trace) { m_trace = trace; }
    qsizetype sessionCount() const { return qsizetype(m_sessions.size()); }

    // Below the path, and the path itself.
    bool handles(QByteArrayView target) const;
    bool isPath(QByteArrayView target) const;
    bool isClosed() const { return m_closed; }
    void onRequest(Net::HttpConnection &connection, const Net::HttpRequest &request);
    void onUpgrade(Net::HttpConnection &connection, const Net::HttpRequest &request);
    // A session whose request breaks off has lost what was in it.
    void onBroken(const Net::HttpRequestHead &head);
    // Sends what waits, tells every client, opens no more.
    void close(DisconnectReason reason);

    // For the sessions.
    QByteArray handshake(const ServerSession &session) const;
    void remove(ServerSession &session);

private:
    struct IdHash
    {
        size_t operator()(const SessionId &id) const
        {
            return std::hash<std::string_view>()(std::string_view(id.data(), id.size()));
        }
    };

    struct Refusal;

    const Refusal *verify(const Net::HttpRequest &request, const RequestQuery &query,
                          bool upgrade) const;
    const Refusal *verifySession(const ServerSession &session, const RequestQuery &query,
                                 bool upgrade) const;
    ServerSession *find(QByteArrayView id) const;
    Request request(const Net::HttpConnection &connection, const Net::HttpRequest &request) const;
    ServerSession &addSession(Request request, std::unique_ptr<Transport> transport);
    void openPolling(Net::HttpConnection &connection, const Net::HttpRequest &request);
    void acceptWebSocket(Net::HttpConnection &connection, const Net::HttpRequest &request,
                         ServerSession *session);
    void refuse(Net::HttpConnection &connection, const Net::HttpRequest &request,
                const Refusal &refusal, const QString &message) const;
    void refuseUpgrade(Net::HttpConnection &connection, const QByteArray &message) const;
    void answerPreflight(Net::HttpConnection &connection, const Net::HttpRequest &request) const;
    std::optional<QString> refusalByApplication(Net::HttpConnection &connection,
                                                const Net::HttpRequest &request) const;
    void respond(Net::HttpConnection &connection, const QByteArray &origin, int status,
                 const QByteArray &body, QByteArrayView contentType,
                 const QByteArray &cookie) const;

    ServerOptions m_options;
    QByteArray m_path;
    Listener &m_listener;
    Trace *m_trace = nullptr;
    bool m_closed = false;
    std::unordered_map<SessionId, std::unique_ptr<ServerSession>, IdHash> m_sessions;
};

} // namespace QSocketIo::Engine

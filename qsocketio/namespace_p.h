// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/adapter.h>
#include <qsocketio/broadcastrun_p.h>
#include <qsocketio/core/guarded.h>
#include <qsocketio/core/pointertable_p.h>
#include <qsocketio/namespace.h>
#include <qsocketio/protocol/parser.h>
#include <qsocketio/recovery_p.h>
#include <qsocketio/serveroptions.h>
#include <qsocketio/serversideevents_p.h>

#include <vector>

namespace QSocketIo {

class BroadcastAnswers;
class Connection;
class ParentNamespace;

class Namespace::Private : public Adapter::Listener, public Guarded
{
public:
    Private(Namespace *q, const QString &name, Server *server);
    virtual ~Private();

    // What the options say of it.
    void setUp(const ServerOptions &options);

    // A client asks to join: middlewares first.
    void admit(ServerSocket *socket);
    void onSocketClosed(ServerSocket &socket, DisconnectReason reason);

    // One that was joining or connected has ended.
    void onSocketGone();
    // It becomes the child of a parent, with its middlewares of now.
    void inherit(const Private &parent);

    virtual ServerSocket *find(const QString &id) const;
    virtual qsizetype socketCount() const { return qsizetype(sockets.size()); }
    virtual void visit(const Selection &selection, const Adapter::Visitor &visitor) const;
    // The id for the answers to the next broadcast.
    virtual std::optional<quint64> takeAckId(BroadcastAnswers *answers);

    quint64 nextAckId() { return m_nextAckId++; }
    std::unique_ptr<PacketEncoder> takeEncoder();
    // An event goes out that may have to be sent again. False: nothing is recovered here.
    virtual bool stamp(Writer &writer);
    virtual void broadcast(EncodedPacket &packet, const Selection &selection,
                           const Detail::EmitFlags &flags, BroadcastAnswers *answers);

    void returnEncoder(std::unique_ptr<PacketEncoder> &&encoder);
    // Somebody wants to see what one of the sockets is sent.
    void onWatched() { m_run.end(); }

    void onRoomCreated(const QString &room) override;
    void onRoomJoined(const QString &room, const QString &id) override;
    void onRoomLeft(const QString &room, const QString &id) override;
    void onRoomDeleted(const QString &room) override;
    void onServerSideEvent(const QByteArray &event, const Arguments &arguments,
                           const AdapterAnswer &answer) override;

    struct SocketIdHash
    {
        size_t operator()(const ServerSocket &socket) const;
    };

    Namespace *const q;
    const QString name;
    const QByteArray utf8Name;
    Server *const server;
    std::unique_ptr<Adapter> adapter;
    // Null where nothing is recovered.
    std::unique_ptr<Recovery> recovery;
    PointerTable<ServerSocket *, SocketIdHash> sockets;
    QPointer<ParentNamespace> parent;
    ServerSideEvents serverSide;
    // Joining and connected.
    qsizetype presentSockets = 0;
    // What the socket that joined last has handlers for: the next one will have the same.
    EventNames usualEvents;

private:
    struct Rule
    {
        QPointer<QObject> context;
        Middleware decide;
    };

    void runMiddlewares(ServerSocket *socket, size_t next);
    static void decideLater(Namespace *nsp, ServerSocket &socket, const Verdict &verdict,
                            size_t next);
    void accept(ServerSocket *socket);
    using Watchers = std::vector<QPointer<ServerSocket>>;
    void notifyWatchers(const Watchers &watchers, const EncodedPacket &packet) const;

    std::vector<Rule> m_rules;
    quint64 m_nextAckId = 0;
    BroadcastRun m_run;

    friend class Namespace;
};

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/broadcastanswers_p.h>
#include <qsocketio/parentnamespace.h>
#include <qsocketio/parentnamespace_p.h>
#include <qsocketio/readback_p.h>
#include <qsocketio/server_p.h>
#include <qsocketio/serversocket_p.h>

namespace QSocketIo {

ParentNamespace::Private::Private(ParentNamespace *q, const QString &name, Server *server,
                                  NamespaceRule rule)
    : Namespace::Private(q, name, server),
      m_rule(std::move(rule))
{
}

QList<Namespace *> ParentNamespace::Private::children() const
{
    QList<Namespace *> children;
    for (const QPointer<Namespace> &child : m_children) {
        if (child)
            children.append(child);
    }
    return children;
}

void ParentNamespace::Private::adopt(Namespace &child)
{
    m_children.removeAll(nullptr);
    m_children.append(&child);
    auto *parent = static_cast<ParentNamespace *>(q);
    child.d->inherit(*this);
    connect(&child, &Namespace::socketConnected, parent, &Namespace::socketConnected);
    connect(&child, &Namespace::socketDisconnected, parent, &Namespace::socketDisconnected);
}

ServerSocket *ParentNamespace::Private::find(const QString &id) const
{
    for (const Namespace *child : children()) {
        if (ServerSocket *socket = child->socket(id))
            return socket;
    }
    return nullptr;
}

qsizetype ParentNamespace::Private::socketCount() const
{
    qsizetype count = 0;
    for (const Namespace *child : children())
        count += child->socketCount();
    return count;
}

void ParentNamespace::Private::visit(const Selection &selection,
                                     const Adapter::Visitor &visitor) const
{
    for (const Namespace *child : children())
        child->d->visit(selection, visitor);
}

// Each child keeps its own packet.
bool ParentNamespace::Private::stamp(Writer &)
{
    return server->options().connectionStateRecovery.has_value();
}

// The packet names a namespace, so each child gets one of its own.
void ParentNamespace::Private::broadcast(EncodedPacket &packet, const Selection &selection,
                                         const Detail::EmitFlags &flags, BroadcastAnswers *answers)
{
    const ReadBack event(*server->d->parser, packet);
    for (const QPointer<Namespace> &child : QList<QPointer<Namespace>>(m_children)) {
        if (!child)
            continue;
        auto encoder = child->d->takeEncoder();
        const std::optional<quint64> id = child->d->takeAckId(answers);
        Writer &writer = encoder->beginEvent(child->d->utf8Name, id, event.event());
        event.arguments().writeTo(writer);
        Detail::EmitFlags own = flags;
        own.isRecoverable = flags.isRecoverable && child->d->stamp(writer);
        child->d->broadcast(encoder->finish(), selection, own, answers);
        if (child)
            child->d->returnEncoder(std::move(encoder));
    }
}

/*!
    \class QSocketIo::ParentNamespace
    \brief The namespaces that clients make by one rule.

    Server::of() with a QRegularExpression or a function returns one. Each namespace that a client
    asks for and the rule allows becomes its child, and gets the middlewares that it has at that
    moment. socketConnected() and socketDisconnected() are emitted for the sockets of all children.
    What is emitted on it, or done to its sockets through to(), except() and the others, reaches
    all children.

    \code
    ParentNamespace *rooms = server.of(QRegularExpression(u"^/room-\\d+$"_s));
    rooms->use(this, [](ServerSocket &socket) { return judge(socket.handshake()); });
    connect(rooms, &Namespace::socketConnected, this, [](ServerSocket *socket) {
        qInfo() << socket->nsp()->name();
    });
    rooms->emitEvent("news", text);
    \endcode

    It has no rooms of its own. Deleting it ends its rule; its children stay.
*/

ParentNamespace::ParentNamespace(const QString &name, Server *server, NamespaceRule rule)
    : Namespace(std::make_unique<Private>(this, name, server, std::move(rule)), server)
{
}

ParentNamespace::~ParentNamespace() = default;

ParentNamespace::Private *ParentNamespace::dd() const
{
    return static_cast<Private *>(d.get());
}

/*!
    Returns the namespaces that were made by its rule and are still there.
*/
QList<Namespace *> ParentNamespace::children() const
{
    return dd()->children();
}

} // namespace QSocketIo

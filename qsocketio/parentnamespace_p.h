// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/namespace_p.h>
#include <qsocketio/parentnamespace.h>

namespace QSocketIo {

// It has no sockets of its own: what is done to it is done to its children.
class ParentNamespace::Private final : public Namespace::Private
{
public:
    Private(ParentNamespace *q, const QString &name, Server *server, NamespaceRule rule);

    const NamespaceRule &rule() const { return m_rule; }
    QList<Namespace *> children() const;
    // The middlewares of this moment become the child's.
    void adopt(Namespace &child);

    ServerSocket *find(const QString &id) const override;
    qsizetype socketCount() const override;
    void visit(const Selection &selection, const Adapter::Visitor &visitor) const override;
    bool stamp(Writer &writer) override;
    void broadcast(EncodedPacket &packet, const Selection &selection,
                   const Detail::EmitFlags &flags, BroadcastAnswers *answers) override;
    std::optional<quint64> takeAckId(BroadcastAnswers *) override { return {}; }

private:
    NamespaceRule m_rule;
    QList<QPointer<Namespace>> m_children;
};

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/packet.h>

#include <QVariantMap>

namespace QSocketIo {

struct Verdict;
class Writer;

// How clients join namespaces: where the protocols 4 and 5 of Socket.IO differ. Those of Engine.IO
// 3 speak 4.
class JoinProtocol
{
public:
    // What a client asks for by its CONNECT.
    struct Wish
    {
        QByteArrayView nsp;
        QVariantMap auth = {};
    };

    static const JoinProtocol &of(int engineProtocol);

    // Is a client in the main namespace without asking?
    virtual bool joinsMainNamespace() const = 0;
    // The namespace that a packet is for.
    QByteArrayView namespaceOf(const Packet &packet) const
    {
        return m_namesHaveQueries ? withoutQuery(packet.nsp) : packet.nsp;
    }
    virtual Wish readWish(const Packet &packet) const = 0;
    virtual QByteArray makeSocketId(QByteArrayView nsp, QByteArrayView sessionId) const = 0;
    // The payload of the answer, where it has one. Without recovery the session has no secret.
    virtual void writeAccepted(Writer &writer, QByteArrayView socketId,
                               const QString &sessionSecret) const = 0;
    // What the client is told of a middleware's refusal.
    virtual void writeRefused(Writer &writer, const Verdict &verdict) const = 0;

protected:
    explicit JoinProtocol(bool namesHaveQueries) : m_namesHaveQueries(namesHaveQueries) { }
    ~JoinProtocol() = default;

private:
    static QByteArrayView withoutQuery(QByteArrayView nsp);

    const bool m_namesHaveQueries;
};

} // namespace QSocketIo

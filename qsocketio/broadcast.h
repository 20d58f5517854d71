// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/adapter.h>
#include <qsocketio/emitting.h>

#include <QPointer>
#include <QStringList>

namespace QSocketIo {

class Namespace;
class ServerSocket;

// What came back from a broadcast that asked for answers.
struct BroadcastReply
{
    // The first argument of each answer, in the order of arrival.
    QVariantList responses = {};
    // The ids of the sockets that did not answer in time.
    QStringList missing = {};

    bool isComplete() const { return missing.isEmpty(); }
};

// Some sockets of a namespace: an immutable selection that narrows with every call.
class QSOCKETIO_EXPORT Broadcast : public Emitting<Broadcast>, private Detail::EmissionTarget
{
public:
    explicit Broadcast(const Namespace *nsp);

    Broadcast to(const QString &room) const;
    Broadcast to(const QStringList &rooms) const;
    Broadcast except(const QString &room) const;
    Broadcast except(const QStringList &rooms) const;
    Broadcast local() const;
    Broadcast asVolatile() const;
    Broadcast compress(bool compress) const;
    Broadcast timeout(std::chrono::milliseconds timeout) const;

    template <typename... Values>
    QFuture<BroadcastReply> emitWithAck(QAnyStringView event, const Values &...values) const
    {
        QFuture<BroadcastReply> future;
        Broadcast asking = *this;
        Detail::Emission emission = asking.beginAskingEmission(event, future);
        (emission.add(values), ...);
        emission.send();
        return future;
    }

    QList<ServerSocket *> fetchSockets() const;
    void socketsJoin(const QStringList &rooms) const;
    void socketsLeave(const QStringList &rooms) const;
    void disconnectSockets(bool close = false) const;

private:
    friend class Emitting<Broadcast>;
    friend class Namespace;
    class Answers;

    static Detail::Emission begin(const Namespace *nsp, Detail::EmissionTarget *target,
                                  QAnyStringView event, std::optional<quint64> id,
                                  const Detail::EmitFlags &flags);
    QList<QPointer<ServerSocket>> guardedSockets() const;
    Detail::Emission beginEmission(QAnyStringView event, const Detail::AckRequest &ack) const;
    Detail::Emission beginAskingEmission(QAnyStringView event, QFuture<BroadcastReply> &future);
    void send(EncodedPacket &packet, const Detail::EmitFlags &flags) override;
    void returnEncoder(std::unique_ptr<PacketEncoder> encoder) override;

    QPointer<Namespace> m_namespace;
    Selection m_selection;
    Detail::EmitFlags m_flags;
    std::shared_ptr<Answers> m_answers;
};

} // namespace QSocketIo

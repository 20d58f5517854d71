// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/feed.h>
#include <app/capture/jsontape.h>

#include <QHash>
#include <QSet>
#include <QStringList>

namespace QSocketIo::Monitor {

// Understands what a server with the official admin instrumentation tells, and servers that do
// almost the same: every field may be missing, and an unknown socket is one that was not told of.
class AdminDecoder
{
public:
    explicit AdminDecoder(Feed &feed) : m_feed(feed) { }

    // The arguments' JSON, with the attachments their placeholders stand for.
    void handle(QByteArrayView event, const QList<QByteArrayView> &arguments,
                const QList<QByteArray> &attachments = {});
    // The connection to the server was lost: what is known gets old.
    void reset();

    QStringList features() const { return m_features; }
    // In production mode a server only tells sums.
    bool tellsEverything() const;
    // For logging in again without the password.
    QString sessionId() const { return m_sessionId; }

private:
    using Arguments = QList<QByteArrayView>;
    struct Report
    {
        Direction direction = Direction::ToServer;
        QByteArray socket = {};
        QByteArray text = {};
    };

    static constexpr qsizetype SocketLimit = 1'000'000;

    void onSession(const Arguments &arguments);
    void onConfig(const Arguments &arguments);
    void onAllSockets(const Arguments &arguments);
    void onServerStats(const Arguments &arguments);
    void onSocketConnected(const Arguments &arguments);
    void onSocketUpdated(const Arguments &arguments);
    void onSocketDisconnected(const Arguments &arguments);
    void onRoom(TopologyDelta::Kind kind, const Arguments &arguments);
    void onEvent(Direction direction, const Arguments &arguments,
                 const QList<QByteArray> &attachments);

    // A serialized socket in a document; says whether it was unknown until now.
    bool addSocket(const JsonTape &tape, quint32 socket, TopologyDelta::Kind kind);
    void report(const Report &report, const QList<QByteArray> &attachments = {});
    void close(const QByteArray &socket);
    QByteArray clientOf(const QByteArray &socket) const;

    Feed &m_feed;
    QStringList m_features;
    QString m_sessionId;
    // Which Engine.IO connection a socket uses, and how many use it.
    QHash<QByteArray, QByteArray> m_clients;
    QHash<QByteArray, int> m_users;
};

} // namespace QSocketIo::Monitor

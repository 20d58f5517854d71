// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/collectedanswers.h>
#include <qsocketio/core/global.h>

#include <QByteArray>
#include <QSet>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>

namespace QSocketIo {

class AdapterMember;

// Which sockets of a namespace are meant.
struct Selection
{
    // Sockets in one of these; none: all sockets. A socket's id is a room of its own.
    QStringList rooms = {};
    QStringList except = {};
    // On this node alone.
    bool local = false;

    bool operator==(const Selection &) const = default;
};

// Answers another server of the cluster, once; empty where it does not wait for an answer.
using AdapterAnswer = std::function<void(const Arguments &)>;

// Keeps who is in which room, and reaches them; one a namespace. Other stores and clusters are
// other classes behind this one.
class QSOCKETIO_EXPORT Adapter
{
public:
    class Listener
    {
    public:
        virtual void onRoomCreated(const QString &room) = 0;
        virtual void onRoomJoined(const QString &room, const QString &id) = 0;
        virtual void onRoomLeft(const QString &room, const QString &id) = 0;
        virtual void onRoomDeleted(const QString &room) = 0;
        virtual void onServerSideEvent(const QByteArray &event, const Arguments &arguments,
                                       const AdapterAnswer &answer) = 0;

    protected:
        ~Listener() = default;
    };
    using Visitor = std::function<void(AdapterMember &)>;

    virtual ~Adapter();

    virtual void add(AdapterMember &member) = 0;
    virtual void join(AdapterMember &member, const QString &room) = 0;
    virtual void leave(AdapterMember &member, const QString &room) = 0;
    // Leaves all its rooms and is not reached any more.
    virtual void remove(AdapterMember &member) = 0;

    virtual QStringList rooms() const = 0;
    // The one of its id included.
    virtual QStringList roomsOf(const AdapterMember &member) const = 0;
    // How many those are.
    virtual qsizetype roomCount(const AdapterMember &member) const;
    virtual qsizetype memberCount(const QString &room) const = 0;
    // Each selected socket of this node once. The visitor must not change rooms. The same sockets
    // are visited again unless the listener hears of a change.
    virtual void visit(const Selection &selection, const Visitor &visitor) const = 0;

    // To the other servers of the cluster; without one there are none.
    virtual void serverSideEmit(const QByteArray &event, const Arguments &arguments);
    using AnswersCallback = std::function<void(const CollectedAnswers &)>;
    virtual void serverSideAsk(const QByteArray &event, const Arguments &arguments,
                               std::chrono::milliseconds timeout, const AnswersCallback &callback);
};

// Makes the adapter of a namespace.
using AdapterFactory =
    std::function<std::unique_ptr<Adapter>(const QString &nsp, Adapter::Listener &listener)>;

// Rooms in memory, for one server alone.
QSOCKETIO_EXPORT std::unique_ptr<Adapter> localAdapter(Adapter::Listener &listener);

} // namespace QSocketIo

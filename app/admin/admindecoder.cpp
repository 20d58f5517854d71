// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/admin/admindecoder.h>

#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

using Kind = TopologyDelta::Kind;

namespace {

QString stringOf(QByteArrayView json)
{
    const JsonTape tape(json);
    return tape.isEmpty() ? QString() : tape.string(0);
}

QString argument(const QList<QByteArrayView> &arguments, qsizetype index)
{
    return index < arguments.size() ? stringOf(arguments[index]) : QString();
}

QString memberText(const JsonTape &tape, quint32 object, QByteArrayView name)
{
    const quint32 member = tape.member(object, name);
    return member == 0 ? QString() : tape.string(member);
}

// "/chat," in front of a packet's data; nothing for the main namespace.
QByteArray prefix(const QString &nsp)
{
    return nsp.isEmpty() || nsp == "/"_L1 ? QByteArray() : nsp.toUtf8() + ',';
}

quint64 connectionOf(const QByteArray &client)
{
    return qHash(client);
}

bool isServersDoing(const QString &reason)
{
    return reason.contains("server"_L1);
}

} // namespace

void AdminDecoder::handle(QByteArrayView event, const QList<QByteArrayView> &arguments,
                          const QList<QByteArray> &attachments)
{
    if (event == "event_received")
        onEvent(Direction::ToServer, arguments, attachments);
    else if (event == "event_sent")
        onEvent(Direction::ToClient, arguments, attachments);
    else if (event == "room_joined")
        onRoom(Kind::RoomJoined, arguments);
    else if (event == "room_left")
        onRoom(Kind::RoomLeft, arguments);
    else if (event == "socket_connected")
        onSocketConnected(arguments);
    else if (event == "socket_updated")
        onSocketUpdated(arguments);
    else if (event == "socket_disconnected")
        onSocketDisconnected(arguments);
    else if (event == "server_stats")
        onServerStats(arguments);
    else if (event == "all_sockets")
        onAllSockets(arguments);
    else if (event == "config")
        onConfig(arguments);
    else if (event == "session")
        onSession(arguments);
}

void AdminDecoder::reset()
{
    m_clients.clear();
    m_users.clear();
    m_feed.add(TopologyDelta{.kind = Kind::Reset});
}

bool AdminDecoder::tellsEverything() const
{
    return m_features.contains("ALL_EVENTS"_L1) || !m_features.contains("AGGREGATED_EVENTS"_L1);
}

void AdminDecoder::onSession(const Arguments &arguments)
{
    m_sessionId = argument(arguments, 0);
}

void AdminDecoder::onConfig(const Arguments &arguments)
{
    const JsonTape tape(arguments.value(0));
    m_features.clear();
    if (tape.isEmpty())
        return;
    const quint32 features = tape.member(0, "supportedFeatures");
    for (quint32 i = features ? tape.firstChild(features) : 0; i; i = tape.node(i).nextSibling)
        m_features.append(tape.string(i));
}

void AdminDecoder::onAllSockets(const Arguments &arguments)
{
    const JsonTape tape(arguments.value(0));
    if (tape.isEmpty())
        return;
    for (quint32 i = tape.firstChild(0); i; i = tape.node(i).nextSibling)
        addSocket(tape, i, Kind::SocketAdded);
}

void AdminDecoder::onServerStats(const Arguments &arguments)
{
    const JsonTape tape(arguments.value(0));
    const quint32 namespaces = tape.isEmpty() ? 0 : tape.member(0, "namespaces");
    for (quint32 i = namespaces ? tape.firstChild(namespaces) : 0; i;
         i = tape.node(i).nextSibling) {
        const QString nsp = memberText(tape, i, "name");
        if (!nsp.isEmpty())
            m_feed.add(TopologyDelta{.kind = Kind::NamespaceAdded, .nsp = nsp});
    }
}

void AdminDecoder::onSocketConnected(const Arguments &arguments)
{
    const JsonTape tape(arguments.value(0));
    // Some servers tell it again with every ping.
    if (tape.isEmpty() || !addSocket(tape, 0, Kind::SocketAdded))
        return;
    const QString nsp = memberText(tape, 0, "nsp");
    const quint32 id = tape.member(0, "id");
    report({Direction::ToClient, tape.string(id).toUtf8(),
            '0' + prefix(nsp) + "{\"sid\":" + tape.raw(id).toByteArray() + '}'});
}

void AdminDecoder::onSocketUpdated(const Arguments &arguments)
{
    const JsonTape tape(arguments.value(0));
    if (!tape.isEmpty())
        addSocket(tape, 0, Kind::SocketUpdated);
}

void AdminDecoder::onSocketDisconnected(const Arguments &arguments)
{
    const QString nsp = argument(arguments, 0);
    const QString socket = argument(arguments, 1);
    if (nsp.isEmpty() || socket.isEmpty())
        return;
    m_feed.add(TopologyDelta{.kind = Kind::SocketRemoved, .nsp = nsp, .socket = socket});
    const bool byServer = isServersDoing(argument(arguments, 2));
    report({byServer ? Direction::ToClient : Direction::ToServer, socket.toUtf8(),
            '1' + prefix(nsp) + arguments.value(2).toByteArray()});
    close(socket.toUtf8());
}

void AdminDecoder::onRoom(Kind kind, const Arguments &arguments)
{
    const TopologyDelta delta{.kind = kind,
                              .nsp = argument(arguments, 0),
                              .socket = argument(arguments, 2),
                              .room = argument(arguments, 1)};
    if (!delta.nsp.isEmpty() && !delta.socket.isEmpty() && !delta.room.isEmpty())
        m_feed.add(delta);
}

void AdminDecoder::onEvent(Direction direction, const Arguments &arguments,
                           const QList<QByteArray> &attachments)
{
    const QString nsp = argument(arguments, 0);
    const QByteArray socket = argument(arguments, 1).toUtf8();
    if (nsp.isEmpty() || socket.isEmpty() || arguments.size() < 3)
        return;
    const QByteArray type =
        attachments.isEmpty() ? "2"_ba : '5' + QByteArray::number(attachments.size()) + '-';
    report({direction, socket, type + prefix(nsp) + arguments[2].toByteArray()}, attachments);
}

bool AdminDecoder::addSocket(const JsonTape &tape, quint32 socket, Kind kind)
{
    TopologyDelta delta{.kind = kind,
                        .nsp = memberText(tape, socket, "nsp"),
                        .socket = memberText(tape, socket, "id")};
    if (delta.nsp.isEmpty() || delta.socket.isEmpty())
        return false;
    const QByteArray id = delta.socket.toUtf8();
    const bool isNew = !m_clients.contains(id) && kind == Kind::SocketAdded;
    if (isNew && m_clients.size() < SocketLimit) {
        const QString client = memberText(tape, socket, "clientId");
        m_clients[id] = client.isEmpty() ? id : client.toUtf8();
        ++m_users[m_clients[id]];
    }
    delta.session = clientOf(id);
    delta.transport = memberText(tape, socket, "transport");
    if (const quint32 handshake = tape.member(socket, "handshake"))
        delta.address = memberText(tape, handshake, "address");
    m_feed.add(delta);
    const quint32 rooms = tape.member(socket, "rooms");
    for (quint32 i = rooms ? tape.firstChild(rooms) : 0; i; i = tape.node(i).nextSibling)
        m_feed.add({.kind = Kind::RoomJoined,
                    .nsp = delta.nsp,
                    .socket = delta.socket,
                    .room = tape.string(i)});
    return isNew;
}

void AdminDecoder::report(const Report &report, const QList<QByteArray> &attachments)
{
    const QByteArray client = clientOf(report.socket);
    RawRecord record{.direction = report.direction,
                     .reported = true,
                     .connection = connectionOf(client),
                     .time = std::chrono::steady_clock::now().time_since_epoch().count(),
                     .session = client,
                     .data = report.text};
    m_feed.add(record);
    for (const QByteArray &attachment : attachments) {
        record.binary = true;
        record.data = attachment;
        m_feed.add(record);
    }
}

void AdminDecoder::close(const QByteArray &socket)
{
    const QByteArray client = m_clients.take(socket);
    const auto users = m_users.find(client);
    if (users == m_users.end() || --users.value() > 0)
        return;
    m_users.erase(users);
}

QByteArray AdminDecoder::clientOf(const QByteArray &socket) const
{
    return m_clients.value(socket, socket);
}

} // namespace QSocketIo::Monitor

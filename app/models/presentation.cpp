// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/packettext.h>
#include <app/models/presentation.h>

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QString titleFrom(std::initializer_list<QString> titles, int column)
{
    return column >= 0 && column < int(titles.size()) ? titles.begin()[column] : QString();
}

// An ack shows how long it took; a question what became of it.
QString ackText(const PacketHeader &header)
{
    if (!header.has(PacketHeader::HasAckId))
        return {};
    if (header.pair != 0)
        return latencyText(header.latency);
    if (isEvent(header.type))
        return header.has(PacketHeader::Unanswered) ? Words::tr("no answer") : u"…"_s;
    return {};
}

// An ack has no name of its own: that of its event tells more.
QString eventText(const CaptureSession &session, const PacketHeader &header)
{
    const Capture &capture = session.capture();
    const bool answers = isAck(header.type) && capture.packets().contains(header.pair);
    const quint32 id = answers ? capture.packets().header(header.pair).event : header.event;
    const QString &name = capture.strings().text(id);
    return answers ? u"↩ "_s + name : name;
}

} // namespace

PacketRow packetRow(const CaptureSession &session, quint64 sequence)
{
    const Capture &capture = session.capture();
    const PacketHeader &header = capture.packets().header(sequence);
    PacketRow row;
    const auto at = [&row](PacketColumn column) -> QString & { return row[size_t(column)]; };
    at(PacketColumn::Number) = QString::number(sequence);
    at(PacketColumn::Time) = timeText(header.time);
    at(PacketColumn::Source) = session.sourceName(header.source);
    at(PacketColumn::Summary) = summaryOf(header, capture.packets().bytes(sequence));
    at(PacketColumn::Type) = typeName(header);
    if (header.kind == RecordKind::Lost)
        return row;
    at(PacketColumn::Direction) =
        header.direction == Direction::ToServer ? Words::tr("to server") : Words::tr("to client");
    at(PacketColumn::Connection) = QString::number(header.connection);
    at(PacketColumn::Namespace) = capture.strings().text(header.nsp);
    at(PacketColumn::Event) = eventText(session, header);
    at(PacketColumn::Ack) = ackText(header);
    if (header.kind == RecordKind::Packet)
        at(PacketColumn::Size) = sizeText(header.size);
    return row;
}

QString packetColumnTitle(int column)
{
    return titleFrom({Words::tr("No."), Words::tr("Time"), Words::tr("Source"), Words::tr("Dir"),
                      Words::tr("Conn"), Words::tr("Namespace"), Words::tr("Type"),
                      Words::tr("Event"), Words::tr("Ack"), Words::tr("Size"),
                      Words::tr("Summary")},
                     column);
}

QString topologyColumnTitle(int column)
{
    return titleFrom({Words::tr("Name"), Words::tr("Count"), Words::tr("Packets/s")}, column);
}

QString jsonColumnTitle(int column)
{
    return titleFrom({Words::tr("Name"), Words::tr("Value"), Words::tr("Type")}, column);
}

QString sourceColumnTitle(int column)
{
    return titleFrom(
        {Words::tr("Source"), Words::tr("State"), Words::tr("Packets"), Words::tr("Packets/s")},
        column);
}

QString topologyText(const CaptureSession &session, const TopologyKey &key)
{
    using Kind = TopologyKey::Kind;
    switch (key.kind) {
    case Kind::Root:
        return {};
    case Kind::Source:
        return session.sourceName(key.source);
    case Kind::Namespace:
        return key.nsp;
    case Kind::Rooms:
        return Words::tr("Rooms");
    case Kind::Sockets:
        return Words::tr("Sockets");
    case Kind::Room:
    case Kind::Socket:
        return key.name;
    }
    Q_UNREACHABLE();
}

QString topologyToolTip(const CaptureSession &session, const TopologyKey &key)
{
    const NamespaceInfo *nsp = session.capture().topology().find(key.source, key.nsp);
    if (key.kind != TopologyKey::Kind::Socket || !nsp || !nsp->sockets.contains(key.name))
        return {};
    const SocketInfo socket = nsp->sockets.value(key.name);
    QStringList rooms(socket.rooms.begin(), socket.rooms.end());
    rooms.sort();
    QStringList lines{Words::tr("Socket %1").arg(key.name)};
    if (!socket.address.isEmpty())
        lines += Words::tr("Address: %1").arg(socket.address);
    if (!socket.transport.isEmpty())
        lines += Words::tr("Transport: %1").arg(socket.transport);
    if (!rooms.isEmpty())
        lines += Words::tr("Rooms: %1").arg(rooms.mid(0, 20).join(", "_L1));
    return lines.join(u'\n');
}

QString jsonTypeText(JsonTape::Type type)
{
    using Type = JsonTape::Type;
    switch (type) {
    case Type::Null:
        return u"null"_s;
    case Type::False:
    case Type::True:
        return u"boolean"_s;
    case Type::Number:
        return u"number"_s;
    case Type::String:
        return u"string"_s;
    case Type::Array:
        return u"array"_s;
    case Type::Object:
        return u"object"_s;
    }
    Q_UNREACHABLE();
}

QString sourceStateText(Source::State state)
{
    switch (state) {
    case Source::State::Stopped:
        return Words::tr("stopped");
    case Source::State::Starting:
        return Words::tr("connecting");
    case Source::State::Running:
        return Words::tr("running");
    case Source::State::Failed:
        return Words::tr("failed");
    }
    Q_UNREACHABLE();
}

QString sourceKindText(Source::Kind kind)
{
    switch (kind) {
    case Source::Kind::Demo:
        return Words::tr("Demo server in this program");
    case Source::Kind::Client:
        return Words::tr("Client of a server");
    case Source::Kind::Admin:
        return Words::tr("Server's admin protocol");
    case Source::Kind::Synthetic:
        return Words::tr("Made up");
    }
    Q_UNREACHABLE();
}

QString timeText(qint64 nanoseconds)
{
    return QString::number(double(nanoseconds / 1000) / 1e6, 'f', 6);
}

QString rateText(double perSecond)
{
    if (perSecond < 0.1)
        return {};
    return perSecond < 10 ? QLocale().toString(perSecond, 'f', 1)
                          : QLocale().toString(qRound64(perSecond));
}

QString numberText(quint64 number)
{
    return QLocale().toString(number);
}

} // namespace QSocketIo::Monitor

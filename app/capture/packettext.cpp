// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/jsontape.h>
#include <app/capture/packettext.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

constexpr qsizetype SummaryLength = 300;
constexpr std::array engineNames{"open"_L1,    "close"_L1,   "ping"_L1, "pong"_L1,
                                 "message"_L1, "upgrade"_L1, "noop"_L1};
constexpr std::array packetNames{"CONNECT"_L1,    "DISCONNECT"_L1,    "EVENT"_L1,
                                 "ACK"_L1,        "CONNECT_ERROR"_L1, "BINARY_EVENT"_L1,
                                 "BINARY_ACK"_L1, "binary"_L1};

// Puts the attachments' sizes where the placeholders are, as JavaScript writes them.
QString withSizes(QString text, const PacketBytes &bytes)
{
    for (qsizetype i = 0; i < bytes.attachments.size(); ++i) {
        const QString mark = u"{\"_placeholder\":true,\"num\":%1}"_s.arg(i);
        text.replace(mark, u'<' + sizeText(quint64(bytes.attachments[i].size())) + u'>');
    }
    return text;
}

QString oneLine(QByteArrayView text)
{
    QString line = QString::fromUtf8(text.first(std::min(text.size(), SummaryLength)));
    for (QChar &c : line) {
        if (c < u' ' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    if (text.size() > SummaryLength) {
        while (line.endsWith(QChar::ReplacementCharacter))
            line.chop(1);
        line += u'…';
    }
    return line;
}

// An event's array without its brackets and its name.
QByteArrayView insideOf(const PacketHeader &header, QByteArrayView array)
{
    if (!array.startsWith('['))
        return array;
    array = array.sliced(1);
    if (array.endsWith(']'))
        array.chop(1);
    if (!isEvent(header.type))
        return array;
    qsizetype end = 1;
    while (end < array.size() && array[end] != '"')
        end += array[end] == '\\' ? 2 : 1;
    return array.sliced(std::min(array.size(), end + 2));
}

QString hexSummary(QByteArrayView data)
{
    const QByteArray start = data.first(std::min<qsizetype>(data.size(), 32)).toByteArray();
    return QString::fromLatin1(start.toHex(' ')) + (data.size() > 32 ? u"…"_s : QString());
}

// A JSON object in the order in which its members are added.
class ObjectWriter
{
public:
    void add(QByteArrayView name, const QByteArray &json)
    {
        m_text += m_text.isEmpty() ? '{' : ',';
        m_text += '"' + name.toByteArray() + "\":" + json;
    }
    void add(QByteArrayView name, quint64 number) { add(name, QByteArray::number(number)); }
    void add(QByteArrayView name, const QString &text)
    {
        const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
        add(name, array.sliced(1, array.size() - 2));
    }
    QByteArray finished() const { return m_text + '}'; }

private:
    QByteArray m_text;
};

void addPacketFields(ObjectWriter &object, const Capture &capture, const PacketHeader &header)
{
    if (header.type == PacketType::None)
        return;
    object.add("nsp", capture.strings().text(header.nsp));
    if (isEvent(header.type))
        object.add("event", capture.strings().text(header.event));
    if (header.has(PacketHeader::HasAckId))
        object.add("ackId", header.ackId);
    if (header.pair != 0) {
        object.add("pair", header.pair);
        object.add("latencyUs", quint64(header.latency));
    }
}

// Sound JSON goes in as it is, so that numbers keep all their digits; other text as a string.
void addData(ObjectWriter &object, const PacketHeader &header, const PacketBytes &bytes)
{
    const QByteArrayView data =
        header.type == PacketType::None ? bytes.text : argumentsOf(header, bytes);
    const JsonTape tape(data);
    const bool isFrame = header.type == PacketType::None && header.has(PacketHeader::Binary);
    if (data.isEmpty())
        return;
    if (isFrame)
        object.add("base64", '"' + data.toByteArray().toBase64() + '"');
    else if (tape.errorOffset() < 0 && tape.isContainer(0))
        object.add("data", tape.raw(0).toByteArray());
    else
        object.add("text", QString::fromUtf8(data));
    QByteArrayList attachments;
    for (QByteArrayView attachment : bytes.attachments)
        attachments += '"' + attachment.toByteArray().toBase64() + '"';
    if (!attachments.isEmpty())
        object.add("attachments", '[' + attachments.join(',') + ']');
}

} // namespace

Category categoryOf(const PacketHeader &header)
{
    if (isEvent(header.type))
        return Category::Event;
    return isAck(header.type) ? Category::Ack : Category::Control;
}

QLatin1StringView typeName(const PacketHeader &header)
{
    switch (header.kind) {
    case RecordKind::Opened:
        return "opened"_L1;
    case RecordKind::Upgraded:
        return "upgraded"_L1;
    case RecordKind::Closed:
        return "closed"_L1;
    case RecordKind::Lost:
        return "lost"_L1;
    case RecordKind::Packet:
        break;
    }
    if (header.engineType != EngineMessage)
        return engineNames[std::min<size_t>(header.engineType, engineNames.size() - 1)];
    // A binary event is an event; that it has attachments is seen elsewhere.
    if (isBinary(header.type))
        return isEvent(header.type) ? "EVENT"_L1 : "ACK"_L1;
    if (header.type == PacketType::None && !header.has(PacketHeader::Binary))
        return "message"_L1;
    return packetNames[size_t(header.type)];
}

QLatin1StringView wireName(PacketType type)
{
    return packetNames[size_t(type)];
}

QLatin1StringView carrierName(Carrier carrier)
{
    switch (carrier) {
    case Carrier::Unknown:
        return ""_L1;
    case Carrier::Polling:
        return "polling"_L1;
    case Carrier::WebSocket:
        return "websocket"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1StringView directionName(Direction direction)
{
    return direction == Direction::ToServer ? "c2s"_L1 : "s2c"_L1;
}

QString summaryOf(const PacketHeader &header, const PacketBytes &bytes)
{
    if (header.kind == RecordKind::Lost)
        return u"%1 packets were not recorded"_s.arg(header.size);
    if (header.kind == RecordKind::Opened) {
        const QByteArrayView head = bytes.text;
        const qsizetype lineEnd = head.indexOf('\r');
        return oneLine(lineEnd < 0 ? head : head.first(lineEnd));
    }
    if (header.kind == RecordKind::Upgraded)
        return u"to "_s + carrierName(header.carrier);
    if (header.kind == RecordKind::Packet && header.engineType == EngineMessage
        && header.type == PacketType::None && header.has(PacketHeader::Binary))
        return hexSummary(bytes.text);
    const QByteArrayView data =
        header.type == PacketType::None ? bytes.text : argumentsOf(header, bytes);
    return withSizes(oneLine(insideOf(header, data)), bytes);
}

QByteArrayView argumentsOf(const PacketHeader &header, const PacketBytes &bytes)
{
    if (header.type == PacketType::None)
        return {};
    return bytes.text.sliced(std::min<qsizetype>(header.argumentsAt, bytes.text.size()));
}

QByteArray wireBytes(const PacketHeader &header, const PacketBytes &bytes)
{
    QByteArray result;
    const bool hasDigit = header.kind == RecordKind::Packet && !header.has(PacketHeader::Reported)
        && !(header.type == PacketType::None && header.has(PacketHeader::Binary));
    if (hasDigit)
        result += char('0' + header.engineType);
    result += bytes.text;
    for (QByteArrayView attachment : bytes.attachments)
        result += attachment;
    return result;
}

QByteArray jsonOf(const Capture &capture, quint64 sequence)
{
    const PacketHeader &header = capture.packets().header(sequence);
    ObjectWriter object;
    object.add("seq", sequence);
    object.add("time", QByteArray::number(double(header.time / 1000) / 1e6, 'f', 6));
    object.add("source", quint64(header.source));
    object.add("conn", quint64(header.connection));
    object.add("dir", QString(directionName(header.direction)));
    if (header.carrier != Carrier::Unknown)
        object.add("transport", QString(carrierName(header.carrier)));
    object.add("type", QString(typeName(header)).toLower());
    addPacketFields(object, capture, header);
    object.add("size", quint64(header.size));
    addData(object, header, capture.packets().bytes(sequence));
    return object.finished();
}

QString sizeText(quint64 bytes)
{
    if (bytes < 1000)
        return u"%1 B"_s.arg(bytes);
    constexpr std::array units{"kB"_L1, "MB"_L1, "GB"_L1, "TB"_L1};
    double value = double(bytes);
    size_t unit = 0;
    for (value /= 1000; value >= 999.95 && unit + 1 < units.size(); ++unit)
        value /= 1000;
    return u"%1 %2"_s.arg(value, 0, 'f', 1).arg(units[unit]);
}

QString latencyText(quint32 microseconds)
{
    if (microseconds < 10'000)
        return u"%1 ms"_s.arg(microseconds / 1000.0, 0, 'f', 2);
    if (microseconds < 1'000'000)
        return u"%1 ms"_s.arg(microseconds / 1000.0, 0, 'f', 0);
    return u"%1 s"_s.arg(microseconds / 1e6, 0, 'f', 2);
}

} // namespace QSocketIo::Monitor

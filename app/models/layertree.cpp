// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/jsontape.h>
#include <app/capture/packettext.h>
#include <app/models/layertree.h>
#include <app/models/presentation.h>

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

class LayerBuilder
{
    Q_DECLARE_TR_FUNCTIONS(LayerBuilder)
public:
    LayerBuilder(const CaptureSession &session, quint64 sequence)
        : m_session(session),
          m_capture(session.capture()),
          m_sequence(sequence),
          m_header(m_capture.packets().header(sequence)),
          m_bytes(m_capture.packets().bytes(sequence)),
          m_wireSize(wireBytes(m_header, m_bytes).size())
    {
    }

    LayerNode build() const
    {
        LayerNode root;
        root.children.push_back(record());
        if (m_header.kind == RecordKind::Lost)
            return root;
        root.children.push_back(connection());
        if (m_header.kind == RecordKind::Packet && !m_header.has(PacketHeader::Reported))
            root.children.push_back(engine());
        if (m_header.type != PacketType::None)
            root.children.push_back(socket());
        if (!argumentsOf(m_header, m_bytes).isEmpty())
            root.children.push_back(arguments());
        if (!m_bytes.attachments.isEmpty())
            root.children.push_back(attachments());
        return root;
    }

private:
    static LayerNode field(const QString &name, const QString &value, qsizetype offset = -1,
                           qsizetype size = 0)
    {
        return {name, value, offset, size, {}};
    }

    LayerNode record() const
    {
        const QDateTime time = m_capture.startTime().addMSecs(m_header.time / 1'000'000);
        LayerNode node =
            field(tr("Packet %1").arg(m_sequence), m_session.sourceName(m_header.source));
        node.children = {
            field(tr("Time"), time.toString(u"yyyy-MM-dd hh:mm:ss.zzz"_s)),
            field(tr("Since start"), tr("%1 s").arg(timeText(m_header.time))),
        };
        if (m_header.has(PacketHeader::Truncated))
            node.children.push_back(
                field(tr("Cut"),
                      tr("%1 of %2 are kept")
                          .arg(sizeText(quint64(m_wireSize)), sizeText(m_header.size))));
        if (m_header.has(PacketHeader::Malformed))
            node.children.push_back(field(tr("Malformed"), tr("does not follow the protocol")));
        return node;
    }

    LayerNode connection() const
    {
        LayerNode node = field(tr("Connection %1").arg(m_header.connection),
                               m_header.direction == Direction::ToServer ? tr("client → server")
                                                                         : tr("server → client"));
        if (m_header.carrier != Carrier::Unknown)
            node.children.push_back(field(tr("Transport"), carrierName(m_header.carrier)));
        const ConnectionInfo *info = m_capture.connections().find(m_header.connection);
        if (!info)
            return node;
        if (!info->session.isEmpty())
            node.children.push_back(field(tr("Session"), QString::fromUtf8(info->session)));
        for (const QByteArray &line : info->opening.split('\n')) {
            const QString text = QString::fromUtf8(line).trimmed();
            const qsizetype colon = text.indexOf(": "_L1);
            if (!text.isEmpty())
                node.children.push_back(colon > 0 ? field(text.first(colon), text.sliced(colon + 2))
                                                  : field(tr("Opened by"), text));
        }
        return node;
    }

    LayerNode engine() const
    {
        const bool isFrame =
            m_header.type == PacketType::None && m_header.has(PacketHeader::Binary);
        LayerNode node{u"Engine.IO"_s, typeText(), 0, m_wireSize, {}};
        if (!isFrame)
            node.children.push_back(
                field(tr("Type"), u"%1 (%2)"_s.arg(m_header.engineType).arg(typeText()), 0, 1));
        if (m_header.type == PacketType::None && !m_bytes.text.isEmpty())
            node.children.push_back(field(tr("Data"), sizeText(quint64(m_bytes.text.size())),
                                          isFrame ? 0 : 1, m_bytes.text.size()));
        return node;
    }

    QString typeText() const
    {
        PacketHeader plain = m_header;
        plain.type = PacketType::None;
        plain.flags &= quint8(~PacketHeader::Binary);
        return typeName(plain);
    }

    // Where the text begins: behind the Engine.IO type, if there is one.
    qsizetype textAt() const { return m_header.has(PacketHeader::Reported) ? 0 : 1; }

    LayerNode socket() const
    {
        const PacketScan scan = scanPacket(m_bytes.text);
        const auto rangeOf = [this](QByteArrayView part) {
            const bool isInside = part.data() >= m_bytes.text.data()
                && part.data() < m_bytes.text.data() + m_bytes.text.size();
            return isInside ? textAt() + (part.data() - m_bytes.text.data()) : -1;
        };
        LayerNode node{u"Socket.IO"_s, typeName(m_header), textAt(), scan.argumentsAt, {}};
        node.children.push_back(field(
            tr("Type"), u"%1 (%2)"_s.arg(int(scan.type)).arg(wireName(scan.type)), textAt(), 1));
        node.children.push_back(field(tr("Namespace"), QString::fromUtf8(scan.nsp),
                                      rangeOf(scan.nsp), scan.nsp.size()));
        if (isEvent(scan.type))
            node.children.push_back(field(tr("Event"), m_capture.strings().text(m_header.event),
                                          rangeOf(scan.event), scan.event.size()));
        if (scan.attachments > 0)
            node.children.push_back(
                field(tr("Attachments announced"), QString::number(scan.attachments)));
        if (scan.id)
            addAck(node, *scan.id, scan);
        return node;
    }

    void addAck(LayerNode &node, quint64 id, const PacketScan &scan) const
    {
        const auto digits = qsizetype(QByteArray::number(id).size());
        node.children.push_back(
            field(tr("Ack id"), QString::number(id), textAt() + scan.argumentsAt - digits, digits));
        if (m_header.pair != 0)
            node.children.push_back(field(
                isAck(m_header.type) ? tr("Answers") : tr("Answered by"),
                tr("packet %1 after %2").arg(m_header.pair).arg(latencyText(m_header.latency))));
        else if (isEvent(m_header.type))
            node.children.push_back(field(tr("Answered by"),
                                          m_header.has(PacketHeader::Unanswered)
                                              ? tr("nobody: the connection was closed")
                                              : tr("nothing yet")));
    }

    LayerNode arguments() const
    {
        constexpr int Shown = 100;
        const QByteArrayView json = argumentsOf(m_header, m_bytes);
        const qsizetype base = textAt() + (m_bytes.text.size() - json.size());
        const JsonTape tape(json);
        LayerNode node{tr("Data"), sizeText(quint64(json.size())), base, json.size(), {}};
        if (tape.isEmpty() || !tape.isContainer(0))
            return node;
        if (isEvent(m_header.type) || isAck(m_header.type))
            node.name = tr("Arguments");
        const bool hasEvent = isEvent(m_header.type);
        int number = hasEvent ? -1 : 0;
        for (quint32 i = tape.firstChild(0); i != 0 && number < Shown;
             i = tape.node(i).nextSibling, ++number) {
            if (number >= 0)
                node.children.push_back(argument(tape, i, number, base));
        }
        node.value = tr("values: %1").arg(int(tape.node(0).childCount) - (hasEvent ? 1 : 0));
        return node;
    }

    LayerNode argument(const JsonTape &tape, quint32 index, int number, qsizetype base) const
    {
        constexpr qsizetype Length = 80;
        const JsonTape::Node &node = tape.node(index);
        const int attachment = tape.placeholder(index);
        const QByteArrayView raw = tape.raw(index);
        const QString shown = attachment >= 0
            ? tr("attachment %1").arg(attachment)
            : QString::fromUtf8(raw.first(std::min(raw.size(), Length)));
        const QString name = node.keyBegin != 0 ? tape.key(index) : QString::number(number);
        return {name, shown, base + node.begin, raw.size(), {}};
    }

    LayerNode attachments() const
    {
        const qsizetype first = textAt() + m_bytes.text.size();
        LayerNode node{tr("Attachments"),
                       tr("frames: %1").arg(m_bytes.attachments.size()),
                       first,
                       m_wireSize - first,
                       {}};
        qsizetype offset = first;
        for (qsizetype i = 0; i < m_bytes.attachments.size(); ++i) {
            const qsizetype size = m_bytes.attachments[i].size();
            node.children.push_back(
                field(QString::number(i), sizeText(quint64(size)), offset, size));
            offset += size;
        }
        return node;
    }

    const CaptureSession &m_session;
    const Capture &m_capture;
    const quint64 m_sequence;
    const PacketHeader m_header;
    const PacketBytes m_bytes;
    const qsizetype m_wireSize;
};

} // namespace

LayerNode layersOf(const CaptureSession &session, quint64 sequence)
{
    return LayerBuilder(session, sequence).build();
}

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/packettext.h>
#include <app/dumpprinter.h>

#include <algorithm>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

constexpr char Faint[] = "\x1b[2m";
constexpr char Green[] = "\x1b[32m";
constexpr char Magenta[] = "\x1b[35m";
constexpr char Blue[] = "\x1b[34m";
constexpr char Bold[] = "\x1b[1m";

QByteArray padded(const QString &text, qsizetype width)
{
    return text.leftJustified(width).toUtf8();
}

const char *colourOf(const PacketHeader &header)
{
    switch (categoryOf(header)) {
    case Category::Event:
        return Blue;
    case Category::Ack:
        return Green;
    case Category::Control:
        return Faint;
    }
    Q_UNREACHABLE();
}

QString ackText(const PacketHeader &header)
{
    if (!header.has(PacketHeader::HasAckId))
        return {};
    const QString id = u"#%1"_s.arg(header.ackId);
    return isAck(header.type) && header.pair != 0 ? id + u' ' + latencyText(header.latency) : id;
}

} // namespace

DumpPrinter::DumpPrinter(CaptureSession &session, Format format)
    : m_session(session),
      m_format(format)
{
    connect(&session, &CaptureSession::drained, this, &DumpPrinter::printNew);
}

DumpPrinter::~DumpPrinter() = default;

void DumpPrinter::setPredicate(std::unique_ptr<PacketPredicate> predicate)
{
    m_predicate = std::move(predicate);
}

void DumpPrinter::printNew()
{
    const PacketStore &packets = m_session.capture().packets();
    m_session.capture().takeChanges();
    bool ok = true;
    m_next = std::max(m_next, packets.firstSequence());
    for (; !m_finished && ok && m_next < packets.endSequence(); ++m_next) {
        if (m_predicate && !m_predicate->accepts(m_session.capture(), m_next))
            continue;
        const QByteArray text = line(m_next) + '\n';
        ok = std::fwrite(text.constData(), 1, size_t(text.size()), stdout) == size_t(text.size());
        m_finished = ++m_printed == m_limit;
    }
    ok = std::fflush(stdout) == 0 && ok;
    if (!ok)
        Q_EMIT broken();
    else if (m_finished)
        Q_EMIT limitReached();
}

QByteArray DumpPrinter::line(quint64 sequence) const
{
    return m_format == Format::Json ? jsonOf(m_session.capture(), sequence) : textLine(sequence);
}

QByteArray DumpPrinter::textLine(quint64 sequence) const
{
    const Capture &capture = m_session.capture();
    const PacketHeader &header = capture.packets().header(sequence);
    const bool toServer = header.direction == Direction::ToServer;
    const QString time = QString::number(double(header.time / 1000) / 1e6, 'f', 6);
    const QByteArrayList fields{
        coloured(time.rightJustified(11).toUtf8(), Faint),
        padded(u"c%1"_s.arg(header.connection), 4),
        coloured(toServer ? "→" : "←", toServer ? Green : Magenta),
        coloured(padded(typeName(header), 13), colourOf(header)),
        padded(capture.strings().text(header.nsp), 11),
        coloured(padded(capture.strings().text(header.event), 12), Bold),
        padded(ackText(header), 11),
        coloured(sizeText(header.size).rightJustified(8).toUtf8(), Faint),
        summaryOf(header, capture.packets().bytes(sequence)).toUtf8(),
    };
    return fields.join(' ');
}

QByteArray DumpPrinter::coloured(const QByteArray &text, const char *colour) const
{
    return m_format == Format::ColouredText ? colour + text + "\x1b[0m" : text;
}

} // namespace QSocketIo::Monitor

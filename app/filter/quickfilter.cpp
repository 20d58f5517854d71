// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/filter/quickfilter.h>

#include <algorithm>

namespace QSocketIo::Monitor {

namespace {

// ASCII letters match in both cases; others exactly, since the text is not decoded.
bool containsIgnoringCase(QByteArrayView text, QByteArrayView lowerNeedle)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; };
    const auto same = [lower](char a, char b) { return lower(a) == b; };
    return std::search(text.begin(), text.end(), lowerNeedle.begin(), lowerNeedle.end(), same)
        != text.end();
}

QByteArray lowered(const QString &text)
{
    return text.toUtf8().toLower();
}

} // namespace

QuickFilter::QuickFilter(FilterSettings settings)
    : m_settings(std::move(settings)),
      m_needle(lowered(m_settings.text)),
      m_nsp(m_settings.scope.nsp.toUtf8()),
      m_event(m_settings.event.toUtf8())
{
}

bool QuickFilter::accepts(const Capture &capture, quint64 sequence) const
{
    const PacketHeader &header = capture.packets().header(sequence);
    if (!acceptsKind(header))
        return false;
    if (m_settings.connection != 0 && header.connection != m_settings.connection)
        return false;
    if (!m_event.isEmpty() && capture.strings().bytes(header.event) != m_event)
        return false;
    return acceptsScope(capture, header) && acceptsText(capture, sequence, header);
}

bool QuickFilter::acceptsKind(const PacketHeader &header) const
{
    if (header.kind == RecordKind::Lost)
        return true;
    if (!(header.direction == Direction::ToServer ? m_settings.toServer : m_settings.toClient))
        return false;
    switch (categoryOf(header)) {
    case Category::Event:
        return m_settings.events;
    case Category::Ack:
        return m_settings.acks;
    case Category::Control:
        return m_settings.control;
    }
    Q_UNREACHABLE();
}

bool QuickFilter::acceptsScope(const Capture &capture, const PacketHeader &header) const
{
    using Kind = TopologyKey::Kind;
    const Kind kind = m_settings.scope.kind;
    if (kind == Kind::Root)
        return true;
    if (header.source != m_settings.scope.source)
        return false;
    if (kind == Kind::Source)
        return true;
    if (header.nsp == StringTable::Empty || capture.strings().bytes(header.nsp) != m_nsp)
        return false;
    return (kind != Kind::Room && kind != Kind::Socket) || isInSocketOrRoom(capture, header);
}

bool QuickFilter::isInSocketOrRoom(const Capture &capture, const PacketHeader &header) const
{
    const TopologyKey &scope = m_settings.scope;
    const NamespaceInfo *nsp = capture.topology().find(scope.source, scope.nsp);
    if (!nsp)
        return false;
    const auto isItsConnection = [&](const QString &socket) {
        const QByteArray session = nsp->sockets.value(socket).session;
        return capture.connections().findSession(scope.source, session) == header.connection;
    };
    if (scope.kind == TopologyKey::Kind::Socket)
        return isItsConnection(scope.name);
    const auto members = nsp->rooms.constFind(scope.name);
    return members != nsp->rooms.constEnd() && std::ranges::any_of(*members, isItsConnection);
}

bool QuickFilter::acceptsText(const Capture &capture, quint64 sequence,
                              const PacketHeader &header) const
{
    if (m_needle.isEmpty())
        return true;
    return nameMatches(capture.strings(), header.event)
        || nameMatches(capture.strings(), header.nsp)
        || containsIgnoringCase(capture.packets().bytes(sequence).text, m_needle);
}

bool QuickFilter::nameMatches(const StringTable &strings, quint32 id) const
{
    if (id >= m_names.size())
        m_names.resize(strings.count());
    quint8 &known = m_names[id];
    if (known == 0)
        known = containsIgnoringCase(strings.bytes(id), m_needle) ? 2 : 1;
    return known == 2;
}

} // namespace QSocketIo::Monitor

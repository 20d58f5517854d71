// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/connectiontable.h>

#include <QHash>

#include <algorithm>

namespace QSocketIo::Monitor {

namespace {

quint64 sourceKey(quint16 source, quint64 sourceId)
{
    return quint64(source) << 48 | (sourceId & 0xffff'ffff'ffff);
}

size_t sessionKey(quint16 source, const QByteArray &session)
{
    return qHashMulti(0, source, session);
}

} // namespace

quint32 ConnectionTable::number(quint16 source, const RawRecord &record)
{
    quint32 &number = m_numbers[sourceKey(source, record.connection)];
    if (number == 0) {
        number = ++m_last;
        m_infos[number].source = source;
        m_infos[number].sourceId = record.connection;
    }
    update(m_infos[number], number, record);
    return number;
}

const ConnectionInfo *ConnectionTable::find(quint32 number) const
{
    const auto found = m_infos.find(number);
    return found != m_infos.end() ? &found->second : nullptr;
}

quint32 ConnectionTable::findSession(quint16 source, const QByteArray &session) const
{
    const auto found = m_sessions.find(sessionKey(source, session));
    return found != m_sessions.end() ? found->second : 0;
}

void ConnectionTable::close(quint32 number)
{
    const auto found = m_infos.find(number);
    if (found == m_infos.end() || !found->second.open)
        return;
    found->second.open = false;
    m_numbers.erase(sourceKey(found->second.source, found->second.sourceId));
    m_closed.push_back(number);
    forgetOldest();
}

void ConnectionTable::closeSource(quint16 source)
{
    std::deque<quint32> open;
    for (const auto &[number, info] : m_infos) {
        if (info.source == source && info.open)
            open.push_back(number);
    }
    for (quint32 number : open)
        close(number);
}

void ConnectionTable::clear()
{
    std::erase_if(m_infos, [](const auto &entry) { return !entry.second.open; });
    m_closed.clear();
}

void ConnectionTable::update(ConnectionInfo &info, quint32 number, const RawRecord &record)
{
    if (record.carrier != Carrier::Unknown)
        info.carrier = record.carrier;
    if (record.kind == RecordKind::Opened && !record.data.isEmpty())
        info.opening = record.data.first(std::min(record.data.size(), OpeningLimit)).toByteArray();
    if (info.session.isEmpty() && !record.session.isEmpty()) {
        info.session = record.session.toByteArray();
        m_sessions[sessionKey(info.source, info.session)] = number;
    }
}

void ConnectionTable::forgetOldest()
{
    while (m_closed.size() > ClosedLimit) {
        const auto found = m_infos.find(m_closed.front());
        if (found != m_infos.end()) {
            m_sessions.erase(sessionKey(found->second.source, found->second.session));
            m_infos.erase(found);
        }
        m_closed.pop_front();
    }
}

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/clientrecovery_p.h>
#include <qsocketio/protocol/recoveryoffset_p.h>

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

// The application's own keys win.
std::optional<QVariantMap> ClientRecovery::addTo(const std::optional<QVariantMap> &auth) const
{
    if (m_pid.isEmpty())
        return auth;
    QVariantMap payload{{u"pid"_s, m_pid}};
    if (!m_offset.isEmpty())
        payload.insert(u"offset"_s, m_offset);
    payload.insert(auth.value_or(QVariantMap()));
    return payload;
}

void ClientRecovery::onConnect(const QVariantMap &payload)
{
    const QString pid = payload.value(u"pid"_s).toString();
    m_isRecovered = !pid.isEmpty() && pid == m_pid;
    // An offset belongs to its session.
    if (!m_isRecovered)
        m_offset.clear();
    m_pid = pid;
}

// What asks for an answer has no offset. A volatile event has none either, but cannot be told from
// others; so only what looks like an offset is taken for one.
void ClientRecovery::takeOffset(Packet &packet)
{
    constexpr quint32 longest = 64;
    const qsizetype last = packet.arguments.size() - 1;
    if (m_pid.isEmpty() || packet.id || last < 0)
        return;
    const EncodedValues::Span span = packet.arguments.encoded().elements[last];
    if (span.end - span.begin > longest || packet.arguments.kind(last) != Reader::Kind::String)
        return;
    const auto text = packet.arguments.at<QString>(last);
    if (!text || !looksLikeRecoveryOffset(text->toLatin1(), QDateTime::currentMSecsSinceEpoch()))
        return;
    m_offset = *text;
    packet.arguments.encoded().elements.removeLast();
}

} // namespace QSocketIo

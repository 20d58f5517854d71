// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/packet.h>

#include <QVariantMap>

namespace QSocketIo {

// What a client must show to find its session again, where the server keeps sessions.
class ClientRecovery
{
public:
    bool isRecovered() const { return m_isRecovered; }

    // The payload of CONNECT.
    std::optional<QVariantMap> addTo(const std::optional<QVariantMap> &auth) const;
    // The server's answer to it.
    void onConnect(const QVariantMap &payload);
    // An event is about to be delivered: its offset is noted and taken off its arguments.
    void takeOffset(Packet &packet);
    // The session has ended for good.
    void forget() { *this = {}; }

private:
    QString m_pid;
    QString m_offset;
    bool m_isRecovered = false;
};

} // namespace QSocketIo

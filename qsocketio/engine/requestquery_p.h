// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>
#include <qsocketio/net/httpparser_p.h>
#include <qsocketio/net/urlquery_p.h>

#include <optional>

namespace QSocketIo::Engine {

// What the query of a request says.
class RequestQuery
{
public:
    explicit RequestQuery(const Net::HttpRequestHead &head)
        : m_query(Net::splitTarget(head.target).query)
    {
    }

    std::optional<QSocketIo::Transport> transport() const
    {
        const QByteArrayView name = transportName();
        if (name == "polling")
            return QSocketIo::Transport::Polling;
        if (name == "websocket")
            return QSocketIo::Transport::WebSocket;
        return {};
    }
    QByteArrayView transportName() const { return m_query.value("transport"); }
    QByteArrayView sid() const { return m_query.value("sid"); }
    bool hasSid() const { return !sid().isEmpty(); }
    QByteArrayView protocol() const { return m_query.value("EIO"); }
    QByteArrayView value(QByteArrayView name) const { return m_query.value(name); }
    bool contains(QByteArrayView name) const { return m_query.contains(name); }

private:
    Net::UrlQuery m_query;
};

} // namespace QSocketIo::Engine

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/servermetrics.h>

#include <utility>

namespace QSocketIo {

/*!
    \class QSocketIo::ServerMetrics
    \brief The counters of a server, see Server::metrics().

    What there is at the moment:
    \list
    \li \c openConnections: TCP and unix connections, also those that only poll or are about to
   close. \li \c pollingSessions, \c webSocketSessions: Engine.IO sessions by their transport. \li
   \c namespaces, \c sockets: of Socket.IO. \li \c bufferedBytes: what waits to be sent to all
   clients. \endlist

    What there was since the server was made:
    \list
    \li \c httpRequests: all requests, polls among them.
    \li \c refusedConnections: turned away by ConnectionLimits.
    \li \c refusedRequests: answered with an Engine.IO error, by its code 0 to 5.
    \li \c openedSessions, \c upgrades: sessions, and those that changed to WebSocket.
    \li \c closedSessions: by the value of their DisconnectReason.
    \li \c packetsReceived, \c packetsSent: of Engine.IO, pings among them.
    \li \c messagesReceived, \c messagesSent: those with a message in them.
    \li \c bytesReceived, \c bytesSent: of what is in the packets, before compression.
    \endlist
*/

namespace {

constexpr int Reasons = int(DisconnectReason::IoClientDisconnect) + 1;

class PrometheusText
{
public:
    void gauge(const char *name, const char *help, qint64 value)
    {
        describe(name, "gauge", help);
        sample(name, {}, value);
    }
    void counter(const char *name, const char *help, qint64 value)
    {
        describe(name, "counter", help);
        sample(name, {}, value);
    }
    void describe(const char *name, const char *type, const char *help)
    {
        m_text.append("# HELP qsocketio_").append(name).append(' ').append(help).append('\n');
        m_text.append("# TYPE qsocketio_").append(name).append(' ').append(type).append('\n');
    }
    void sample(const char *name, const QByteArray &labels, qint64 value)
    {
        m_text.append("qsocketio_").append(name);
        if (!labels.isEmpty())
            m_text.append('{').append(labels).append('}');
        m_text.append(' ').append(QByteArray::number(value)).append('\n');
    }
    QByteArray take() { return std::move(m_text); }

private:
    QByteArray m_text;
};

QByteArray label(QByteArrayView name, QByteArrayView value)
{
    return name.toByteArray() + "=\"" + value.toByteArray() + '"';
}

void writeState(PrometheusText &text, const ServerMetrics &metrics)
{
    text.gauge("connections", "Open TCP and unix connections.", metrics.openConnections);
    text.describe("sessions", "gauge", "Engine.IO sessions.");
    text.sample("sessions", label("transport", "polling"), metrics.pollingSessions);
    text.sample("sessions", label("transport", "websocket"), metrics.webSocketSessions);
    text.gauge("namespaces", "Namespaces.", metrics.namespaces);
    text.gauge("sockets", "Connected sockets of all namespaces.", metrics.sockets);
    text.gauge("buffered_bytes", "Bytes that wait to be sent.", metrics.bufferedBytes);
}

void writeEvents(PrometheusText &text, const ServerMetrics &metrics)
{
    text.counter("http_requests_total", "HTTP requests.", metrics.httpRequests);
    text.counter("refused_connections_total", "Connections over a limit.",
                 metrics.refusedConnections);
    text.describe("refused_requests_total", "counter", "Requests refused, by Engine.IO error.");
    for (qsizetype code = 0; code < metrics.refusedRequests.size(); ++code)
        text.sample("refused_requests_total", label("code", QByteArray::number(code)),
                    metrics.refusedRequests[code]);
    text.counter("sessions_opened_total", "Engine.IO sessions opened.", metrics.openedSessions);
    text.describe("sessions_closed_total", "counter", "Engine.IO sessions closed, by reason.");
    for (int reason = 0; reason < std::min(Reasons, int(metrics.closedSessions.size())); ++reason) {
        const QLatin1StringView words = name(DisconnectReason(reason));
        text.sample("sessions_closed_total", label("reason", {words.data(), words.size()}),
                    metrics.closedSessions[reason]);
    }
    text.counter("upgrades_total", "Sessions that changed to WebSocket.", metrics.upgrades);
    text.counter("packets_received_total", "Engine.IO packets.", metrics.packetsReceived);
    text.counter("packets_sent_total", "Engine.IO packets.", metrics.packetsSent);
    text.counter("messages_received_total", "Engine.IO messages.", metrics.messagesReceived);
    text.counter("messages_sent_total", "Engine.IO messages.", metrics.messagesSent);
    text.counter("received_bytes_total", "Bytes in packets.", metrics.bytesReceived);
    text.counter("sent_bytes_total", "Bytes in packets.", metrics.bytesSent);
}

} // namespace

/*!
    Returns them in the text format of Prometheus.
*/
QByteArray ServerMetrics::toPrometheus() const
{
    PrometheusText text;
    writeState(text, *this);
    writeEvents(text, *this);
    return text.take();
}

} // namespace QSocketIo

#include "moc_servermetrics.cpp"

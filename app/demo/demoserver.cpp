// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/demo/demopage.h>
#include <app/demo/demoserver.h>

#include <QDateTime>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

DemoServer::DemoServer(QObject *parent)
    : QObject(parent),
      m_server({.pingInterval = 10s, .clientFiles = demoClientFiles()}),
      m_chat(*m_server.of(u"/chat"_s)),
      m_telemetry(*m_server.of(u"/telemetry"_s))
{
    m_server.setRequestHandler(demoPage);
    connect(&m_server, &Server::socketConnected, this, &DemoServer::welcome);
}

DemoServer::~DemoServer() = default;

bool DemoServer::listen(quint16 port)
{
    return m_server.listen(QHostAddress::LocalHost, port);
}

QUrl DemoServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1/"_s.arg(m_server.serverPort()));
}

void DemoServer::welcome(ServerSocket *socket)
{
    socket->on("echo", socket, [](const Arguments &arguments) { return arguments.toVariant(0); });
    socket->on("time", socket, [] { return QDateTime::currentDateTimeUtc(); });
    // Binary there and back: the answer holds the same bytes in reverse.
    socket->on("reverse", socket, [](QByteArray bytes) {
        std::ranges::reverse(bytes);
        return QVariantMap{{u"size"_s, bytes.size()}, {u"bytes"_s, bytes}};
    });
    socket->emitEvent("hello", u"QSocketIo demo"_s,
                      QVariantMap{{u"namespaces"_s, QStringList{u"/chat"_s, u"/telemetry"_s}}});
}

} // namespace QSocketIo::Monitor

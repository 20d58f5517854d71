// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/sources/clientsettings.h>
#include <app/sources/clientsource.h>
#include <app/sources/threadedsource.h>
#include <app/sources/tracerecorder.h>
#include <qsocketio/client.h>

namespace QSocketIo::Monitor {

namespace {

using Kind = TopologyDelta::Kind;

ClientOptions optionsOf(const ClientSettings &settings)
{
    ClientOptions options;
    options.path = settings.path;
    options.auth = settings.auth;
    choose(settings.transports, options);
    return options;
}

class ClientWorker : public SourceWorker
{
public:
    ClientWorker(Feed &feed, const ClientSettings &settings)
        : m_feed(feed),
          m_settings(settings),
          m_recorder(feed, TraceRecorder::Side::Client),
          m_client(settings.url, optionsOf(settings))
    {
    }

    void open() override
    {
        m_feed.add(TopologyDelta{.kind = Kind::Reset});
        m_client.setTrace(&m_recorder);
        connect(&m_client, &Client::reconnectError, this,
                [this](const Error &error) { Q_EMIT starting(error.message); });
        for (const QString &nsp : m_settings.namespaces)
            openNamespace(nsp);
    }

private:
    void openNamespace(const QString &nsp)
    {
        m_feed.add(TopologyDelta{.kind = Kind::NamespaceAdded, .nsp = nsp});
        ClientSocket *socket = m_client.of(nsp, m_settings.auth);
        connect(socket, &ClientSocket::connected, this, [this, socket] { addSocket(*socket); });
        connect(socket, &ClientSocket::disconnected, this, [this, nsp](DisconnectReason reason) {
            m_feed.add(
                TopologyDelta{.kind = Kind::SocketRemoved, .nsp = nsp, .socket = m_ids.take(nsp)});
            Q_EMIT starting(name(reason));
        });
        connect(socket, &ClientSocket::connectionRefused, this,
                [this](const Error &error) { Q_EMIT failed(error.message); });
        socket->open();
    }

    void addSocket(const ClientSocket &socket)
    {
        m_ids[socket.nsp()] = socket.id();
        const std::optional<Transport> transport = m_client.transport();
        m_feed.add({.kind = Kind::SocketAdded,
                    .nsp = socket.nsp(),
                    .socket = socket.id(),
                    .session = m_recorder.lastSession(),
                    .transport = transport ? QString(name(*transport)) : QString()});
        Q_EMIT running({});
    }

    Feed &m_feed;
    const ClientSettings m_settings;
    TraceRecorder m_recorder;
    // After disconnecting a socket has no id any more.
    QHash<QString, QString> m_ids;
    Client m_client;
};

} // namespace

std::unique_ptr<Source> makeClientSource(const ClientSettings &settings)
{
    const QString name = hostOf(settings.url);
    return std::make_unique<ThreadedSource>(
        Source::Kind::Client, name, [settings](Feed &feed) -> std::unique_ptr<SourceWorker> {
            return std::make_unique<ClientWorker>(feed, settings);
        });
}

} // namespace QSocketIo::Monitor

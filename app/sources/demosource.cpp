// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/demo/democlients.h>
#include <app/demo/demoserver.h>
#include <app/sources/demosource.h>
#include <app/sources/serverprobe.h>
#include <app/sources/threadedsource.h>
#include <app/sources/tracerecorder.h>

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

class DemoWorker : public SourceWorker
{
public:
    DemoWorker(Feed &feed, quint16 port)
        : m_port(port),
          m_recorder(feed, TraceRecorder::Side::Server),
          m_probe(m_server.server(), feed)
    {
    }

    void open() override
    {
        m_server.server().setTrace(&m_recorder);
        if (!m_server.listen(m_port)) {
            Q_EMIT failed(m_server.server().errorString());
            return;
        }
        Q_EMIT running(tr("Its page is at %1").arg(m_server.url().toString()));
        m_clients.emplace(m_server.url());
    }

private:
    const quint16 m_port;
    TraceRecorder m_recorder;
    DemoServer m_server;
    ServerProbe m_probe;
    std::optional<DemoClients> m_clients;
};

} // namespace

std::unique_ptr<Source> makeDemoSource(quint16 port)
{
    const QString name = port != 0 ? u"demo :%1"_s.arg(port) : u"demo"_s;
    return std::make_unique<ThreadedSource>(Source::Kind::Demo, name,
                                            [port](Feed &feed) -> std::unique_ptr<SourceWorker> {
                                                return std::make_unique<DemoWorker>(feed, port);
                                            });
}

} // namespace QSocketIo::Monitor

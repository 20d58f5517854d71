// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "application.h"

#include "events.h"

#include <QPromise>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

QFuture<Verdict> acceptAfter(std::chrono::milliseconds delay, QObject *context)
{
    auto promise = std::make_shared<QPromise<Verdict>>();
    promise->start();
    QTimer::singleShot(delay, context, [promise] {
        promise->addResult(Verdict::accept());
        promise->finish();
    });
    return promise->future();
}

Namespace::Decision judge(ServerSocket &socket)
{
    QVariantMap data = socket.data();
    data[u"trail"_s] = QVariantList{u"first"_s, u"second"_s};
    const QVariantMap &auth = socket.handshake().auth;
    const QVariant token = auth.value(u"token"_s, QVariant::fromValue(nullptr));
    if (token == u"secret"_s)
        data[u"user"_s] = auth.value(u"user"_s, QVariant::fromValue(nullptr));
    socket.setData(data);
    if (token == u"secret"_s)
        return Verdict::accept();
    if (token == u"slow"_s)
        return acceptAfter(200ms, &socket);
    return Verdict::reject(
        u"unauthorized"_s,
        QVariantMap{{u"code"_s, 401}, {u"hint"_s, u"bad token"_s}, {u"got"_s, token}});
}

std::optional<Engine::Response> health(const Engine::Request &request)
{
    if (request.path() == "/healthz")
        return Engine::Response{.body = "ok"};
    return {};
}

} // namespace

Application::Application(const Settings &settings)
    : m_serverId(settings.serverId),
      m_server(settings.server),
      m_record(settings.recordFile)
{
    if (!settings.recordFile.isEmpty() && !m_record.open(QFile::Append | QFile::Unbuffered))
        qFatal("cannot write to %s", qPrintable(settings.recordFile));
    m_server.setRequestHandler(health);
    connect(&m_server, &Server::namespaceCreated, this, [this](Namespace *nsp) { serve(*nsp); });
    serve(m_server);
    m_server.of(u"/custom"_s);
    m_server.of(u"/nested/name"_s);
    m_server.of(QRegularExpression(u"^/dynamic-\\d+$"_s));
    guardAuth();
}

void Application::guardAuth()
{
    Namespace *nsp = m_server.of(u"/auth"_s);
    nsp->use(this, [](ServerSocket &socket) -> Namespace::Decision {
        socket.setData({{u"trail"_s, QVariantList{u"first"_s}}});
        return Verdict::accept();
    });
    nsp->use(this, judge);
}

void Application::serve(Namespace &nsp)
{
    Events::addServerSide(nsp, m_serverId);
    connect(&nsp, &Namespace::socketConnected, this,
            [this](ServerSocket *socket) { welcome(*socket); });
    connect(&nsp, &Namespace::socketDisconnected, this,
            [this](const QString &id, DisconnectReason reason) { m_journal.add(id, reason); });
}

void Application::welcome(ServerSocket &socket)
{
    Events::addEcho(socket);
    Events::addEmitting(socket);
    Events::addRooms(socket);
    Events::addBroadcasting(socket);
    Events::addManagement(socket);
    Events::addServerSideEmit(socket);
    Events::addInformation(socket, *this);
    Events::addEnds(socket);
    if (m_record.isOpen())
        Events::addRecording(socket, m_record);
    socket.emitEvent("auth", socket.handshake().auth);
}

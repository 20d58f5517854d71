// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "program.h"

#include "jsonvalues.h"
#include "output.h"
#include "settings.h"

#include <qsocketio/protocol/packet.h>

#include <QCoreApplication>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto NoSuchSocket = "there is no such socket"_L1;
constexpr auto ReservedEvent = "this event name is reserved"_L1;
// Long enough for the farewell of a server that answers.
constexpr auto ExitTimeout = 1s;

QVariantList argumentsOf(const QJsonObject &line)
{
    return fromJson(line.value("args"_L1).toArray());
}

std::chrono::milliseconds millisecondsOf(const QJsonValue &value)
{
    return std::chrono::milliseconds(value.toInteger());
}

QString nameOf(const QJsonObject &line)
{
    return line.value("socket"_L1).toString(u"s"_s);
}

} // namespace

void Program::start()
{
    m_sleep.setSingleShot(true);
    connect(&m_sleep, &QTimer::timeout, this, [this] {
        answer(m_sleeper, {});
        runNext();
    });
    connect(&m_input, &LineReader::lineRead, this, [this](const QByteArray &line) {
        m_lines.push_back(line);
        runNext();
    });
    connect(&m_input, &LineReader::ended, this, [this] {
        m_ended = true;
        runNext();
    });
    print({{u"type"_s, u"ready"_s}});
}

void Program::runNext()
{
    while (!m_lines.empty() && !m_sleep.isActive() && !m_exiting) {
        const QByteArray line = std::move(m_lines.front());
        m_lines.pop_front();
        if (!line.trimmed().isEmpty())
            run(line);
    }
    if (m_ended && m_lines.empty() && !m_sleep.isActive() && !m_exiting)
        onExit({});
}

void Program::run(const QByteArray &text)
{
    const auto object = parseObject(text);
    const QJsonObject line = object.value_or(QJsonObject());
    const Result problem = object ? execute(line) : u"this line is no JSON object"_s;
    if (m_sleep.isActive())
        m_sleeper = line;
    else
        answer(line, problem);
}

void Program::answer(const QJsonObject &line, const Result &problem)
{
    QJsonObject reply{{u"type"_s, problem ? u"error"_s : u"done"_s}};
    if (line.contains("id"_L1))
        reply.insert("id"_L1, line.value("id"_L1));
    if (problem)
        reply.insert("message"_L1, *problem);
    print(reply);
}

Program::Command Program::command(const QString &name)
{
    static const QHash<QString, Command> commands{
        {u"connect"_s, &Program::onConnect},
        {u"on"_s, &Program::onOn},
        {u"emit"_s, &Program::onEmit},
        {u"emitWithAck"_s, &Program::onEmitWithAck},
        {u"disconnect"_s, &Program::onDisconnect},
        {u"reconnect"_s, &Program::onReconnect},
        {u"closeEngine"_s, &Program::onCloseEngine},
        {u"state"_s, &Program::onState},
        {u"sleep"_s, &Program::onSleep},
        {u"exit"_s, &Program::onExit},
    };
    return commands.value(name);
}

Program::Result Program::execute(const QJsonObject &line)
{
    const Command command = Program::command(line.value("cmd"_L1).toString());
    if (!command)
        return u"unknown command"_s;
    return (this->*command)(line);
}

Program::Result Program::onConnect(const QJsonObject &line)
{
    const QString name = nameOf(line);
    const auto options = readOptions(line.value("opts"_L1).toObject());
    if (!options)
        return options.error();
    const QString managerName = line.value("manager"_L1).toString(name);
    Client *client = m_managers.value(managerName);
    if (!client)
        client = makeManager(managerName, QUrl(line.value("url"_L1).toString()), *options);
    ClientSocket *socket = client->of(line.value("nsp"_L1).toString(u"/"_s), options->auth);
    PeerSocket *&peer = m_sockets[name];
    if (!peer || peer->socket() != socket)
        peer = new PeerSocket(name, socket);
    socket->open();
    return {};
}

Client *Program::makeManager(const QString &name, const QUrl &url, const ClientOptions &options)
{
    Client *const client = m_clients.emplace_back(std::make_unique<Client>(url, options)).get();
    m_managers.insert(name, client);
    const auto report = [name](const QString &type, const QString &key, const QJsonValue &value) {
        print({{u"type"_s, type}, {u"manager"_s, name}, {key, value}});
    };
    connect(client, &Client::transportChanged, this, [=](Transport transport) {
        report(u"upgrade"_s, u"transport"_s, QSocketIo::name(transport));
    });
    connect(client, &Client::reconnectAttempt, this,
            [=](int attempt) { report(u"reconnect_attempt"_s, u"attempt"_s, attempt); });
    connect(client, &Client::reconnected, this,
            [=](int attempt) { report(u"reconnect"_s, u"attempt"_s, attempt); });
    connect(client, &Client::reconnectError, this,
            [=](const Error &error) { report(u"reconnect_error"_s, u"message"_s, error.message); });
    connect(client, &Client::reconnectFailed, this, [=] {
        print({{u"type"_s, u"reconnect_failed"_s}, {u"manager"_s, name}});
    });
    return client;
}

Program::Result Program::onOn(const QJsonObject &line)
{
    PeerSocket *peer = find(line);
    if (!peer)
        return NoSuchSocket;
    const QJsonValue ack = line.value("ack"_L1);
    peer->setRule(line.value("event"_L1).toString(),
                  {.echo = ack == "echo"_L1,
                   .answer = fromJson(ack.toArray()),
                   .delay = millisecondsOf(line.value("ackDelay"_L1))});
    return {};
}

Program::Result Program::onEmit(const QJsonObject &line)
{
    PeerSocket *peer = find(line);
    if (!peer)
        return NoSuchSocket;
    const QString event = line.value("event"_L1).toString();
    if (isReservedEvent(event.toUtf8()))
        return ReservedEvent;
    peer->emitEvent(event, argumentsOf(line), line.value("volatile"_L1).toBool());
    return {};
}

Program::Result Program::onEmitWithAck(const QJsonObject &line)
{
    PeerSocket *peer = find(line);
    if (!peer)
        return NoSuchSocket;
    const QString event = line.value("event"_L1).toString();
    if (isReservedEvent(event.toUtf8()))
        return ReservedEvent;
    std::optional<std::chrono::milliseconds> timeout;
    if (line.value("timeout"_L1).isDouble())
        timeout = millisecondsOf(line.value("timeout"_L1));
    peer->emitWithAck(line.value("id"_L1), event, argumentsOf(line), timeout);
    return {};
}

Program::Result Program::onDisconnect(const QJsonObject &line)
{
    PeerSocket *peer = find(line);
    if (!peer)
        return NoSuchSocket;
    peer->socket()->close();
    return {};
}

Program::Result Program::onReconnect(const QJsonObject &line)
{
    PeerSocket *peer = find(line);
    if (!peer)
        return NoSuchSocket;
    if (line.contains("auth"_L1))
        peer->socket()->setAuth(fromJson(line.value("auth"_L1)).toMap());
    peer->socket()->open();
    return {};
}

Program::Result Program::onCloseEngine(const QJsonObject &line)
{
    PeerSocket *peer = find(line);
    if (!peer)
        return NoSuchSocket;
    peer->socket()->client()->dropConnection();
    return {};
}

Program::Result Program::onState(const QJsonObject &line)
{
    PeerSocket *peer = find(line);
    if (!peer)
        return NoSuchSocket;
    QJsonObject state = peer->state();
    state.insert("type"_L1, "state"_L1);
    state.insert("id"_L1, line.value("id"_L1));
    print(state);
    return {};
}

// Its answer and the commands behind it come when the time is over.
Program::Result Program::onSleep(const QJsonObject &line)
{
    m_sleep.start(millisecondsOf(line.value("ms"_L1)));
    return {};
}

Program::Result Program::onExit(const QJsonObject &)
{
    m_exiting = true;
    for (const auto &client : m_clients) {
        connect(client.get(), &Client::stateChanged, this, &Program::quitWhenClosed);
        client->closeAll();
    }
    QTimer::singleShot(ExitTimeout, this, [] { QCoreApplication::quit(); });
    QMetaObject::invokeMethod(this, &Program::quitWhenClosed, Qt::QueuedConnection);
    return {};
}

void Program::quitWhenClosed()
{
    const auto isClosed = [](const auto &client) {
        return client->state() == Client::State::Closed;
    };
    if (std::all_of(m_clients.begin(), m_clients.end(), isClosed))
        QCoreApplication::quit();
}

PeerSocket *Program::find(const QJsonObject &line) const
{
    return m_sockets.value(nameOf(line));
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "peersocket.h"

#include "jsonvalues.h"
#include "output.h"

#include <QTimer>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

PeerSocket::PeerSocket(const QString &name, ClientSocket *socket)
    : QObject(socket),
      m_name(name),
      m_socket(socket)
{
    connect(socket, &ClientSocket::connected, this, [this] {
        report("connect",
               {{u"sid"_s, sid()},
                {u"recovered"_s, m_socket->isRecovered()},
                {u"transport"_s, transport()}});
    });
    connect(socket, &ClientSocket::disconnected, this, [this](DisconnectReason reason) {
        report("disconnect", {{u"reason"_s, QString(QSocketIo::name(reason))}});
    });
    connect(socket, &ClientSocket::connectionRefused, this, [this](const Error &error) {
        const bool refused = error.phase == Error::Phase::Namespace && error.data.isValid();
        report("connect_error",
               {{u"message"_s, error.message},
                {u"data"_s, refused ? toJson(error.data) : QJsonValue()}});
    });
    // A handler of the event itself can answer: there is one from the first time on.
    socket->onAny(this, [this](const QString &event, const Arguments &) {
        if (m_known.contains(event))
            return;
        m_known.insert(event);
        m_socket->on(event, this, [this, event](const Arguments &arguments, Ack ack) {
            onEvent(event, arguments, ack);
        });
    });
}

void PeerSocket::onEvent(const QString &event, const Arguments &arguments, const Ack &ack)
{
    const QVariantList values = arguments.toVariantList();
    report("event", {{u"event"_s, event}, {u"args"_s, toJson(values)}, {u"ack"_s, bool(ack)}});
    const auto rule = m_rules.constFind(event);
    if (!ack || rule == m_rules.constEnd())
        return;
    const QVariantList answer = rule->echo ? values : rule->answer;
    if (rule->delay.count() <= 0)
        return ack(spread(answer));
    QTimer::singleShot(rule->delay, this, [ack, answer] { ack(spread(answer)); });
}

void PeerSocket::emitEvent(const QString &event, const QVariantList &arguments, bool isVolatile)
{
    if (isVolatile)
        m_socket->asVolatile().emitEvent(event, spread(arguments));
    else
        m_socket->emitEvent(event, spread(arguments));
}

void PeerSocket::emitWithAck(const QJsonValue &id, const QString &event,
                             const QVariantList &arguments,
                             std::optional<std::chrono::milliseconds> timeout)
{
    const AckCallback printAck = [id](const AckReply &reply) {
        QJsonValue error;
        if (reply.error)
            error = *reply.error == AckError::Reason::Timeout ? u"timeout"_s : u"disconnected"_s;
        print({{u"type"_s, u"ack"_s},
               {u"id"_s, id},
               {u"error"_s, error},
               {u"args"_s, toJson(reply.arguments.toVariantList())}});
    };
    if (timeout)
        m_socket->timeout(*timeout).emitWithCallback(event, this, printAck, spread(arguments));
    else
        m_socket->emitWithCallback(event, this, printAck, spread(arguments));
}

QJsonObject PeerSocket::state() const
{
    return {{u"connected"_s, m_socket->isConnected()},
            {u"active"_s, m_socket->isActive()},
            {u"sid"_s, sid()},
            {u"recovered"_s, m_socket->isRecovered()},
            {u"transport"_s, transport()}};
}

QJsonValue PeerSocket::transport() const
{
    const auto transport = m_socket->client()->transport();
    return transport ? QJsonValue(QSocketIo::name(*transport)) : QJsonValue();
}

QJsonValue PeerSocket::sid() const
{
    return m_socket->isConnected() ? QJsonValue(m_socket->id()) : QJsonValue();
}

void PeerSocket::report(const char *type, QJsonObject line) const
{
    line.insert("type"_L1, QLatin1StringView(type));
    line.insert("socket"_L1, m_name);
    print(line);
}

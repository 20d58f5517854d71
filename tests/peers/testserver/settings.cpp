// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "settings.h"

#include <qsocketio/protocol/msgpackparser.h>

#include <QCommandLineParser>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <chrono>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

// The one flag whose value may be left out.
QStringList withRecoveryTime(QStringList arguments)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const bool hasValue = i + 1 < arguments.size() && !arguments[i + 1].startsWith(u"--"_s);
        if (arguments[i] == u"--recovery" && !hasValue)
            arguments[i] = u"--recovery=120000"_s;
    }
    return arguments;
}

// Refusals carry what is wrong; main turns them into exit status 2.
class SettingsReader
{
public:
    explicit SettingsReader(const QStringList &arguments)
    {
        m_parser.addOptions({
            {u"port"_s, u"TCP port; 0: any"_s, u"n"_s, u"3000"_s},
            {u"host"_s, u"address to listen on"_s, u"address"_s, u"127.0.0.1"_s},
            {u"path"_s, u"path of the server"_s, u"path"_s},
            {u"ping-interval"_s, u"heartbeat"_s, u"ms"_s, u"25000"_s},
            {u"ping-timeout"_s, u"heartbeat"_s, u"ms"_s, u"20000"_s},
            {u"upgrade-timeout"_s, u"of an upgrade"_s, u"ms"_s, u"10000"_s},
            {u"connect-timeout"_s, u"to join a namespace"_s, u"ms"_s, u"45000"_s},
            {u"max-payload"_s, u"maxHttpBufferSize"_s, u"bytes"_s, u"1000000"_s},
            {u"transports"_s, u"comma separated"_s, u"list"_s, u"polling,websocket"_s},
            {u"no-upgrades"_s, u"offer no upgrade"_s},
            {u"allow-eio3"_s, u"clients of Engine.IO 3 as well"_s},
            {u"engine-only"_s, u"raw Engine.IO echo"_s},
            {u"parser"_s, u"json or msgpack"_s, u"name"_s, u"json"_s},
            {u"cors"_s, u"an origin or *"_s, u"origin"_s},
            {u"cors-credentials"_s, u"allow credentials"_s},
            {u"cookie"_s, u"name of a cookie"_s, u"name"_s},
            {u"no-http-compression"_s, u"polls are never compressed"_s},
            {u"per-message-deflate"_s, u"WebSocket messages are compressed"_s},
            {u"client-context-takeover"_s, u"with what clients sent before in mind"_s},
            {u"cleanup-empty-namespaces"_s, u"dynamic namespaces end with their last socket"_s},
            {u"recovery"_s, u"sessions are kept so long"_s, u"ms"_s},
            {u"server-id"_s, u"name in answers"_s, u"id"_s, u"s1"_s},
            {u"record"_s, u"what the event \"record\" appends to"_s, u"file"_s},
            {u"tls-cert"_s, u"PEM file"_s, u"file"_s},
            {u"tls-key"_s, u"PEM file"_s, u"file"_s},
        });
        if (!m_parser.parse(withRecoveryTime(arguments)))
            m_error = m_parser.errorText();
        else if (!m_parser.positionalArguments().isEmpty())
            m_error = u"unexpected argument %1"_s.arg(m_parser.positionalArguments().first());
    }

    QString error() const { return m_error; }
    bool isSet(const QString &name) const { return m_parser.isSet(name); }
    QString text(const QString &name) const { return m_parser.value(name); }
    void refuse(const QString &name)
    {
        if (m_error.isEmpty())
            m_error = u"bad value for --%1: %2"_s.arg(name, text(name));
    }

    qint64 number(const QString &name, qint64 maximum)
    {
        bool ok = false;
        const qint64 value = text(name).toLongLong(&ok);
        if (!ok || value < 0 || value > maximum)
            refuse(name);
        return value;
    }
    std::chrono::milliseconds duration(const QString &name)
    {
        return std::chrono::milliseconds(number(name, 1'000'000'000));
    }
    Transports transports()
    {
        Transports transports;
        for (const QString &entry : text(u"transports"_s).split(u',')) {
            if (entry == name(Transport::Polling))
                transports |= Transport::Polling;
            else if (entry == name(Transport::WebSocket))
                transports |= Transport::WebSocket;
            else
                refuse(u"transports"_s);
        }
        return transports;
    }
    QSslConfiguration tls()
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        QFile certificate(text(u"tls-cert"_s));
        QFile key(text(u"tls-key"_s));
        if (!certificate.open(QIODevice::ReadOnly))
            refuse(u"tls-cert"_s);
        if (!key.open(QIODevice::ReadOnly))
            refuse(u"tls-key"_s);
        if (!m_error.isEmpty())
            return configuration;
        configuration.setLocalCertificateChain(QSslCertificate::fromDevice(&certificate));
        const QByteArray pem = key.readAll();
        QSslKey privateKey(pem, QSsl::Rsa);
        if (privateKey.isNull())
            privateKey = QSslKey(pem, QSsl::Ec);
        configuration.setPrivateKey(privateKey);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        if (privateKey.isNull())
            refuse(u"tls-key"_s);
        return configuration;
    }

private:
    QCommandLineParser m_parser;
    QString m_error;
};

Verdict refuseWhenAsked(const Engine::Request &request)
{
    return request.queryValue("deny") == u"1" ? Verdict::reject(u"denied by test server"_s)
                                              : Verdict::accept();
}

void readServerOptions(SettingsReader &in, Settings &settings)
{
    ServerOptions &server = settings.server;
    server.path = in.isSet(u"path"_s) ? in.text(u"path"_s)
        : settings.engineOnly         ? u"/engine.io/"_s
                                      : u"/socket.io/"_s;
    server.pingInterval = in.duration(u"ping-interval"_s);
    server.pingTimeout = in.duration(u"ping-timeout"_s);
    server.upgradeTimeout = in.duration(u"upgrade-timeout"_s);
    server.connectTimeout = in.duration(u"connect-timeout"_s);
    server.maxHttpBufferSize = in.number(u"max-payload"_s, 2'000'000'000);
    server.transports = in.transports();
    server.allowUpgrades = !in.isSet(u"no-upgrades"_s);
    server.allowEIO3 = in.isSet(u"allow-eio3"_s);
    if (in.isSet(u"no-http-compression"_s))
        server.httpCompression.reset();
    if (in.isSet(u"per-message-deflate"_s))
        server.perMessageDeflate =
            PerMessageDeflate{.clientContextTakeover = in.isSet(u"client-context-takeover"_s)};
    if (in.isSet(u"cors"_s))
        server.cors.origins = QStringList{in.text(u"cors"_s)};
    server.cors.credentials = in.isSet(u"cors-credentials"_s);
    server.cookie.name = in.text(u"cookie"_s);
    if (in.isSet(u"recovery"_s)) {
        server.connectionStateRecovery =
            ConnectionStateRecovery{.maxDisconnectionDuration = in.duration(u"recovery"_s)};
    }
    server.allowRequest = refuseWhenAsked;
    server.cleanupEmptyChildNamespaces = in.isSet(u"cleanup-empty-namespaces"_s);
    if (in.isSet(u"tls-cert"_s) || in.isSet(u"tls-key"_s))
        server.sslConfiguration = in.tls();
}

} // namespace

std::optional<Settings> readSettings(const QStringList &arguments)
{
    SettingsReader in(arguments);
    Settings settings;
    if (in.error().isEmpty()) {
        settings.port = quint16(in.number(u"port"_s, 65535));
        if (!settings.host.setAddress(in.text(u"host"_s)))
            in.refuse(u"host"_s);
        settings.engineOnly = in.isSet(u"engine-only"_s);
        settings.serverId = in.text(u"server-id"_s);
        settings.recordFile = in.text(u"record"_s);
        if (in.text(u"parser"_s) == u"msgpack")
            settings.server.parser = msgPackParser();
        else if (in.text(u"parser"_s) != u"json")
            in.refuse(u"parser"_s);
        readServerOptions(in, settings);
    }
    if (in.error().isEmpty())
        return settings;
    std::fprintf(stderr, "%s\n", qPrintable(in.error()));
    return {};
}

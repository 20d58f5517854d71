// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "settings.h"

#include "jsonvalues.h"

#include <qsocketio/protocol/msgpackparser.h>

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

using namespace Qt::Literals::StringLiterals;
using QSocketIo::ClientOptions;

namespace {

bool readTransports(const QJsonObject &json, ClientOptions &options)
{
    if (!json.contains("transports"_L1))
        return true;
    options.transports.clear();
    for (const QJsonValue &value : json.value("transports"_L1).toArray()) {
        const QString text = value.toString();
        if (text == name(QSocketIo::Transport::Polling))
            options.transports.append(QSocketIo::Transport::Polling);
        else if (text == name(QSocketIo::Transport::WebSocket))
            options.transports.append(QSocketIo::Transport::WebSocket);
        else
            return false;
    }
    return true;
}

void readReconnection(const QJsonObject &json, ClientOptions &options)
{
    const auto milliseconds = [&](QLatin1StringView key, std::chrono::milliseconds &value) {
        if (json.contains(key))
            value = std::chrono::milliseconds(json.value(key).toInteger());
    };
    options.reconnection = json.value("reconnection"_L1).toBool(true);
    options.reconnectionAttempts = json.value("reconnectionAttempts"_L1).toInt(-1);
    milliseconds("reconnectionDelay"_L1, options.reconnectionDelay);
    milliseconds("reconnectionDelayMax"_L1, options.reconnectionDelayMax);
    milliseconds("timeout"_L1, options.timeout);
    options.randomizationFactor =
        json.value("randomizationFactor"_L1).toDouble(options.randomizationFactor);
}

void readRequest(const QJsonObject &json, ClientOptions &options)
{
    options.path = json.value("path"_L1).toString(options.path);
    const QJsonObject query = json.value("query"_L1).toObject();
    for (auto it = query.begin(); it != query.end(); ++it) {
        const auto encoded = [](const QString &text) {
            return QString::fromLatin1(QUrl::toPercentEncoding(text));
        };
        options.query.addQueryItem(encoded(it.key()), encoded(it.value().toVariant().toString()));
    }
    const QJsonObject headers = json.value("extraHeaders"_L1).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        options.extraHeaders.emplaceBack(it.key().toUtf8(), it.value().toString().toUtf8());
}

// "http://user:password@host:port", socks5 likewise, "system" or "none".
bool readProxy(const QJsonObject &json, ClientOptions &options)
{
    if (!json.contains("proxy"_L1))
        return true;
    const QString text = json.value("proxy"_L1).toString();
    if (text == "system"_L1) {
        QNetworkProxyFactory::setUseSystemConfiguration(true);
        return true;
    }
    const QUrl url(text);
    const bool isSocks = url.scheme() == "socks5"_L1;
    if (!isSocks && url.scheme() != "http"_L1)
        return false;
    options.proxy = QNetworkProxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy,
                                  url.host(), quint16(url.port()), url.userName(), url.password());
    return true;
}

void readDelivery(const QJsonObject &json, ClientOptions &options)
{
    options.retries = json.value("retries"_L1).toInt();
    if (json.contains("ackTimeout"_L1))
        options.ackTimeout = std::chrono::milliseconds(json.value("ackTimeout"_L1).toInteger());
}

void readTransportOptions(const QJsonObject &json, ClientOptions &options)
{
    options.upgrade = json.value("upgrade"_L1).toBool(true);
    options.rememberUpgrade = json.value("rememberUpgrade"_L1).toBool();
    options.tryAllTransports = json.value("tryAllTransports"_L1).toBool();
    options.forceBase64 = json.value("forceBase64"_L1).toBool();
    options.addTrailingSlash = json.value("addTrailingSlash"_L1).toBool(true);
    if (json.contains("timestampRequests"_L1))
        options.timestampRequests = json.value("timestampRequests"_L1).toBool();
    options.timestampParam = json.value("timestampParam"_L1).toString(options.timestampParam);
    options.requestTimeout = std::chrono::milliseconds(json.value("requestTimeout"_L1).toInteger());
    options.maxReceivedBytes =
        json.value("maxReceivedBytes"_L1).toInteger(options.maxReceivedBytes);
    for (const QJsonValue &value : json.value("protocols"_L1).toArray())
        options.protocols.append(value.toString());
    if (json.value("EIO"_L1).toInt(4) == 3)
        options.protocol = QSocketIo::EngineProtocol::V3;
}

bool readCertificates(const QJsonObject &json, ClientOptions &options)
{
    const auto certificates = [&](QLatin1StringView key) {
        return QSslCertificate::fromPath(json.value(key).toString());
    };
    if (json.contains("pinFile"_L1))
        options.pinnedCertificates = certificates("pinFile"_L1);
    if (!json.contains("caFile"_L1))
        return true;
    const auto trusted = certificates("caFile"_L1);
    options.sslConfiguration = QSslConfiguration::defaultConfiguration();
    options.sslConfiguration.setCaCertificates(trusted);
    QFile key(json.value("keyFile"_L1).toString());
    if (key.open(QIODevice::ReadOnly)) {
        options.sslConfiguration.setLocalCertificateChain(certificates("certFile"_L1));
        options.sslConfiguration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    }
    return !trusted.isEmpty();
}

} // namespace

QSocketIo::Expected<ClientOptions, QString> readOptions(const QJsonObject &json)
{
    ClientOptions options;
    const QString parser = json.value("parser"_L1).toString(u"json"_s);
    if (parser == u"msgpack")
        options.parser = QSocketIo::msgPackParser();
    else if (parser != u"json")
        return u"this parser is not supported"_s;
    if (!readTransports(json, options))
        return u"unknown transport"_s;
    if (!readCertificates(json, options))
        return u"no certificates in caFile"_s;
    if (!readProxy(json, options))
        return u"this proxy is not supported"_s;
    readTransportOptions(json, options);
    if (json.contains("auth"_L1))
        options.auth = fromJson(json.value("auth"_L1)).toMap();
    readReconnection(json, options);
    readDelivery(json, options);
    readRequest(json, options);
    return options;
}

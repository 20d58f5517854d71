// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "settings.h"

#include "jsonvalues.h"

#include <QSslCertificate>

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

bool readCertificates(const QJsonObject &json, ClientOptions &options)
{
    if (!json.contains("caFile"_L1))
        return true;
    const auto trusted = QSslCertificate::fromPath(json.value("caFile"_L1).toString());
    options.sslConfiguration = QSslConfiguration::defaultConfiguration();
    options.sslConfiguration.setCaCertificates(trusted);
    return !trusted.isEmpty();
}

} // namespace

QSocketIo::Expected<ClientOptions, QString> readOptions(const QJsonObject &json)
{
    ClientOptions options;
    if (json.contains("parser"_L1) && json.value("parser"_L1) != "json"_L1)
        return u"this parser is not supported"_s;
    if (!readTransports(json, options))
        return u"unknown transport"_s;
    if (!readCertificates(json, options))
        return u"no certificates in caFile"_s;
    options.upgrade = json.value("upgrade"_L1).toBool(true);
    if (json.contains("auth"_L1))
        options.auth = fromJson(json.value("auth"_L1)).toMap();
    readReconnection(json, options);
    readRequest(json, options);
    return options;
}

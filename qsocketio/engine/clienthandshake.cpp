// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/clienthandshake_p.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

// Ids of known servers have 16 to 36 characters.
constexpr qsizetype MaximumIdLength = 512;

Error invalid(const QString &what)
{
    return {Error::Phase::Handshake, u"the server's handshake is invalid: "_s + what};
}

// It goes into every request line, where nothing may end that line.
bool isUsableId(const QByteArray &sid)
{
    const auto isControl = [](char c) { return uchar(c) < 0x20 || c == 0x7f; };
    return !sid.isEmpty() && sid.size() <= MaximumIdLength && std::ranges::none_of(sid, isControl);
}

std::optional<std::chrono::milliseconds> duration(const QJsonValue &value)
{
    const double ms = value.toDouble(-1);
    if (!(ms >= 1 && ms <= std::numeric_limits<int>::max()))
        return {};
    return std::chrono::milliseconds(qint64(ms));
}

} // namespace

Expected<ClientHandshake, Error> readHandshake(QByteArrayView json)
{
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), json.size()));
    if (!document.isObject())
        return invalid(u"it is no JSON object"_s);
    const QJsonObject object = document.object();

    ClientHandshake handshake;
    handshake.sid = object.value("sid"_L1).toString().toUtf8();
    if (!isUsableId(handshake.sid))
        return invalid(u"sid"_s);
    const auto pingInterval = duration(object.value("pingInterval"_L1));
    const auto pingTimeout = duration(object.value("pingTimeout"_L1));
    if (!pingInterval || !pingTimeout)
        return invalid(u"pingInterval or pingTimeout"_s);
    handshake.pingInterval = *pingInterval;
    handshake.pingTimeout = *pingTimeout;
    handshake.offersWebSocket = object.value("upgrades"_L1).toArray().contains("websocket"_L1);
    // Servers of protocol 4 that know no limit leave it out.
    const double maxPayload = object.value("maxPayload"_L1).toDouble();
    if (maxPayload >= 1 && maxPayload <= double(std::numeric_limits<qint32>::max()))
        handshake.maxPayload = qint64(maxPayload);
    return handshake;
}

} // namespace QSocketIo::Engine

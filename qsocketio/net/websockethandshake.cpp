// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/httpresponse_p.h>
#include <qsocketio/net/websockethandshake_p.h>

#include <QCryptographicHash>

#include <algorithm>

namespace QSocketIo::Net {

namespace {

constexpr QByteArrayView Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 1.3

bool isBase64(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+'
        || c == '/';
}

// Base64 of 16 bytes.
bool isKey(QByteArrayView key)
{
    constexpr qsizetype digits = 22;
    return key.size() == digits + 2 && key.endsWith("==")
        && std::all_of(key.begin(), key.begin() + digits, isBase64);
}

bool readProtocols(const HttpRequestHead &head, QList<QByteArray> &protocols)
{
    constexpr qsizetype maximum = 100;
    const auto add = [&protocols](QByteArrayView protocol) {
        if (!isHttpToken(protocol) || protocols.size() == maximum)
            return false;
        protocols.append(protocol.toByteArray());
        return true;
    };
    protocols.clear();
    return std::all_of(head.fields.begin(), head.fields.end(), [&add](const auto &field) {
        return !equalsIgnoringCase(field.name, "sec-websocket-protocol")
            || forEachListItem(field.value, add);
    });
}

void appendFields(QByteArray &to, const QList<std::pair<QByteArray, QByteArray>> &fields)
{
    for (const auto &[name, value] : fields)
        appendHttpField(to, name, value);
    to.append("\r\n");
}

} // namespace

bool readWebSocketUpgrade(const HttpRequestHead &head, WebSocketUpgrade &upgrade, int &failedStatus)
{
    // Bytes of a body would be taken for frames.
    const bool hasBody = head.chunked || head.contentLength > 0;
    const QByteArrayView key = head.value("Sec-WebSocket-Key");
    failedStatus = 400;
    if (head.method != "GET" || head.minorVersion < 1 || hasBody
        || !head.hasToken("Upgrade", "websocket") || !head.hasToken("Connection", "upgrade"))
        return false;
    if (head.count("Sec-WebSocket-Version") != 1 || head.value("Sec-WebSocket-Version") != "13") {
        failedStatus = 426;
        return false;
    }
    if (head.count("Sec-WebSocket-Key") != 1 || !isKey(key)
        || !readProtocols(head, upgrade.protocols))
        return false;
    upgrade.key = key.toByteArray();
    failedStatus = 0;
    return true;
}

QByteArray webSocketAccept(QByteArrayView key)
{
    QByteArray text;
    text.reserve(key.size() + Guid.size());
    text.append(key).append(Guid);
    return QCryptographicHash::hash(text, QCryptographicHash::Sha1).toBase64();
}

QByteArray webSocketUpgradeResponse(QByteArrayView key,
                                    const QList<std::pair<QByteArray, QByteArray>> &fields)
{
    QByteArray response;
    response.reserve(256);
    response.append("HTTP/1.1 101 Switching Protocols\r\n"
                    "Upgrade: websocket\r\n"
                    "Connection: Upgrade\r\n"
                    "Sec-WebSocket-Accept: ");
    response.append(webSocketAccept(key)).append("\r\n");
    appendFields(response, fields);
    return response;
}

QByteArray webSocketUpgradeRequest(QByteArrayView hostPort, QByteArrayView target,
                                   QByteArrayView key,
                                   const QList<std::pair<QByteArray, QByteArray>> &fields)
{
    QByteArray request;
    request.reserve(256 + target.size());
    request.append("GET ").append(target).append(" HTTP/1.1\r\n");
    appendHttpField(request, "Host", hostPort);
    request.append("Upgrade: websocket\r\n"
                   "Connection: Upgrade\r\n"
                   "Sec-WebSocket-Version: 13\r\n");
    appendHttpField(request, "Sec-WebSocket-Key", key);
    appendFields(request, fields);
    return request;
}

} // namespace QSocketIo::Net

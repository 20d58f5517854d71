// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/base64_p.h>
#include <qsocketio/net/httpresponse_p.h>
#include <qsocketio/net/websockethandshake_p.h>

#include <QCryptographicHash>

#include <algorithm>
#include <array>

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

// What the fields of a request say about WebSocket.
class UpgradeFields
{
public:
    explicit UpgradeFields(const HttpRequestHead &head)
    {
        for (const HttpRequestHead::Field &field : head.fields)
            read(field);
    }

    bool isWebSocket() const { return m_isWebSocket; }
    bool hasVersion() const { return m_versions == 1 && m_version == "13"; }
    bool hasKey() const { return m_keys == 1 && isKey(m_key); }
    QByteArrayView key() const { return m_key; }
    // False: one of them is none, or there are too many.
    bool areProtocolsValid() const { return m_areProtocolsValid; }
    const QList<QByteArray> &protocols() const { return m_protocols; }

private:
    // The names differ in their sizes.
    void read(const HttpRequestHead::Field &field)
    {
        const auto is = [&field](QByteArrayView name) { return hasSameLetters(field.name, name); };
        switch (field.name.size()) {
        case 7:
            m_isWebSocket = m_isWebSocket || (is("upgrade") && offersWebSocket(field.value));
            break;
        case 17:
            if (is("sec-websocket-key") && ++m_keys == 1)
                m_key = field.value;
            break;
        case 21:
            if (is("sec-websocket-version") && ++m_versions == 1)
                m_version = field.value;
            break;
        case 22:
            if (is("sec-websocket-protocol"))
                readProtocols(field.value);
            break;
        }
    }

    static bool offersWebSocket(QByteArrayView list)
    {
        return !forEachListItem(list, [](QByteArrayView protocol) {
            return !equalsIgnoringCase(protocol, "websocket");
        });
    }

    void readProtocols(QByteArrayView list)
    {
        constexpr qsizetype maximum = 100;
        const auto add = [this](QByteArrayView protocol) {
            if (!isHttpToken(protocol) || m_protocols.size() == maximum)
                return false;
            m_protocols.append(protocol.toByteArray());
            return true;
        };
        m_areProtocolsValid = m_areProtocolsValid && forEachListItem(list, add);
    }

    bool m_isWebSocket = false;
    bool m_areProtocolsValid = true;
    int m_versions = 0;
    int m_keys = 0;
    QByteArrayView m_version;
    QByteArrayView m_key;
    QList<QByteArray> m_protocols;
};

constexpr QByteArrayView AnswerBegin = "HTTP/1.1 101 Switching Protocols\r\n"
                                       "Upgrade: websocket\r\n"
                                       "Connection: Upgrade\r\n"
                                       "Sec-WebSocket-Accept: ";

// RFC 6455 4.2.2
auto acceptFor(QByteArrayView key)
{
    thread_local QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.reset();
    hash.addData(key);
    hash.addData(Guid);
    std::array<char, 20> digest;
    std::copy_n(hash.resultView().begin(), digest.size(), digest.begin());
    return toBase64(digest, Base64Digits);
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
    const UpgradeFields fields(head);
    failedStatus = 400;
    if (head.method != "GET" || !head.upgrade || hasBody || !fields.isWebSocket())
        return false;
    if (!fields.hasVersion()) {
        failedStatus = 426;
        return false;
    }
    if (!fields.hasKey() || !fields.areProtocolsValid())
        return false;
    upgrade = {fields.key(), fields.protocols()};
    failedStatus = 0;
    return true;
}

QByteArray webSocketAccept(QByteArrayView key)
{
    const auto accept = acceptFor(key);
    return {accept.data(), qsizetype(accept.size())};
}

QByteArray webSocketUpgradeResponse(QByteArrayView key,
                                    const QList<std::pair<QByteArray, QByteArray>> &fields)
{
    const auto accept = acceptFor(key);
    QByteArray response;
    response.reserve(256);
    response.append(AnswerBegin).append(accept.data(), qsizetype(accept.size())).append("\r\n");
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

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/httpparser_p.h>

#include <QHostAddress>
#include <QList>
#include <QStringList>

#include <optional>
#include <utility>

namespace QSocketIo::Net {

// Who sent a request, as far as it can be believed.
struct RequestOrigin
{
    QHostAddress address;
    quint16 port = 0;
    bool secure = false;
};

// The proxies whose Forwarded (RFC 7239) or X-Forwarded-For is believed, and what they say.
class ProxyTrust
{
public:
    enum class Header : quint8 { XForwardedFor, Forwarded };

    ProxyTrust() = default;
    ProxyTrust(const QStringList &addresses, Header header);

    bool trusts(const QHostAddress &address) const;
    // The client as told by the chain of trusted proxies that ends at peer. What is malformed ends
    // the chain: then the last proxy that is known is the client.
    RequestOrigin origin(const HttpRequestHead &head, const RequestOrigin &peer) const;

private:
    QList<std::pair<QHostAddress, int>> m_subnets;
    bool m_trustsLocal = false;
    Header m_header = Header::XForwardedFor;
};

// "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]:80"; nothing for all else.
std::optional<std::pair<QHostAddress, quint16>> readForwardedNode(QByteArrayView text);

} // namespace QSocketIo::Net

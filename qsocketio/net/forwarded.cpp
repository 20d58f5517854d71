// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/net/forwarded_p.h>

#include <algorithm>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Net {

namespace {

// One proxy's word on whom it serves.
struct Hop
{
    QByteArray node;
    std::optional<bool> secure;
};

bool isHttps(QByteArrayView scheme)
{
    return equalsIgnoringCase(scheme, "https") || equalsIgnoringCase(scheme, "wss");
}

std::vector<Hop> xForwardedHops(const HttpRequestHead &head)
{
    std::vector<Hop> hops;
    std::vector<bool> schemes;
    for (const auto &field : head.fields) {
        if (equalsIgnoringCase(field.name, "x-forwarded-for")) {
            forEachListItem(field.value, [&hops](QByteArrayView item) {
                hops.push_back({item.toByteArray(), {}});
                return true;
            });
        } else if (equalsIgnoringCase(field.name, "x-forwarded-proto")) {
            forEachListItem(field.value, [&schemes](QByteArrayView item) {
                schemes.push_back(isHttps(item));
                return true;
            });
        }
    }
    // Proxies that set it instead of adding to it leave one for all.
    for (size_t i = 0; i < hops.size() && !schemes.empty(); ++i)
        hops[i].secure = schemes.size() == hops.size() ? schemes[i] : schemes.back();
    return hops;
}

// A token or a quoted string (RFC 9110, 5.6.4); takes it off text.
std::optional<QByteArray> takeForwardedValue(QByteArrayView &text)
{
    QByteArray value;
    if (!text.startsWith('"')) {
        while (!text.isEmpty() && isOf(TokenChar, text.front())) {
            value.append(text.front());
            text = text.sliced(1);
        }
        return value.isEmpty() ? std::nullopt : std::optional(value);
    }
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            text = text.sliced(i + 1);
            return value;
        }
        if (text[i] == '\\' && ++i == text.size())
            break;
        value.append(text[i]);
    }
    return {};
}

// RFC 7239, 4: elements behind commas, their parts behind semicolons.
std::optional<std::vector<Hop>> readForwarded(QByteArrayView text)
{
    std::vector<Hop> hops;
    Hop hop;
    while (!(text = trimmedBlanks(text)).isEmpty()) {
        const qsizetype equals = text.indexOf('=');
        if (equals < 1 || !isHttpToken(text.first(equals)))
            return {};
        const QByteArrayView name = text.first(equals);
        text = text.sliced(equals + 1);
        const auto value = takeForwardedValue(text);
        if (!value)
            return {};
        if (equalsIgnoringCase(name, "for"))
            hop.node = *value;
        else if (equalsIgnoringCase(name, "proto"))
            hop.secure = isHttps(*value);
        text = trimmedBlanks(text);
        if (!text.isEmpty() && text.front() != ',' && text.front() != ';')
            return {};
        if (text.isEmpty() || text.front() == ',')
            hops.push_back(std::exchange(hop, {}));
        if (!text.isEmpty())
            text = text.sliced(1);
    }
    return hops;
}

std::vector<Hop> forwardedHops(const HttpRequestHead &head)
{
    std::vector<Hop> hops;
    for (const auto &field : head.fields) {
        if (!equalsIgnoringCase(field.name, "forwarded"))
            continue;
        // What follows a malformed part was still written by nearer proxies.
        if (const auto more = readForwarded(field.value))
            hops.insert(hops.end(), more->begin(), more->end());
        else
            hops.assign(1, {});
    }
    return hops;
}

std::optional<quint16> readPort(QByteArrayView text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.isEmpty() || text.size() > 5 || !std::ranges::all_of(text, isDigit))
        return {};
    const uint port = text.toByteArray().toUInt();
    return port <= 0xffff ? std::optional(quint16(port)) : std::nullopt;
}

} // namespace

std::optional<std::pair<QHostAddress, quint16>> readForwardedNode(QByteArrayView text)
{
    QByteArrayView host = text;
    QByteArrayView port;
    const bool bracketed = text.startsWith('[');
    if (bracketed) {
        const qsizetype end = text.indexOf(']');
        if (end < 0)
            return {};
        host = text.first(end).sliced(1);
        port = text.sliced(end + 1);
    } else if (std::ranges::count(text, ':') == 1) {
        host = text.first(text.indexOf(':'));
        port = text.sliced(host.size());
    }
    quint16 number = 0;
    if (!port.isEmpty()) {
        const auto read = port.front() == ':' ? readPort(port.sliced(1)) : std::nullopt;
        if (!read)
            return {};
        number = *read;
    }
    // Qt reads "1", "0x7f.1" and names of interfaces as well.
    const bool isIPv6 = host.contains(':');
    const auto allowed = [isIPv6](char c) {
        return (c >= '0' && c <= '9') || c == '.' || (isIPv6 && (isOf(HexDigit, c) || c == ':'));
    };
    if ((bracketed && !isIPv6) || !std::ranges::all_of(host, allowed)
        || (!isIPv6 && std::ranges::count(host, '.') != 3))
        return {};
    const QHostAddress address(QString::fromLatin1(host));
    if (address.isNull())
        return {};
    return std::pair(address, number);
}

ProxyTrust::ProxyTrust(const QStringList &addresses, Header header) : m_header(header)
{
    for (const QString &text : addresses) {
        if (text == "unix"_L1) {
            m_trustsLocal = true;
            continue;
        }
        const auto subnet = QHostAddress::parseSubnet(text);
        if (subnet.first.isNull())
            qCWarning(lcNet, "this is no address of a proxy: %s", qPrintable(text));
        else
            m_subnets.append(subnet);
    }
}

bool ProxyTrust::trusts(const QHostAddress &address) const
{
    if (address.isNull())
        return m_trustsLocal;
    if (m_subnets.isEmpty())
        return false;
    bool isIPv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIPv4);
    const QHostAddress plain = isIPv4 ? QHostAddress(ipv4) : address;
    return std::ranges::any_of(m_subnets,
                               [&plain](const auto &subnet) { return plain.isInSubnet(subnet); });
}

RequestOrigin ProxyTrust::origin(const HttpRequestHead &head, const RequestOrigin &peer) const
{
    if (!trusts(peer.address))
        return peer;
    auto hops = m_header == Header::Forwarded ? forwardedHops(head) : xForwardedHops(head);
    RequestOrigin origin = peer;
    // The nearest proxy wrote the last one.
    std::reverse(hops.begin(), hops.end());
    for (const Hop &hop : hops) {
        const auto node = readForwardedNode(hop.node);
        if (!node)
            break;
        origin = {node->first, node->second, hop.secure.value_or(origin.secure)};
        if (!trusts(origin.address))
            break;
    }
    return origin;
}

} // namespace QSocketIo::Net

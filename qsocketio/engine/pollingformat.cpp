// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/jsonp_p.h>
#include <qsocketio/engine/pollingformat_p.h>
#include <qsocketio/net/stream_p.h>

namespace QSocketIo::Engine {

namespace {

constexpr QByteArrayView OctetStream = "application/octet-stream";

QByteArray payloadOf(const WaitingPackets &packets, const PayloadSyntax &syntax)
{
    QByteArray payload;
    qsizetype size = 0;
    packets.forEach([&](const OutgoingPacket &packet) { size += payloadSize(packet) + 1; });
    payload.reserve(size);
    packets.forEach([&](const OutgoingPacket &packet) { syntax.append(payload, packet); });
    return payload;
}

HttpAnswer answer(const WaitingPackets &packets, const PayloadSyntax &syntax)
{
    return {.body = payloadOf(packets, syntax), .contentType = syntax.contentType};
}

class PollingFormat4 final : public PollingFormat
{
public:
    Posted read(const QByteArray &body, QByteArrayView contentType) const override
    {
        if (contentType == OctetStream)
            return {};
        return {body, &PayloadOf4};
    }
    HttpAnswer write(const WaitingPackets &packets) const override
    {
        return answer(packets, PayloadOf4);
    }
};

class PollingFormat3 final : public PollingFormat
{
public:
    explicit PollingFormat3(bool base64) : m_base64(base64) { }

    Posted read(const QByteArray &body, QByteArrayView contentType) const override
    {
        return {body, contentType == OctetStream ? &BinaryPayloadOf3 : &TextPayloadOf3};
    }
    HttpAnswer write(const WaitingPackets &packets) const override
    {
        const bool binary = !m_base64 && packets.hasBinary();
        return answer(packets, binary ? BinaryPayloadOf3 : TextPayloadOf3);
    }

private:
    const bool m_base64;
};

// Pages of other origins that know no CORS: answers are scripts, POSTs are forms.
class ScriptFormat final : public PollingFormat
{
public:
    explicit ScriptFormat(const Dialect &dialect)
        : m_function(dialect.script.value_or(QByteArray())),
          m_syntax(dialect.protocol == 3 ? TextPayloadOf3 : PayloadOf4)
    {
    }

    Posted read(const QByteArray &body, QByteArrayView) const override
    {
        QByteArray payload = Jsonp::payloadOfForm(body);
        payload.reserve(payload.size() + Net::Stream::InputPadding);
        return {payload, &m_syntax};
    }
    HttpAnswer write(const WaitingPackets &packets) const override
    {
        return {.body = Jsonp::script(m_function, payloadOf(packets, m_syntax)),
                .contentType = "text/javascript; charset=UTF-8",
                .fields = {{"X-Content-Type-Options", "nosniff"}, {"X-XSS-Protection", "0"}}};
    }

private:
    const QByteArray m_function;
    const PayloadSyntax &m_syntax;
};

} // namespace

std::unique_ptr<PollingFormat> PollingFormat::create(const Dialect &dialect)
{
    if (dialect.script)
        return std::make_unique<ScriptFormat>(dialect);
    if (dialect.protocol == 3)
        return std::make_unique<PollingFormat3>(dialect.base64);
    return std::make_unique<PollingFormat4>();
}

} // namespace QSocketIo::Engine

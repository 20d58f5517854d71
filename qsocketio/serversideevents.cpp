// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/namespace_p.h>
#include <qsocketio/readback_p.h>
#include <qsocketio/server_p.h>
#include <qsocketio/serversideevents_p.h>

namespace QSocketIo {

namespace {

using namespace std::chrono_literals;

// How long other servers may take where the application does not say.
constexpr auto AnswerTimeout = 5s;

// Names that servers use among themselves.
bool isReserved(QByteArrayView event)
{
    return event == "connect" || event == "connection" || event == "new_namespace";
}

} // namespace

// The arguments are written as an event of a socket would be, and handed to the adapter.
class ServerSideEvents::Sending final : public Detail::EmissionTarget
{
public:
    Sending(Namespace &nsp, Detail::AnswersCallback callback)
        : m_namespace(&nsp),
          m_callback(std::move(callback))
    {
    }

    void send(PacketEncoder &encoder, Writer &, const Detail::EmitFlags &flags) override
    {
        if (!m_namespace)
            return;
        const ReadBack event(*m_namespace->server()->d->parser, encoder.finish());
        Adapter &adapter = *m_namespace->d->adapter;
        const QByteArray name = event.event().toByteArray();
        if (m_callback)
            adapter.serverSideAsk(name, event.arguments(), *flags.timeout, m_callback);
        else
            adapter.serverSideEmit(name, event.arguments());
    }
    void returnEncoder(std::unique_ptr<PacketEncoder> &&encoder) override
    {
        if (m_namespace)
            m_namespace->d->returnEncoder(std::move(encoder));
    }

private:
    const QPointer<Namespace> m_namespace;
    Detail::AnswersCallback m_callback;
};

// The answer to another server, once.
class ServerSideEvents::Answering final : public Ack::Channel,
                                          public Detail::EmissionTarget,
                                          public std::enable_shared_from_this<Answering>
{
public:
    Answering(Namespace &nsp, AdapterAnswer answer) : m_namespace(&nsp), m_answer(std::move(answer))
    {
    }

    bool isOpen() const override { return m_answer && m_namespace; }
    Detail::Emission beginReply() override
    {
        if (!isOpen() || std::exchange(m_begun, true))
            return {};
        auto encoder = m_namespace->d->takeEncoder();
        Writer &writer = encoder->begin(Packet::Type::Ack, m_namespace->d->utf8Name, 0);
        return {
            std::shared_ptr<EmissionTarget>(shared_from_this()), std::move(encoder), writer, {}};
    }

    void send(PacketEncoder &encoder, Writer &, const Detail::EmitFlags &) override
    {
        if (!m_namespace)
            return;
        const ReadBack answer(*m_namespace->server()->d->parser, encoder.finish());
        if (const auto tell = std::exchange(m_answer, {}))
            tell(answer.arguments());
    }
    void returnEncoder(std::unique_ptr<PacketEncoder> &&encoder) override
    {
        if (m_namespace)
            m_namespace->d->returnEncoder(std::move(encoder));
    }

private:
    QPointer<Namespace> m_namespace;
    AdapterAnswer m_answer;
    bool m_begun = false;
};

class ServerSideEvents::Origin final : public Detail::Invocation::Origin
{
public:
    Origin(Namespace &nsp, const AdapterAnswer &answer) : m_namespace(nsp), m_answer(answer) { }

    Socket *socket() const override { return nullptr; }
    const Handshake *handshake() const override { return nullptr; }
    const StateScope &scope() const override { return m_namespace; }
    Ack createAck(quint64) const override
    {
        return Ack(std::make_shared<Answering>(m_namespace, m_answer));
    }

private:
    Namespace &m_namespace;
    const AdapterAnswer &m_answer;
};

Detail::Emission ServerSideEvents::begin(QByteArrayView event, Detail::AnswersCallback callback)
{
    if (isReserved(event)) {
        qCWarning(lcServer, "\"%.*s\" is a reserved event name", int(event.size()), event.data());
        if (callback)
            callback({});
        return {};
    }
    auto encoder = m_namespace.d->takeEncoder();
    Writer &writer = encoder->beginEvent(m_namespace.d->utf8Name, {}, event);
    return {std::make_shared<Sending>(m_namespace, std::move(callback)),
            std::move(encoder),
            writer,
            {.timeout = AnswerTimeout}};
}

void ServerSideEvents::add(QByteArrayView event, Detail::HandlerPointer handler)
{
    m_handlers.add(event, std::move(handler));
}

void ServerSideEvents::dispatch(const QByteArray &event, const Arguments &arguments,
                                const AdapterAnswer &answer) const
{
    const Origin origin(m_namespace, answer);
    Detail::Invocation invocation(origin, arguments,
                                  answer ? std::optional<quint64>(0) : std::nullopt);
    const Guarded::Guard alive(*m_namespace.d);
    if (!m_handlers.call(event, invocation, alive))
        qCInfo(lcServer, "the arguments of \"%s\" do not fit its handler", event.constData());
}

} // namespace QSocketIo

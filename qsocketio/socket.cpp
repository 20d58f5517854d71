// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/core/utf8text_p.h>
#include <qsocketio/socket.h>
#include <qsocketio/socket_p.h>

#include <QMetaMethod>

namespace QSocketIo {

namespace {

// A handler without a function of its own: what a catch-all needs of it is whether it is active.
class AnyHandler final : public Detail::Handler
{
public:
    using Handler::Handler;
    bool call(Detail::Invocation &) override { return true; }
};

// The answer to one event; the socket may go before it is used.
class SocketAckChannel final : public Ack::Channel
{
public:
    SocketAckChannel(Socket *socket, Socket::Private *d, quint64 id)
        : m_socket(socket),
          m_d(d),
          m_id(id)
    {
    }

    Detail::Emission beginReply() override
    {
        if (!isOpen())
            return {};
        return m_d->beginAck(*std::exchange(m_id, std::nullopt));
    }
    bool isOpen() const override { return m_id && m_socket && m_d->canEmit(); }

private:
    QPointer<Socket> m_socket;
    Socket::Private *m_d;
    std::optional<quint64> m_id;
};

} // namespace

namespace Detail {

Handler::~Handler() = default;

const Handshake &Invocation::handshake() const
{
    return m_socket->d->handshake();
}

const Ack &Invocation::ack()
{
    if (!m_ack) {
        m_ack.emplace(
            m_id ? Ack(std::make_shared<SocketAckChannel>(m_socket, m_socket->d.get(), *m_id))
                 : Ack());
    }
    return *m_ack;
}

} // namespace Detail

Socket::Private::~Private() = default;

Detail::Emission Socket::Private::beginEvent(QByteArrayView event, Detail::AckRequest ack,
                                             const Detail::EmitFlags &flags)
{
    if (isReservedEvent(event)) {
        qCWarning(lcProtocol, "\"%.*s\" is a reserved event name", int(event.size()), event.data());
        if (ack.callback)
            ack.callback({AckError::Reason::Disconnected, {}});
        return {};
    }
    if (!canEmit()) {
        if (ack.callback)
            ack.callback({AckError::Reason::Disconnected, {}});
        return {};
    }
    std::optional<quint64> id;
    if (ack.callback) {
        id = nextAckId();
        expectAck(*id, std::move(ack), flags.timeout);
    }
    auto encoder = takeEncoder();
    Writer &writer = encoder->beginEvent(nsp, id, event);
    return {q, this, std::move(encoder), writer, flags};
}

Detail::Emission Socket::Private::beginAck(quint64 id)
{
    auto encoder = takeEncoder();
    Writer &writer = encoder->begin(Packet::Type::Ack, nsp, id);
    return {q, this, std::move(encoder), writer, {}};
}

void Socket::Private::dispatchEvent(const Packet &packet)
{
    static const QMetaMethod rawSignal = QMetaMethod::fromSignal(&Socket::eventReceived);
    const QPointer<Socket> alive(q);
    if (events.hasAny())
        events.callForAny(packet.event, packet.arguments, alive);
    if (alive && q->isSignalConnected(rawSignal))
        Q_EMIT q->eventReceived(QString::fromUtf8(packet.event), packet.arguments.toVariantList());
    if (!alive)
        return;
    Detail::Invocation invocation(q, packet.arguments, packet.id);
    if (events.call(packet.event, invocation, alive) || !alive)
        return;
    qCInfo(lcProtocol, "the arguments of \"%.*s\" do not fit its handler", int(packet.event.size()),
           packet.event.data());
    Q_EMIT q->argumentsRejected(QString::fromUtf8(packet.event), packet.arguments.toVariantList());
}

void Socket::Private::dispatchAck(const Packet &packet)
{
    if (packet.id)
        resolveAck(*packet.id, {{}, packet.arguments});
}

void Socket::Private::expectAck(quint64 id, Detail::AckRequest ack,
                                std::optional<std::chrono::milliseconds> timeout)
{
    PendingAck &pending = m_acks[id];
    pending.callback = std::move(ack.callback);
    if (timeout) {
        pending.timeout = std::make_unique<Timer>([this, id] {
            const Turn::Scope scope;
            forgetPacket(id);
            resolveAck(id, {AckError::Reason::Timeout, {}});
        });
        pending.timeout->start(*timeout);
    }
    if (ack.canceled) {
        pending.cancellation = std::make_unique<QFutureWatcher<void>>();
        QObject::connect(pending.cancellation.get(), &QFutureWatcher<void>::canceled, q,
                         [this, id] { forgetAck(id); });
        pending.cancellation->setFuture(*ack.canceled);
    }
}

void Socket::Private::forgetAck(quint64 id)
{
    forgetPacket(id);
    const auto node = m_acks.extract(id);
    // Its own signal brings us here.
    if (node && node.mapped().cancellation)
        node.mapped().cancellation.release()->deleteLater();
}

void Socket::Private::failAcks(AckError::Reason reason)
{
    const QPointer<Socket> alive(q);
    auto acks = std::exchange(m_acks, {});
    for (auto &[id, pending] : acks) {
        pending.timeout.reset();
        pending.callback({reason, {}});
    }
}

void Socket::Private::resolveAck(quint64 id, const AckReply &reply)
{
    auto node = m_acks.extract(id);
    if (!node)
        return;
    if (node.mapped().cancellation)
        node.mapped().cancellation->disconnect();
    node.mapped().callback(reply);
}

/*!
    \class QSocketIo::Socket
    \brief One side of a namespace's connection: what ServerSocket and ClientSocket share.

    Handlers are functions, lambdas and slots. Their parameters take the event's arguments one after
    the other, converted by ValueTraits; further parameters, in any place, may be an Ack, the
    \c {const Arguments &} (all of them, still encoded), the \c {const Handshake &} and the socket
   by reference. A handler that returns a value, or a QFuture of one, acknowledges with it. If the
    arguments do not fit, the handler is not called and argumentsRejected() is emitted. Missing
    arguments do not fit, except for \c std::optional; surplus ones are ignored.

    The functions emitEvent(), emitWithAck() and emitWithCallback() of Emitting send. They are the
    counterparts of \c emit and \c emitWithAck in JavaScript.

    A socket and the receivers of its handlers belong to one thread.
*/

/*!
    \fn template <typename Receiver, typename Function> Subscription Socket::on(QAnyStringView
   event, Receiver *receiver, Function &&function)

    Calls \a function for each \a event, until \a receiver is destroyed. Several handlers of one
    event are called in the order of their subscription.
*/

/*!
    \fn template <typename Receiver, typename Function> Subscription Socket::once(QAnyStringView
   event, Receiver *receiver, Function &&function)

    Like on(), for the next \a event alone.
*/

/*!
    \fn void Socket::eventReceived(const QString &event, const QVariantList &arguments)

    Emitted for every incoming \a event with its \a arguments as variants, before its handlers run.
    They are built only while something is connected.
*/

/*!
    \fn void Socket::argumentsRejected(const QString &event, const QVariantList &arguments)

    A handler of \a event takes other types than those of \a arguments and was not called.
*/

Socket::Socket(std::unique_ptr<Private> dd, QObject *parent) : QObject(parent), d(std::move(dd))
{
    d->q = this;
}

Socket::~Socket() = default;

/*!
    Ends all subscriptions of \a event.
*/
void Socket::off(QAnyStringView event)
{
    d->events.remove(Utf8Text(event).view());
}

/*!
    Ends all subscriptions of all events.
*/
void Socket::off()
{
    d->events.clear();
}

/*!
    Calls \a function with every incoming event, before the event's own handlers, until \a receiver
    is destroyed. JavaScript: \c onAny.
*/
Subscription Socket::onAny(QObject *receiver, AnyFunction function)
{
    auto handler = std::make_shared<AnyHandler>(receiver);
    d->events.addForAny(handler, std::move(function));
    return Subscription(handler);
}

/*!
    Returns an emitter whose acks fail with AckError::Reason::Timeout after \a timeout.
*/
SocketEmitter Socket::timeout(std::chrono::milliseconds timeout) const
{
    return SocketEmitter(this, {}).timeout(timeout);
}

/*!
    Returns an emitter whose events are dropped when they cannot leave right now. JavaScript:
    \c volatile.
*/
SocketEmitter Socket::asVolatile() const
{
    return SocketEmitter(this, {}).asVolatile();
}

/*!
    Returns an emitter whose packets may be compressed by the transport, or not, as \a compress
    says. The default is true.
*/
SocketEmitter Socket::compress(bool compress) const
{
    return SocketEmitter(this, {}).compress(compress);
}

Detail::Emission Socket::beginEmission(QAnyStringView event, Detail::AckRequest ack) const
{
    return beginEmission(event, std::move(ack), {});
}

Detail::Emission Socket::beginEmission(QAnyStringView event, Detail::AckRequest ack,
                                       const Detail::EmitFlags &flags) const
{
    return d->beginEvent(Utf8Text(event).view(), std::move(ack), flags);
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): templates hand over what they made.
Subscription Socket::addHandler(QAnyStringView event, std::shared_ptr<Detail::Handler> handler)
{
    d->events.add(Utf8Text(event).view(), handler);
    return Subscription(handler);
}

/*!
    \class QSocketIo::SocketEmitter
    \brief A socket with flags for what is emitted through it.
*/

/*! \overload Socket::timeout */
SocketEmitter SocketEmitter::timeout(std::chrono::milliseconds timeout) const
{
    SocketEmitter emitter = *this;
    emitter.m_flags.timeout = timeout;
    return emitter;
}

/*! \overload Socket::asVolatile */
SocketEmitter SocketEmitter::asVolatile() const
{
    SocketEmitter emitter = *this;
    emitter.m_flags.isVolatile = true;
    return emitter;
}

/*! \overload Socket::compress */
SocketEmitter SocketEmitter::compress(bool compress) const
{
    SocketEmitter emitter = *this;
    emitter.m_flags.compress = compress;
    return emitter;
}

Detail::Emission SocketEmitter::beginEmission(QAnyStringView event, Detail::AckRequest ack) const
{
    if (m_socket)
        return m_socket->beginEmission(event, std::move(ack), m_flags);
    if (ack.callback)
        ack.callback({AckError::Reason::Disconnected, {}});
    return {};
}

} // namespace QSocketIo

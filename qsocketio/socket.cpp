// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/core/utf8text_p.h>
#include <qsocketio/readback_p.h>
#include <qsocketio/socket.h>
#include <qsocketio/socket_p.h>

#include <QMetaMethod>

namespace QSocketIo {

namespace {

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

// A socket as the origin of its events.
class SocketOrigin final : public Detail::Invocation::Origin
{
public:
    explicit SocketOrigin(Socket::Private &d) : m_d(d) { }

    Socket *socket() const override { return m_d.q; }
    const Handshake *handshake() const override { return &m_d.handshake(); }
    const StateScope &scope() const override { return *m_d.q; }
    Ack createAck(quint64 id) const override
    {
        return Ack(std::make_shared<SocketAckChannel>(m_d.q, &m_d, id));
    }

private:
    Socket::Private &m_d;
};

Socket::AnyAckFunction withoutAck(Socket::AnyFunction function)
{
    return [function = std::move(function)](const QString &event, const Arguments &arguments,
                                            const Ack &) { function(event, arguments); };
}

} // namespace

Detail::Handler::~Handler() = default;

Socket::Private::~Private() = default;

Socket::Private::Watchers &Socket::Private::watchers()
{
    if (!m_watchers)
        m_watchers = std::make_unique<Watchers>();
    return *m_watchers;
}

AnyListeners &Socket::Private::outgoingWatchers()
{
    onWatched();
    return watchers().outgoing;
}

Detail::Emission Socket::Private::beginEvent(QByteArrayView event, Detail::AckRequest &&ack,
                                             const Detail::EmitFlags &flags)
{
    auto encoder = isReservedEvent(event) ? nullptr : takeEncoder();
    if (!encoder)
        return refuse(event, ack);
    Detail::EmitFlags own = flags;
    prepare(ack, own);
    const auto begin = [&](const std::optional<quint64> &id) -> Detail::Emission {
        Writer &writer = encoder->beginEvent(nsp.view(), id, event);
        return {*this, std::move(encoder), writer, own};
    };
    if (!ack.callback)
        return begin({});
    own.isRecoverable = false;
    return begin(expectAnswer(std::move(ack), own));
}

Detail::Emission Socket::Private::refuse(QByteArrayView event, const Detail::AckRequest &ack)
{
    if (isReservedEvent(event))
        qCWarning(lcProtocol, "\"%.*s\" is a reserved event name", int(event.size()), event.data());
    if (ack.callback)
        ack.callback({AckError::Reason::Disconnected, {}});
    return {};
}

quint64 Socket::Private::expectAnswer(Detail::AckRequest &&ack, const Detail::EmitFlags &flags)
{
    const quint64 id = nextAckId();
    // What is sent repeatedly has a time for each.
    expectAck(id, std::move(ack), flags.isRetried ? std::nullopt : flags.timeout);
    return id;
}

Detail::Emission Socket::Private::beginAck(quint64 id)
{
    auto encoder = takeEncoder();
    Writer &writer = encoder->begin(Packet::Type::Ack, nsp.view(), id);
    return {*this, std::move(encoder), writer, {}};
}

void Socket::Private::dispatchEvent(const Packet &packet)
{
    const Guard alive(*this);
    const SocketOrigin origin(*this);
    Detail::Invocation invocation(origin, packet.arguments, packet.id);
    if (m_watchers) [[unlikely]] {
        showEvent(packet, invocation, alive);
        if (!alive)
            return;
    }
    if (events.call(packet.event, invocation, alive) || !alive)
        return;
    qCInfo(lcProtocol, "the arguments of \"%.*s\" do not fit its handler", int(packet.event.size()),
           packet.event.data());
    Q_EMIT q->argumentsRejected(QString::fromUtf8(packet.event), packet.arguments.toVariantList());
}

// To those who watch all events.
void Socket::Private::showEvent(const Packet &packet, Detail::Invocation &invocation,
                                const Guard &alive) const
{
    static const QMetaMethod rawSignal = QMetaMethod::fromSignal(&Socket::eventReceived);
    if (!m_watchers->incoming.isEmpty())
        m_watchers->incoming.call(packet.event, packet.arguments, invocation.ack(), alive);
    if (alive && q->isSignalConnected(rawSignal))
        Q_EMIT q->eventReceived(QString::fromUtf8(packet.event), packet.arguments.toVariantList());
}

void Socket::Private::dispatchAck(const Packet &packet)
{
    if (packet.id)
        resolveAck(*packet.id, {{}, packet.arguments});
}

void Socket::Private::notifyOutgoing(const ReadBack &packet) const
{
    if (packet.isEvent())
        m_watchers->outgoing.call(packet.event(), packet.arguments(), {}, Guard(*this));
}

void Socket::Private::expectAck(quint64 id, Detail::AckRequest ack,
                                std::optional<std::chrono::milliseconds> timeout)
{
    if (!m_acks)
        m_acks = std::make_unique<PendingAcks>();
    PendingAck &pending = (*m_acks)[id];
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
    const auto node = takeAck(id);
    // Its own signal brings us here.
    if (node && node.mapped().cancellation)
        node.mapped().cancellation.release()->deleteLater();
}

void Socket::Private::failAcks(AckError::Reason reason, const QSet<quint64> &kept)
{
    if (!m_acks)
        return;
    std::vector<PendingAcks::node_type> failed;
    for (auto it = m_acks->begin(); it != m_acks->end();) {
        const auto current = it++;
        if (!kept.contains(current->first))
            failed.push_back(m_acks->extract(current));
    }
    for (auto &ack : failed)
        ack.mapped().timeout.reset();
    for (const auto &ack : failed)
        ack.mapped().callback({reason, {}});
}

Socket::Private::PendingAcks::node_type Socket::Private::takeAck(quint64 id)
{
    return m_acks ? m_acks->extract(id) : PendingAcks::node_type();
}

void Socket::Private::resolveAck(quint64 id, const AckReply &reply)
{
    auto node = takeAck(id);
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
    \c {const Arguments &} (all of them, still encoded), the \c {const Handshake &}, the socket by
    reference, and each \c State that was provided, see StateScope. A handler that returns a value,
   or a QFuture of one, acknowledges with it. If the arguments do not fit, the handler is not called
   and argumentsRejected() is emitted. Missing arguments do not fit, except for \c std::optional;
   surplus ones are ignored.

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

// Asking for every event whether anybody is connected would cost more than finding its handler.
void Socket::connectNotify(const QMetaMethod &signal)
{
    static const QMetaMethod raw = QMetaMethod::fromSignal(&Socket::eventReceived);
    // Whoever connects may do so from another thread.
    if (signal == raw)
        QMetaObject::invokeMethod(this, [this] { d->onRawWanted(); });
}

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
    return d->watchers().incoming.add(receiver, withoutAck(std::move(function)),
                                      AnyListeners::Place::Back);
}

/*!
    \overload
    \a function gets the event's Ack as well, and may answer.
*/
Subscription Socket::onAny(QObject *receiver, AnyAckFunction function)
{
    return d->watchers().incoming.add(receiver, std::move(function), AnyListeners::Place::Back);
}

/*!
    Like onAny(); \a function is called before those that are there already.
*/
Subscription Socket::prependAny(QObject *receiver, AnyFunction function)
{
    return d->watchers().incoming.add(receiver, withoutAck(std::move(function)),
                                      AnyListeners::Place::Front);
}

/*! \overload */
Subscription Socket::prependAny(QObject *receiver, AnyAckFunction function)
{
    return d->watchers().incoming.add(receiver, std::move(function), AnyListeners::Place::Front);
}

/*!
    Ends all subscriptions of onAny() and prependAny(). One alone ends by Subscription::cancel().
*/
void Socket::offAny()
{
    d->watchers().incoming.clear();
}

/*!
    Calls \a function with every event that is sent to the peer, broadcasts that reach this socket
    among them, until \a receiver is destroyed. Acknowledgements are no events. Nothing is paid for
    it while nobody listens. JavaScript: \c onAnyOutgoing.
*/
Subscription Socket::onAnyOutgoing(QObject *receiver, AnyFunction function)
{
    return d->outgoingWatchers().add(receiver, withoutAck(std::move(function)),
                                     AnyListeners::Place::Back);
}

/*!
    Like onAnyOutgoing(); \a function is called before those that are there already.
*/
Subscription Socket::prependAnyOutgoing(QObject *receiver, AnyFunction function)
{
    return d->outgoingWatchers().add(receiver, withoutAck(std::move(function)),
                                     AnyListeners::Place::Front);
}

/*!
    Ends all subscriptions of onAnyOutgoing() and prependAnyOutgoing().
*/
void Socket::offAnyOutgoing()
{
    d->watchers().outgoing.clear();
}

/*!
    Returns an emitter whose acks fail with AckError::Reason::Timeout after \a timeout.
*/
SocketEmitter Socket::timeout(std::chrono::milliseconds timeout) const
{
    return SocketEmitter(this).timeout(timeout);
}

/*!
    Returns an emitter whose events are dropped when they cannot leave right now. JavaScript:
    \c volatile.
*/
SocketEmitter Socket::asVolatile() const
{
    return SocketEmitter(this).asVolatile();
}

/*!
    Returns an emitter whose packets may be compressed by the transport, or not, as \a compress
    says. The default is true.
*/
SocketEmitter Socket::compress(bool compress) const
{
    return SocketEmitter(this).compress(compress);
}

const StateScope *Socket::outerScope() const
{
    return d->outerScope();
}

Detail::Emission Socket::beginEmission(QAnyStringView event, Detail::AckRequest &&ack) const
{
    return d->beginEvent(Utf8Text(event).view(), std::move(ack), Detail::EventFlags);
}

Detail::Emission Socket::beginEmission(QAnyStringView event, Detail::AckRequest &&ack,
                                       const Detail::EmitFlags &flags) const
{
    return d->beginEvent(Utf8Text(event).view(), std::move(ack), flags);
}

Subscription Socket::addHandler(QAnyStringView event, Detail::HandlerPointer handler)
{
    Subscription subscription(*handler);
    d->events.add(Utf8Text(event).view(), std::move(handler));
    return subscription;
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
    emitter.m_flags.setVolatile();
    return emitter;
}

/*! \overload Socket::compress */
SocketEmitter SocketEmitter::compress(bool compress) const
{
    SocketEmitter emitter = *this;
    emitter.m_flags.compress = compress;
    return emitter;
}

Detail::Emission SocketEmitter::beginEmission(QAnyStringView event, Detail::AckRequest &&ack) const
{
    if (m_socket)
        return m_socket->beginEmission(event, std::move(ack), m_flags);
    if (ack.callback)
        ack.callback({AckError::Reason::Disconnected, {}});
    return {};
}

} // namespace QSocketIo

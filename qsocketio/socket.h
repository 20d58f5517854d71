// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/emitting.h>
#include <qsocketio/handler.h>

#include <QObject>

namespace QSocketIo {

class Socket;

// A socket with flags for the next emit: socket->timeout(5s).emitWithAck<int>("sum", 1, 2).
class QSOCKETIO_EXPORT SocketEmitter : public Asking<SocketEmitter>
{
public:
    SocketEmitter timeout(std::chrono::milliseconds timeout) const;
    SocketEmitter asVolatile() const;
    SocketEmitter compress(bool compress) const;

private:
    friend class Emitting<SocketEmitter>;
    friend class Asking<SocketEmitter>;
    friend class Socket;
    explicit SocketEmitter(const Socket *socket) : m_socket(socket) { }
    Detail::Emission beginEmission(QAnyStringView event, Detail::AckRequest &&ack) const;

    QPointer<const Socket> m_socket;
    Detail::EmitFlags m_flags = Detail::EventFlags;
};

class QSOCKETIO_EXPORT Socket : public QObject, public Asking<Socket>, public StateScope
{
    Q_OBJECT
    Q_PROPERTY(QString id READ id)
    Q_PROPERTY(bool connected READ isConnected)
public:
    ~Socket() override;

    virtual QString id() const = 0;
    virtual bool isConnected() const = 0;

    template <std::derived_from<QObject> Receiver, typename Function>
    Subscription on(QAnyStringView event, Receiver *receiver, Function &&function)
    {
        return addHandler(event,
                          Detail::makeHandler(this, receiver, std::forward<Function>(function)));
    }
    template <std::derived_from<QObject> Receiver, typename Function>
    Subscription once(QAnyStringView event, Receiver *receiver, Function &&function)
    {
        auto handler = Detail::makeHandler(this, receiver, std::forward<Function>(function));
        handler->setOnce();
        return addHandler(event, std::move(handler));
    }
    void off(QAnyStringView event);
    void off();

    using AnyFunction = std::function<void(const QString &event, const Arguments &arguments)>;
    using AnyAckFunction =
        std::function<void(const QString &event, const Arguments &arguments, const Ack &ack)>;
    Subscription onAny(QObject *receiver, AnyFunction function);
    Subscription onAny(QObject *receiver, AnyAckFunction function);
    Subscription prependAny(QObject *receiver, AnyFunction function);
    Subscription prependAny(QObject *receiver, AnyAckFunction function);
    void offAny();
    Subscription onAnyOutgoing(QObject *receiver, AnyFunction function);
    Subscription prependAnyOutgoing(QObject *receiver, AnyFunction function);
    void offAnyOutgoing();

    SocketEmitter timeout(std::chrono::milliseconds timeout) const;
    SocketEmitter asVolatile() const;
    SocketEmitter compress(bool compress) const;

Q_SIGNALS:
    void eventReceived(const QString &event, const QVariantList &arguments);
    void argumentsRejected(const QString &event, const QVariantList &arguments);

public:
    class Private;

protected:
    Socket(std::unique_ptr<Private> d, QObject *parent);
    void connectNotify(const QMetaMethod &signal) override;

    std::unique_ptr<Private> d;

private:
    friend class Emitting<Socket>;
    friend class Asking<Socket>;
    friend class SocketEmitter;
    const StateScope *outerScope() const override;
    Detail::Emission beginEmission(QAnyStringView event, Detail::AckRequest &&ack) const;
    Detail::Emission beginEmission(QAnyStringView event, Detail::AckRequest &&ack,
                                   const Detail::EmitFlags &flags) const;
    Subscription addHandler(QAnyStringView event, Detail::HandlerPointer handler);
};

} // namespace QSocketIo

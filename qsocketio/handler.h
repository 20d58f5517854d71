// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/guarded.h>
#include <qsocketio/extractor.h>
#include <qsocketio/subscribed.h>
#include <qsocketio/subscription.h>

#include <QFuture>
#include <QPointer>

#include <functional>
#include <memory>

namespace QSocketIo::Detail {

// A subscribed function. It lives while it runs, also when it ends its own subscription.
class QSOCKETIO_EXPORT Handler : public Subscribed
{
public:
    // False: the arguments are not of the types that the function takes. The guard is that of the
    // object whose events these are.
    virtual bool call(Invocation &invocation, const Guarded::Guard &owner) = 0;

protected:
    Handler() = default;
    ~Handler() override;
};

// With the object whose events it hears for its receiver: neither needs to know of the other.
template <typename Function, typename Receiver>
class TypedHandler : public Handler
{
public:
    explicit TypedHandler(Function function) : m_function(std::move(function)) { }
    // NOLINTNEXTLINE(modernize-use-equals-default): the function is gone by itself.
    ~TypedHandler() override { }

    bool call(Invocation &invocation, const Guarded::Guard &owner) override
    {
        Extractors<typename SignatureOf<Function>::Parameters> extractors;
        if (!extractors.fetch(invocation))
            return false;
        // Reading the arguments is the application's code as well.
        if (hasReceiver() ? !receiver() : !owner)
            return true;
        using Result = typename SignatureOf<Function>::Result;
        if constexpr (std::is_void_v<Result>) {
            run(extractors);
        } else {
            // The handler may end the socket: what answers it is taken before.
            const Ack *const ack = invocation.wantsAck() ? &invocation.ack() : nullptr;
            reply(ack, run(extractors));
        }
        return true;
    }

protected:
    void dropFunction() override { std::destroy_at(&m_function); }

private:
    template <typename E>
    decltype(auto) run(E &extractors)
    {
        return std::apply(
            [this](auto &...extractor) -> decltype(auto) {
                if constexpr (std::is_member_function_pointer_v<Function>)
                    return std::invoke(m_function, static_cast<Receiver *>(receiver()),
                                       extractor.get()...);
                else
                    return std::invoke(m_function, extractor.get()...);
            },
            extractors.all);
    }

    // Null: nobody asked.
    template <typename Result>
    static void reply(const Ack *ack, Result &&result)
    {
        using Plain = std::remove_cvref_t<Result>;
        if (!ack)
            return;
        if constexpr (isFuture<Plain>)
            replyLater(*ack, result);
        else
            (*ack)(result);
    }

    template <typename T>
    static void replyLater(const Ack &ack, QFuture<T> future)
    {
        if (!ack)
            return;
        if constexpr (std::is_void_v<T>)
            future.then([ack] { ack(); });
        else
            future.then([ack](const T &value) { ack(value); });
    }

    // It ends before the handler where a Subscription is left.
    union
    {
        Function m_function;
    };
};

// Ends with another object.
template <typename Function, typename Receiver>
class ReceivedHandler final : public TypedHandler<Function, Receiver>
{
public:
    ReceivedHandler(Receiver *receiver, Function function)
        : TypedHandler<Function, Receiver>(std::move(function)),
          m_receiver(receiver)
    {
        this->setHasReceiver();
    }

protected:
    QObject *receiver() const override { return m_receiver; }

private:
    QPointer<QObject> m_receiver;
};

using HandlerPointer = Kept<Handler>;

// For events of the owner.
template <typename Receiver, typename Function>
HandlerPointer makeHandler(const QObject *owner, Receiver *receiver, Function &&function)
{
    using Plain = std::decay_t<Function>;
    // A slot is called on its receiver.
    if constexpr (!std::is_member_function_pointer_v<Plain>) {
        if (receiver == owner) {
            return HandlerPointer(
                new TypedHandler<Plain, Receiver>(std::forward<Function>(function)));
        }
    }
    return HandlerPointer(
        new ReceivedHandler<Plain, Receiver>(receiver, std::forward<Function>(function)));
}

} // namespace QSocketIo::Detail

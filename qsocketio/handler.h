// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/extractor.h>
#include <qsocketio/subscription.h>

#include <QFuture>
#include <QPointer>

#include <functional>
#include <memory>

namespace QSocketIo::Detail {

// A subscribed function. It lives while it runs, also when it ends its own subscription.
class QSOCKETIO_EXPORT Handler
{
public:
    Handler(QObject *context) : m_context(context) { }
    virtual ~Handler();

    bool isActive() const { return m_active && m_context; }
    void cancel() { m_active = false; }
    bool isOnce() const { return m_once; }
    void setOnce() { m_once = true; }

    // False: the arguments are not of the types that the function takes.
    virtual bool call(Invocation &invocation) = 0;

protected:
    QObject *context() const { return m_context; }

private:
    QPointer<QObject> m_context;
    bool m_active = true;
    bool m_once = false;
};

// Every socket has its own for each event that it hears: it is kept small.
template <typename Function, typename Receiver>
class TypedHandler final : public Handler
{
public:
    TypedHandler(Receiver *receiver, Function function)
        : Handler(receiver),
          m_function(std::move(function))
    {
    }

    bool call(Invocation &invocation) override
    {
        Extractors<typename SignatureOf<Function>::Parameters> extractors;
        if (!extractors.fetch(invocation))
            return false;
        // Reading the arguments is the application's code as well.
        if (!context())
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

private:
    template <typename E>
    decltype(auto) run(E &extractors)
    {
        return std::apply(
            [this](auto &...extractor) -> decltype(auto) {
                if constexpr (std::is_member_function_pointer_v<Function>)
                    return std::invoke(m_function, static_cast<Receiver *>(context()),
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

    Function m_function;
};

template <typename Receiver, typename Function>
std::shared_ptr<Handler> makeHandler(Receiver *receiver, Function &&function)
{
    using Plain = std::decay_t<Function>;
    return std::make_shared<TypedHandler<Plain, Receiver>>(receiver,
                                                           std::forward<Function>(function));
}

} // namespace QSocketIo::Detail

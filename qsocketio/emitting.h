// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/emission.h>

#include <QAnyStringView>
#include <QPromise>

namespace QSocketIo {

// What everything that emits offers. Derived has
// Detail::Emission beginEmission(QAnyStringView event, Detail::AckRequest ack) const.
template <typename Derived>
class Emitting
{
public:
    template <typename... Values>
    void emitEvent(QAnyStringView event, const Values &...values) const
    {
        Detail::Emission emission = derived().beginEmission(event, {});
        (emission.add(values), ...);
        emission.send();
    }

    // The event "message".
    template <typename... Values>
    void send(const Values &...values) const
    {
        emitEvent("message", values...);
    }

protected:
    const Derived &derived() const { return static_cast<const Derived &>(*this); }
};

// And what reaches one peer can ask it for an answer.
template <typename Derived>
class Asking : public Emitting<Derived>
{
public:
    // T: the type of the answer's first argument, Arguments for all of them, void for none.
    template <typename T = QVariant, typename... Values>
    QFuture<T> emitWithAck(QAnyStringView event, const Values &...values) const
    {
        QFuture<T> future;
        Detail::Emission emission = this->derived().beginEmission(event, Detail::futureAck(future));
        (emission.add(values), ...);
        emission.send();
        return future;
    }

    // Without a future; the callback is not called once its context is gone.
    template <typename... Values>
    void emitWithCallback(QAnyStringView event, const QObject *context, AckCallback callback,
                          const Values &...values) const
    {
        auto guarded = [context = QPointer(context),
                        callback = std::move(callback)](const AckReply &reply) {
            if (context)
                callback(reply);
        };
        Detail::Emission emission = this->derived().beginEmission(event, {std::move(guarded), {}});
        (emission.add(values), ...);
        emission.send();
    }
};

} // namespace QSocketIo

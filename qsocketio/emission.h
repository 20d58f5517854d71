// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/ackerror.h>
#include <qsocketio/core/guarded.h>
#include <qsocketio/protocol/parser.h>
#include <qsocketio/value/arguments.h>

#include <QFuture>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace QSocketIo {

// Elements that become one argument each: emitEvent("x", spread(list)).
struct Spread
{
    const QVariantList &values;
};

inline Spread spread(const QVariantList &values)
{
    return {values};
}

// The answer to an event, or why there is none.
struct AckReply
{
    std::optional<AckError::Reason> error = {};
    Arguments arguments = {};
};

using AckCallback = std::function<void(const AckReply &)>;

namespace Detail {

struct EmitFlags
{
    bool isVolatile = false;
    bool compress = true;
    std::optional<std::chrono::milliseconds> timeout = {};
    // It may be kept for those who are away: an event that is not volatile and asks for no answer.
    bool isRecoverable = false;
    // It is sent again until it is acknowledged.
    bool isRetried = false;

    void setVolatile()
    {
        isVolatile = true;
        isRecoverable = false;
    }
};
// Of an event for which nothing else was asked.
inline constexpr EmitFlags EventFlags{.isRecoverable = true};

// Who waits for an answer; a future there tells when nobody does any more.
struct AckRequest
{
    AckCallback callback = {};
    std::optional<QFuture<void>> canceled = {};
};

// Where an event goes once its arguments are written.
class EmissionTarget : public Guarded
{
public:
    // Sends what the encoder has; an event may get a last argument of the target's own before.
    virtual void send(PacketEncoder &encoder, Writer &writer, const EmitFlags &flags) = 0;
    virtual void returnEncoder(std::unique_ptr<PacketEncoder> &&encoder) = 0;

protected:
    ~EmissionTarget() = default;
};

// An event or ack that is being written. Writing a value is user code, which may end the target.
class QSOCKETIO_EXPORT Emission
{
public:
    // Without a target the values go nowhere.
    Emission() = default;
    Emission(EmissionTarget &target, std::unique_ptr<PacketEncoder> encoder, Writer &writer,
             const EmitFlags &flags)
        : m_isTargetAlive(target),
          m_target(&target),
          m_encoder(std::move(encoder)),
          m_writer(&writer),
          m_flags(flags)
    {
    }
    // It keeps the target.
    Emission(std::shared_ptr<EmissionTarget> target, std::unique_ptr<PacketEncoder> encoder,
             Writer &writer, const EmitFlags &flags);
    ~Emission();

    void send();

    template <typename T>
    void add(const T &value)
    {
        if (!m_writer)
            return;
        if constexpr (std::is_same_v<T, Arguments>) {
            value.writeTo(*m_writer);
        } else if constexpr (std::is_same_v<T, Spread>) {
            for (const QVariant &element : value.values)
                m_writer->value(element);
        } else {
            m_writer->value(value);
        }
    }

private:
    Guarded::Guard m_isTargetAlive;
    std::shared_ptr<EmissionTarget> m_ownTarget;
    EmissionTarget *m_target = nullptr;
    std::unique_ptr<PacketEncoder> m_encoder;
    Writer *m_writer = nullptr;
    EmitFlags m_flags;
};

// Fulfils a promise with the first argument of an ack, with all of them, or with none.
template <typename T>
void fulfil(QPromise<T> &promise, const AckReply &reply)
{
    if (reply.error) {
        promise.setException(AckError(*reply.error));
    } else if constexpr (std::is_same_v<T, Arguments>) {
        promise.addResult(reply.arguments);
    } else if constexpr (!std::is_void_v<T>) {
        if (auto value = reply.arguments.template at<T>(0))
            promise.addResult(*std::move(value));
        else
            promise.setException(AckError(AckError::Reason::BadReply));
    }
    promise.finish();
}

template <typename T>
AckRequest futureAck(QFuture<T> &future)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    future = promise->future();
    return {[promise](const AckReply &reply) { fulfil(*promise, reply); }, QFuture<void>(future)};
}

} // namespace Detail

} // namespace QSocketIo

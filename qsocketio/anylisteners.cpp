// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/anylisteners_p.h>

namespace QSocketIo {

class AnyListeners::Listener final : public Detail::Subscribed
{
public:
    Listener(QObject *receiver, Socket::AnyAckFunction function)
        : m_receiver(receiver),
          m_function(std::move(function))
    {
        setHasReceiver();
    }

    void call(const QString &event, const Arguments &arguments, const Ack &ack) const
    {
        m_function(event, arguments, ack);
    }

protected:
    void dropFunction() override { m_function = {}; }
    QObject *receiver() const override { return m_receiver; }

private:
    QPointer<QObject> m_receiver;
    Socket::AnyAckFunction m_function;
};

AnyListeners::AnyListeners() = default;

AnyListeners::~AnyListeners() = default;

Subscription AnyListeners::add(QObject *receiver, Socket::AnyAckFunction function, Place place)
{
    // Receivers that are gone leave their entries behind; here they are swept out.
    std::erase_if(m_listeners, [](const auto &listener) { return !listener->isActive(); });
    const Detail::Kept listener(new Listener(receiver, std::move(function)));
    m_listeners.insert(place == Place::Front ? m_listeners.begin() : m_listeners.end(), listener);
    return Subscription(*listener);
}

void AnyListeners::clear()
{
    const Listeners ended = std::exchange(m_listeners, {});
    for (const auto &listener : ended)
        listener->cancel();
}

void AnyListeners::call(QByteArrayView event, const Arguments &arguments, const Ack &ack,
                        const Guarded::Guard &alive) const
{
    if (isEmpty())
        return;
    const Listeners listeners = m_listeners;
    const QString name = QString::fromUtf8(event);
    for (const auto &listener : listeners) {
        if (!alive)
            break;
        if (listener->isActive())
            listener->call(name, arguments, ack);
    }
}

} // namespace QSocketIo

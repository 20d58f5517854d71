// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/anylisteners_p.h>

namespace QSocketIo {

namespace {

// A handler without a function of its own: what a listener needs of it is whether it is active.
class AnyHandler final : public Detail::Handler
{
public:
    using Handler::Handler;
    bool call(Detail::Invocation &) override { return true; }
};

} // namespace

Subscription AnyListeners::add(QObject *receiver, Socket::AnyAckFunction function, Place place)
{
    if (!m_entries)
        m_entries = std::make_unique<Entries>();
    Entries &entries = *m_entries;
    // Receivers that are gone leave their entries behind; here they are swept out.
    std::erase_if(entries, [](const Entry &entry) { return !entry.handler->isActive(); });
    auto handler = std::make_shared<AnyHandler>(receiver);
    entries.insert(place == Place::Front ? entries.begin() : entries.end(),
                   {handler, std::move(function)});
    return Subscription(handler);
}

void AnyListeners::clear()
{
    if (!m_entries)
        return;
    for (const Entry &entry : *m_entries)
        entry.handler->cancel();
    m_entries->clear();
}

void AnyListeners::call(QByteArrayView event, const Arguments &arguments, const Ack &ack,
                        const Guarded::Guard &alive) const
{
    if (isEmpty())
        return;
    const Entries entries = *m_entries;
    const QString name = QString::fromUtf8(event);
    for (const Entry &entry : entries) {
        if (!alive)
            break;
        if (entry.handler->isActive())
            entry.function(name, arguments, ack);
    }
}

} // namespace QSocketIo

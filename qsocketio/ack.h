// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/emission.h>

namespace QSocketIo {

// Answers one event, once; copies share that once.
class QSOCKETIO_EXPORT Ack
{
public:
    class Channel
    {
    public:
        virtual ~Channel();
        // An emission without a target if it was answered already or the socket is gone.
        virtual Detail::Emission beginReply() = 0;
        virtual bool isOpen() const = 0;
    };

    // The sender did not ask for an answer: calling it does nothing.
    Ack() = default;
    explicit Ack(std::shared_ptr<Channel> channel) : m_channel(std::move(channel)) { }

    // Can it still be answered?
    explicit operator bool() const { return m_channel && m_channel->isOpen(); }

    template <typename... Values>
    void operator()(const Values &...values) const
    {
        if (!m_channel)
            return;
        Detail::Emission emission = m_channel->beginReply();
        (emission.add(values), ...);
        emission.send();
    }

private:
    std::shared_ptr<Channel> m_channel;
};

} // namespace QSocketIo

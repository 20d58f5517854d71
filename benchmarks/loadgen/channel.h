// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tls.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <netinet/in.h>
#include <string>
#include <string_view>

namespace QSocketIo::Bench {

class Poller;

// A buffered TCP connection, with TLS on it if asked for. What is written is gathered until
// flush(), which every batch of events ends with.
class Channel
{
public:
    class Owner
    {
    public:
        // Returns how many bytes are done with; the others come again, with more behind them.
        virtual std::size_t onBytes(Channel &channel, std::string_view bytes) = 0;
        virtual void onEnd(Channel &channel) = 0;

    protected:
        ~Owner() = default;
    };

    Channel(const sockaddr_in &address, Security security, Poller &poller, Owner &owner);
    ~Channel();
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;

    std::string &output() { return m_out; }
    void flush();
    void close();
    bool isClosed() const { return m_descriptor < 0; }

    void onEvents(std::uint32_t events);

private:
    void receive();
    void consume(std::string_view bytes);
    bool shakeHands();

    Poller &m_poller;
    Owner &m_owner;
    std::unique_ptr<Tls> m_tls;
    std::string m_rest; // of which the end has not arrived
    std::string m_out;
    std::size_t m_sent = 0; // bytes of m_out the kernel has taken
    int m_descriptor;
    bool m_waitsForSpace = false;
};

} // namespace QSocketIo::Bench

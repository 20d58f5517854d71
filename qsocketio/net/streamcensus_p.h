// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/addresscounter_p.h>

#include <functional>
#include <memory>
#include <optional>

namespace QSocketIo::Net {

class StreamTicket;

// The streams of one server, wherever they went: counted from their arrival until they are gone.
class StreamCensus : public std::enable_shared_from_this<StreamCensus>
{
public:
    enum class Verdict : quint8 { Admitted, Full, AddressFull };

    // 0 is no limit.
    StreamCensus(qsizetype limit, qsizetype limitPerAddress)
        : m_limit(limit),
          m_limitPerAddress(limitPerAddress)
    {
    }

    bool countsAddresses() const { return m_limitPerAddress > 0; }
    // Without an address the stream counts for the whole alone.
    Verdict admit(const std::optional<QHostAddress> &address, StreamTicket &ticket);
    qsizetype count() const { return m_count; }
    // Called while the last stream is being destroyed.
    void setOnEmpty(std::function<void()> onEmpty) { m_onEmpty = std::move(onEmpty); }

private:
    friend class StreamTicket;
    void leave(const AddressKey *key);

    const qsizetype m_limit;
    const qsizetype m_limitPerAddress;
    qsizetype m_count = 0;
    AddressCounter m_perAddress;
    std::function<void()> m_onEmpty;
};

// Held by a stream; it is counted unless this is empty.
class StreamTicket
{
public:
    StreamTicket() = default;
    StreamTicket(std::shared_ptr<StreamCensus> census, const std::optional<AddressKey> &key)
        : m_census(std::move(census)),
          m_key(key ? std::make_unique<AddressKey>(*key) : nullptr)
    {
    }
    ~StreamTicket()
    {
        if (m_census)
            m_census->leave(m_key.get());
    }
    StreamTicket(StreamTicket &&other) noexcept = default;
    StreamTicket &operator=(StreamTicket &&other) noexcept
    {
        m_census.swap(other.m_census);
        m_key.swap(other.m_key);
        return *this;
    }

    bool isOf(const StreamCensus &census) const { return m_census.get() == &census; }

private:
    std::shared_ptr<StreamCensus> m_census;
    // Only where addresses are counted.
    std::unique_ptr<AddressKey> m_key;
};

} // namespace QSocketIo::Net

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "steadyworkload.h"
#include "tag.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace QSocketIo::Bench {

// Every connection keeps a number of requests under way, or some requests wander over all
// connections; each is answered to its sender alone, in order.
class RoundTripWorkload : public SteadyWorkload
{
public:
    RoundTripWorkload(const Options &options, Wording wording);

protected:
    // One request of a connection, and the bytes before the tag in its answer.
    virtual void sendRequest(Connection &connection, std::uint64_t number,
                             std::string_view tag) = 0;
    virtual std::string_view replyHead(std::uint64_t number) = 0;

    void onReply(Connection &connection, std::string_view packet);

private:
    struct Lane
    {
        explicit Lane(int connection) : sentTag(connection), answeredTag(connection) { }

        Tag sentTag;
        Tag answeredTag;
        std::uint64_t sent = 0;
        std::uint64_t answered = 0;
    };

    void start() override;
    bool isAnswered() const override;
    void onTurnEnded() override;

    void request(int connection);
    Clock::time_point &sendTime(const Connection &connection, std::uint64_t number);

    std::vector<Lane> m_lanes;
    std::vector<int> m_toFlush; // those that did not send in a turn of their own
    std::vector<Clock::time_point> m_sendTimes; // a ring of the requests under way for each lane
};

// The same message comes back.
class EchoWorkload final : public RoundTripWorkload
{
public:
    using RoundTripWorkload::RoundTripWorkload;

private:
    void onMessage(Connection &connection, std::string_view packet) override;
    void onBinary(Connection &connection, std::string_view data) override;
    void sendRequest(Connection &connection, std::uint64_t number, std::string_view tag) override;
    std::string_view replyHead(std::uint64_t) override { return wording().before; }
};

// An event with one attachment comes back, attachment and all.
class BinaryWorkload final : public RoundTripWorkload
{
public:
    explicit BinaryWorkload(const Options &options);

private:
    void onMessage(Connection &connection, std::string_view packet) override;
    void onBinary(Connection &connection, std::string_view data) override;
    void sendRequest(Connection &connection, std::uint64_t number, std::string_view tag) override;
    std::string_view replyHead(std::uint64_t) override { return wording().before; }
};

// The acknowledgement carries the event's string.
class AckWorkload final : public RoundTripWorkload
{
public:
    explicit AckWorkload(const Options &options);

private:
    void onMessage(Connection &connection, std::string_view packet) override;
    void sendRequest(Connection &connection, std::uint64_t number, std::string_view tag) override;
    std::string_view replyHead(std::uint64_t number) override;
    std::string_view head(char type, std::uint64_t number, std::string_view rest);

    std::array<char, 48> m_head;
};

} // namespace QSocketIo::Bench

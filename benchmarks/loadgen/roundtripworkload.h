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

// Every connection keeps a number of requests under way; each is answered to it alone, in order.
class RoundTripWorkload : public SteadyWorkload
{
protected:
    explicit RoundTripWorkload(const Options &options);

    // The bytes before the tag in the number-th request of a connection, and in its answer.
    virtual std::string_view requestHead(std::uint64_t number) = 0;
    virtual std::string_view replyHead(std::uint64_t number) = 0;

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
    void onMessage(Connection &connection, std::string_view packet) override;

    void request(Connection &connection, Lane &lane);
    Clock::time_point &sendTime(const Connection &connection, std::uint64_t number);

    std::vector<Lane> m_lanes;
    std::vector<Clock::time_point> m_sendTimes; // a ring of the requests under way for each lane
};

class EchoWorkload final : public RoundTripWorkload
{
public:
    explicit EchoWorkload(const Options &options) : RoundTripWorkload(options) { }

private:
    std::string_view requestHead(std::uint64_t number) override;
    std::string_view replyHead(std::uint64_t number) override;
};

class AckWorkload final : public RoundTripWorkload
{
public:
    explicit AckWorkload(const Options &options) : RoundTripWorkload(options) { }

private:
    std::string_view requestHead(std::uint64_t number) override;
    std::string_view replyHead(std::uint64_t number) override;
    std::string_view head(char type, std::uint64_t number, std::string_view rest);

    std::array<char, 48> m_head;
};

} // namespace QSocketIo::Bench

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "steadyworkload.h"
#include "tag.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace QSocketIo::Bench {

// The first connection asks the server to emit to all, itself included; every connection has to
// get every broadcast, in order. A broadcast that has reached all is followed by the next.
class BroadcastWorkload final : public SteadyWorkload
{
public:
    explicit BroadcastWorkload(const Options &options);

private:
    struct Broadcast
    {
        Clock::time_point sendTime;
        int deliveries = 0;
    };
    struct Receiver
    {
        Tag tag{0};
        std::uint64_t received = 0;
    };

    void start() override;
    bool isAnswered() const override { return m_completed == m_sent; }
    void onMessage(Connection &connection, std::string_view packet) override;
    void onTurnEnded() override;

    void broadcast();

    std::vector<Broadcast> m_underway; // a ring
    std::vector<Receiver> m_receivers;
    Tag m_tag{0};
    std::uint64_t m_sent = 0;
    std::uint64_t m_completed = 0;
    bool m_mustFlush = false;
};

} // namespace QSocketIo::Bench

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "steadyworkload.h"
#include "tag.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace QSocketIo::Bench {

// Everybody sits in one of many rooms and talks to it; each message has to reach every member of
// the sender's room, the sender included, and nobody else. A message that has is followed by the
// next.
class RoomsWorkload final : public SteadyWorkload
{
public:
    explicit RoomsWorkload(const Options &options);

private:
    struct Speaker
    {
        explicit Speaker(int connection) : tag(connection) { }

        Tag tag;
        Clock::time_point sendTime = {};
        int missing = 0; // deliveries of the message under way
    };

    void prepare() override;
    void start() override;
    bool isAnswered() const override;
    void onMessage(Connection &connection, std::string_view packet) override;
    void onTurnEnded() override;

    int roomOf(int connection) const { return connection % options().rooms; }
    int membersOf(int room) const;
    void speak(Speaker &speaker);

    std::vector<Speaker> m_speakers;
    std::vector<int> m_toFlush;
    int m_seated = 0;
};

} // namespace QSocketIo::Bench

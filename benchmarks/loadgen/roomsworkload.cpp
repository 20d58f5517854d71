// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "roomsworkload.h"

#include <algorithm>
#include <charconv>

namespace QSocketIo::Bench {

namespace {

constexpr std::string_view Seated = "430[]";

} // namespace

RoomsWorkload::RoomsWorkload(const Options &options)
    : SteadyWorkload(options, eventWording(options, "room"))
{
    m_speakers.reserve(std::size_t(options.connections));
    for (int i = 0; i < options.connections; ++i)
        m_speakers.emplace_back(i);
}

void RoomsWorkload::prepare()
{
    for (int i = 0; i < options().connections; ++i) {
        connection(i).send({"420[\"join\",\"", std::to_string(roomOf(i)), "\"]"});
        connection(i).flush();
    }
    runUntil([this] { return m_seated == options().connections; }, "everybody in a room");
}

void RoomsWorkload::start()
{
    for (int sender = 0; sender < firstSenders(); ++sender)
        speak(m_speakers[std::size_t(sender)]);
    onTurnEnded();
}

bool RoomsWorkload::isAnswered() const
{
    return std::all_of(m_speakers.begin(), m_speakers.end(),
                       [](const Speaker &speaker) { return speaker.missing == 0; });
}

void RoomsWorkload::onMessage(Connection &connection, std::string_view packet)
{
    if (packet == Seated) {
        ++m_seated;
        return;
    }
    const std::string_view head = wording().before;
    int sender = -1;
    if (packet.size() > head.size() + Tag::Size) {
        const char *digits = packet.data() + head.size();
        std::from_chars(digits, digits + Tag::Dash, sender);
    }
    if (sender < 0 || sender >= options().connections
        || roomOf(sender) != roomOf(connection.index())) {
        failReply(packet);
    }
    Speaker &speaker = m_speakers[std::size_t(sender)];
    expect(packet, head, speaker.tag.text());
    record(now() - speaker.sendTime);
    if (--speaker.missing > 0)
        return;
    speaker.tag.next();
    if (isSending())
        speak(m_speakers[std::size_t(nextSender(sender))]);
}

void RoomsWorkload::onTurnEnded()
{
    for (const int speaker : m_toFlush)
        connection(speaker).flush();
    m_toFlush.clear();
}

int RoomsWorkload::membersOf(int room) const
{
    return (options().connections - room + options().rooms - 1) / options().rooms;
}

void RoomsWorkload::speak(Speaker &speaker)
{
    const int index = int(&speaker - m_speakers.data());
    speaker.sendTime = now();
    speaker.missing = membersOf(roomOf(index));
    say(connection(index), speaker.tag.text());
    m_toFlush.push_back(index);
}

} // namespace QSocketIo::Bench

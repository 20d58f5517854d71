// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "workload.h"

#include "broadcastworkload.h"
#include "connectworkload.h"
#include "fail.h"
#include "idleworkload.h"
#include "roomsworkload.h"
#include "roundtripworkload.h"

namespace QSocketIo::Bench {

namespace {

constexpr int TurnMilliseconds = 20;

} // namespace

Workload::Workload(const Options &options) : m_options(options), m_server(options.serverPid) { }

void Workload::open()
{
    m_now = Clock::now();
    m_connections.push_back(openConnection(opened(), m_options, m_poller, *this));
}

void Workload::openAll(int count)
{
    const auto allJoined = [&] {
        while (opened() < count && opened() - joined() < m_options.window)
            open();
        return joined() == count;
    };
    runUntil(allJoined, "all connections joined");
}

void Workload::turn()
{
    for (const epoll_event &event : m_poller.wait(TurnMilliseconds)) {
        m_now = Clock::now();
        static_cast<Channel *>(event.data.ptr)->onEvents(event.events);
    }
    onTurnEnded();
}

void Workload::runFor(Seconds duration)
{
    const Clock::time_point end = after(duration);
    while (Clock::now() < end)
        turn();
}

void Workload::onJoined(Connection &)
{
    ++m_joined;
}

void Workload::onMessage(Connection &, std::string_view packet)
{
    fail("unexpected packet: " + std::string(packet.substr(0, 200)));
}

void Workload::onBinary(Connection &, std::string_view data)
{
    fail("unexpected binary message of " + std::to_string(data.size()) + " bytes");
}

void Workload::onClosed(Connection &) { }

void Workload::failTimeout(std::string_view what)
{
    fail("gave up waiting: " + std::string(what));
}

std::unique_ptr<Workload> makeWorkload(const Options &options)
{
    if (options.workload == "echo")
        return std::make_unique<EchoWorkload>(options, eventWording(options, "echo"));
    if (options.workload == "pass")
        return std::make_unique<EchoWorkload>(options, eventWording(options, "pass"));
    if (options.workload == "gadget")
        return std::make_unique<EchoWorkload>(options, gadgetWording(options));
    if (options.workload == "binary")
        return std::make_unique<BinaryWorkload>(options);
    if (options.workload == "rooms")
        return std::make_unique<RoomsWorkload>(options);
    if (options.workload == "ack")
        return std::make_unique<AckWorkload>(options);
    if (options.workload == "broadcast")
        return std::make_unique<BroadcastWorkload>(options);
    if (options.workload == "connect")
        return std::make_unique<ConnectWorkload>(options);
    if (options.workload == "idle")
        return std::make_unique<IdleWorkload>(options);
    failUsage("unknown workload " + options.workload);
}

} // namespace QSocketIo::Bench

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "options.h"

#include "fail.h"
#include "tag.h"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace QSocketIo::Bench {

namespace {

constexpr char Help[] = R"(qsocketio-loadgen WORKLOAD --port PORT [options]

Puts a Socket.IO 5 server on this machine under load, verifies every reply and prints one line of
JSON. Exit status 2: wrong usage. 3: the server failed or answered wrongly.

Workloads (what the server has to do; an operation is what is counted)
  echo       answers the event "echo" with the event "echo" and the same string; a round trip
  pass       the same for the event "pass", whose arguments it need not look at
  gadget     the same for the event "gadget" and an object with a number, a boolean and strings
  binary     the same for the event "binary" and one attachment
  ack        acknowledges the event "ack" with the same string; a round trip
  broadcast  emits the event "broadcast" and its string to every socket; a delivery
  rooms      emits the event "room" and its string to the room of the socket, which it entered by
             the acknowledged event "join" and the room's name; a delivery
  connect    nothing; upgrade, Engine.IO open, namespace CONNECT, then close; a connection
  idle       nothing; an open connection joined to /

Options
  --port N           of the server
  --host ADDRESS     127.0.0.1 (only addresses of the loopback network are accepted)
  --path PATH        /socket.io/
  --server-pid N     process whose CPU time and memory are accounted
  --connections N    100; of broadcast the receivers
  --idle N           0; further connections that do nothing, beside those that do
  --rooms N          100; rooms
  --inflight N       1; unanswered messages per connection, for broadcast: in all
  --underway N       0; round trips and rooms: so many messages in all instead, which go from one
                     connection to the next; --connections is a multiple of it
  --size N           64; bytes of the string or attachment
  --transport NAME   websocket or polling
  --parser NAME      json or msgpack (echo, pass, broadcast)
  --tls CHOICE       no or yes
  --compression NAME none or deflate: asks the server for permessage-deflate; what is sent itself
                     is not compressed
  --window N         64; connections being set up at the same time
  --count N          5000; connect: connections measured, after half as many to warm up
  --warmup SECONDS   0.5
  --duration SECONDS 2
  --hold SECONDS     1; idle: pause before the memory is read
)";

struct IntegerOption
{
    std::string_view name;
    int Options::*member;
    int minimum;
    int maximum;
};

constexpr IntegerOption IntegerOptions[] = {
    {"--server-pid", &Options::serverPid, 1, 1 << 30},
    {"--connections", &Options::connections, 1, 20'000},
    {"--idle", &Options::idle, 0, 20'000},
    {"--rooms", &Options::rooms, 1, 20'000},
    {"--inflight", &Options::inflight, 1, 1024},
    {"--underway", &Options::underway, 1, 1024},
    {"--size", &Options::size, int(Tag::Size), 1 << 20},
    {"--window", &Options::window, 1, 1024},
    {"--count", &Options::count, 100, 18'000},
};

struct SecondsOption
{
    std::string_view name;
    Seconds Options::*member;
};

constexpr SecondsOption SecondsOptions[] = {
    {"--warmup", &Options::warmup},
    {"--duration", &Options::duration},
    {"--hold", &Options::hold},
};
constexpr double LongestSeconds = 60;

struct ChoiceOption
{
    std::string_view name;
    std::string Options::*member;
    std::string_view usual;
    std::string_view other;
};

constexpr ChoiceOption ChoiceOptions[] = {
    {"--transport", &Options::transport, "websocket", "polling"},
    {"--parser", &Options::parser, "json", "msgpack"},
    {"--tls", &Options::tls, "no", "yes"},
    {"--compression", &Options::compression, "none", "deflate"},
};

int toInteger(std::string_view name, std::string_view text, int minimum, int maximum)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < minimum
        || value > maximum) {
        failUsage(std::string(name) + " takes a number from " + std::to_string(minimum) + " to "
                  + std::to_string(maximum));
    }
    return value;
}

Seconds toSeconds(std::string_view name, const char *text)
{
    char *end = nullptr;
    const double value = std::strtod(text, &end);
    if (end == text || *end || !(value >= 0 && value <= LongestSeconds))
        failUsage(std::string(name) + " takes seconds from 0 to 60");
    return Seconds(value);
}

std::string toChoice(const ChoiceOption &option, std::string_view text)
{
    if (text != option.usual && text != option.other) {
        failUsage(std::string(option.name) + " is " + std::string(option.usual) + " or "
                  + std::string(option.other));
    }
    return std::string(text);
}

// Somebody else's server must never become the target by a slip of the keyboard.
in_addr toLoopback(const char *text)
{
    constexpr in_addr_t LoopbackNetwork = 127;
    in_addr address = {};
    if (inet_pton(AF_INET, text, &address) != 1 || ntohl(address.s_addr) >> 24 != LoopbackNetwork)
        failUsage("--host takes an address of 127.0.0.0/8 only");
    return address;
}

void apply(Options &options, std::string_view name, const char *text)
{
    for (const IntegerOption &option : IntegerOptions) {
        if (option.name == name) {
            options.*option.member = toInteger(name, text, option.minimum, option.maximum);
            return;
        }
    }
    for (const SecondsOption &option : SecondsOptions) {
        if (option.name == name) {
            options.*option.member = toSeconds(name, text);
            return;
        }
    }
    for (const ChoiceOption &option : ChoiceOptions) {
        if (option.name == name) {
            options.*option.member = toChoice(option, text);
            return;
        }
    }
    if (name == "--port")
        options.server.sin_port = htons(std::uint16_t(toInteger(name, text, 1, 65535)));
    else if (name == "--host")
        options.server.sin_addr = toLoopback(text);
    else if (name == "--path")
        options.path = text;
    else
        failUsage("unknown option " + std::string(name));
}

} // namespace

std::string Options::hostAndPort() const
{
    std::array<char, INET_ADDRSTRLEN> host = {};
    inet_ntop(AF_INET, &server.sin_addr, host.data(), socklen_t(host.size()));
    return std::string(host.data()) + ':' + std::to_string(ntohs(server.sin_port));
}

Options parseOptions(int argc, char **argv)
{
    if (argc > 1 && std::strcmp(argv[1], "--help") == 0) {
        std::fputs(Help, stdout);
        std::exit(Success);
    }
    if (argc < 2)
        failUsage("no workload given");
    Options options;
    options.workload = argv[1];
    options.server.sin_family = AF_INET;
    options.server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int i = 2; i < argc; i += 2) {
        if (i + 1 == argc)
            failUsage(std::string(argv[i]) + " needs a value");
        apply(options, argv[i], argv[i + 1]);
    }
    if (!options.server.sin_port)
        failUsage("--port is missing");
    if (options.underway && (options.inflight > 1 || options.connections % options.underway))
        failUsage("--underway is without --inflight, and --connections is a multiple of it");
    return options;
}

} // namespace QSocketIo::Bench

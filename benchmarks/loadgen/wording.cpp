// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "wording.h"

#include "options.h"
#include "tag.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string_view>

namespace QSocketIo::Bench {

namespace {

// What follows the tag, so that the string is as long as it has to be.
std::string filling(const Options &options)
{
    constexpr std::string_view Text = "The quick brown fox jumps over the lazy dog. ";
    std::string filling;
    while (filling.size() + Tag::Size < std::size_t(options.size))
        filling.push_back(Text[filling.size() % Text.size()]);
    return filling;
}

// An attachment is no text: every value of a byte stands in it, and no run of ASCII.
std::string arbitraryBytes(std::size_t size)
{
    std::string bytes(size, '\0');
    std::minstd_rand values;
    std::ranges::generate(bytes, [&values] { return char(values() >> 16); });
    return bytes;
}

std::string msgPackString(std::string_view text)
{
    return char(0xa0 | text.size()) + std::string(text);
}

std::string msgPackStringHeader(std::size_t size)
{
    if (size < 32)
        return {char(0xa0 | size)};
    if (size < 256)
        return {char(0xd9), char(size)};
    return {char(0xda), char(size >> 8), char(size)};
}

// {type: 2, data: [event, string], nsp: "/"}
Wording msgPackWording(const Options &options, std::string_view event)
{
    constexpr char MapOfThree = char(0x83);
    constexpr char ArrayOfTwo = char(0x92);
    constexpr char EventType = 2;
    return {.binary = true,
            .before = MapOfThree + msgPackString("type") + EventType + msgPackString("data")
                + ArrayOfTwo + msgPackString(event)
                + msgPackStringHeader(std::size_t(options.size)),
            .after = filling(options) + msgPackString("nsp") + msgPackString("/")};
}

} // namespace

Wording eventWording(const Options &options, const char *event)
{
    if (options.msgPack())
        return msgPackWording(options, event);
    return {.before = std::string("42[\"") + event + "\",\"", .after = filling(options) + "\"]"};
}

Wording gadgetWording(const Options &options)
{
    return {.before = R"(42["gadget",{"id":7,"ratio":0.5,"on":true,"name":")",
            .after = filling(options) + "\"}]"};
}

Wording attachmentWording(const Options &options)
{
    return {.binary = true,
            .before = {},
            .after = arbitraryBytes(std::size_t(options.size) - Tag::Size)};
}

} // namespace QSocketIo::Bench

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <string>

namespace QSocketIo::Bench {

struct Options;

// How a message with one string is written: what stands before and after the string, of which the
// first bytes are a tag.
struct Wording
{
    bool binary = false;
    std::string before;
    std::string after;
};

// The event and its string in the encoding that the options name.
Wording eventWording(const Options &options, const char *event);
// The event with an object of several types, of which the string is a member.
Wording gadgetWording(const Options &options);
// An attachment: a tag and arbitrary bytes.
Wording attachmentWording(const Options &options);

} // namespace QSocketIo::Bench

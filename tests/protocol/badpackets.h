// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

// Packets whose payload is not their type's, or not JSON at all.
inline constexpr const char *badPayloads[] = {
    // No payload, or one that is not the type's.
    "2",
    "22",
    "2/custom,",
    "3",
    "31",
    "4",
    R"(0"text")",
    "0[]",
    "0null",
    "0true",
    R"(0/custom,[])",
    "1{}",
    "1[]",
    "1/custom,{}",
    "1null",
    "2{}",
    R"(2"hi")",
    "2null",
    "2[]",
    "2[{}]",
    "2[[]]",
    "2[null]",
    "2[true]",
    "21{}",
    "31{}",
    R"(31"x")",
    "4[]",
    "4null",
    "4true",
    R"(2/custom["hi"])",
    // Not JSON.
    "4abc",
    R"(42abc["hi"])",
    R"(2["hi")",
    R"(2["hi",])",
    R"(2["hi"]x)",
    R"(2["hi"][])",
    R"(2["hi",'x'])",
    R"(2["hi","\x"])",
    R"(2["hi",01])",
    R"(0{"a":})",
    R"(2x["hi"])",
    // The JavaScript implementation takes white space for an id of 0.
    R"(2 ["hi"])",
    "2\n[\"hi\"]",
    R"(21 ["hi"])",
    "0 {}",
    "1 ",
    // Ids are digits.
    R"(2-1["hi"])",
    R"(2+1["hi"])",
    R"(21.5["hi"])",
    R"(21e3["hi"])",
    R"(20x10["hi"])",
};

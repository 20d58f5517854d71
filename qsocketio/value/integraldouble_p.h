// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cmath>
#include <type_traits>

namespace QSocketIo {

// A double without fraction as an integer; false where the type cannot hold it.
template <typename Integer>
bool fromIntegralDouble(double number, Integer &value)
{
    // The first that the type cannot hold: 2^63 or 2^64.
    constexpr double limit = std::is_signed_v<Integer> ? 0x1p63 : 0x1p64;
    constexpr double lowest = std::is_signed_v<Integer> ? -limit : 0.0;
    if (std::trunc(number) != number || number < lowest || number >= limit)
        return false;
    value = static_cast<Integer>(number);
    return true;
}

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace QSocketIo::Bench {

struct HttpResponse
{
    std::string_view body;
    std::size_t wireSize = 0;
};

// The first response of what a server sent; nothing while it is incomplete. One that is not 200 or
// does not tell its length ends the program.
std::optional<HttpResponse> readResponse(std::string_view bytes);

} // namespace QSocketIo::Bench

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <string_view>

namespace QSocketIo::Bench {

// Undoes permessage-deflate without context takeover (RFC 7692, 7.2.2); the view holds until the
// next message.
std::string_view inflateMessage(std::string_view compressed);

} // namespace QSocketIo::Bench

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "http.h"

#include "fail.h"

#include <algorithm>
#include <charconv>

namespace QSocketIo::Bench {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

std::string_view field(std::string_view head, std::string_view name)
{
    const auto found = std::search(head.begin(), head.end(), name.begin(), name.end(),
                                   [](char a, char b) { return lower(a) == b; });
    const std::string_view rest(found, head.end());
    return rest.empty() ? rest : rest.substr(name.size(), rest.find('\r') - name.size());
}

} // namespace

std::optional<HttpResponse> readResponse(std::string_view bytes)
{
    constexpr std::string_view EndOfHead = "\r\n\r\n";
    const std::size_t end = bytes.find(EndOfHead);
    if (end == std::string_view::npos)
        return {};
    const std::string_view head = bytes.substr(0, end + 2);
    std::string_view length = field(head, "\r\ncontent-length:");
    length.remove_prefix(std::min(length.find_first_not_of(' '), length.size()));
    std::size_t size = 0;
    const auto [last, error] = std::from_chars(length.begin(), length.end(), size);
    if (!head.starts_with("HTTP/1.1 200 ") || error != std::errc() || last == length.begin())
        fail("not the answer to a poll: " + std::string(bytes.substr(0, 300)));
    const std::size_t begin = end + EndOfHead.size();
    if (bytes.size() - begin < size)
        return {};
    return HttpResponse{.body = bytes.substr(begin, size), .wireSize = begin + size};
}

} // namespace QSocketIo::Bench

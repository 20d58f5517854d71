// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace QSocketIo::Bench {

// "000042-00001234:", the first bytes of every string sent: connection and running number. It is
// counted up in place, which costs a digit or two instead of a conversion for every message.
class Tag
{
public:
    static constexpr std::size_t Size = 16;
    static constexpr std::size_t Dash = 6;

    explicit Tag(int connection)
    {
        m_text.fill('0');
        m_text[Dash] = '-';
        m_text[Colon] = ':';
        for (std::size_t i = Dash; i-- > 0; connection /= 10)
            m_text[i] = char('0' + connection % 10);
    }

    std::string_view text() const { return {m_text.data(), m_text.size()}; }

    void next()
    {
        for (std::size_t i = Colon; --i > Dash;) {
            if (m_text[i] != '9') {
                ++m_text[i];
                return;
            }
            m_text[i] = '0';
        }
    }

private:
    static constexpr std::size_t Colon = Size - 1;

    std::array<char, Size> m_text;
};

} // namespace QSocketIo::Bench

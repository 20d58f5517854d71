// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/asciirun_p.h>
#include <qsocketio/value/codepoint_p.h>
#include <qsocketio/value/outputbuffer_p.h>

#include <QStringView>

namespace QSocketIo {

// Writes UTF-16 as UTF-8. Formats differ in what is not plain: special(out, unit) writes the other
// characters of ASCII, lone(out, unit) a surrogate without its other half; both return behind it.
template <typename Special, typename Lone>
class Utf16Text
{
public:
    // No unit takes more than longest bytes.
    Utf16Text(qsizetype longest, Special special, Lone lone)
        : m_longest(longest),
          m_special(special),
          m_lone(lone)
    {
    }

    void append(OutputBuffer &out, QStringView text) const
    {
        // In pieces, so that long texts do not ask for all that they might take at once.
        constexpr qsizetype piece = 1024;
        const auto *at = text.utf16();
        const auto *const end = at + text.size();
        while (at != end) {
            char *to = out.room(m_longest * std::min<qsizetype>(piece, end - at) + Overrun);
            const auto *const stop = end - at > piece ? at + piece : end;
            while (at < stop) {
                const qsizetype plain = copyPlain(at, stop, to);
                at += plain;
                to += plain;
                if (at < stop)
                    at = appendUnusual(to, at, end);
            }
            out.advance(to);
        }
    }

private:
    // The second half of a pair that a piece ends in.
    static constexpr qsizetype Overrun = 4;

    const char16_t *appendUnusual(char *&to, const char16_t *at, const char16_t *end) const
    {
        const char16_t unit = *at++;
        if (unit < 0x80)
            to = m_special(to, unit);
        else if (!QChar::isSurrogate(unit))
            to = writeCodePoint(to, unit);
        else if (QChar::isHighSurrogate(unit) && at != end && QChar::isLowSurrogate(*at))
            to = writeCodePoint(to, QChar::surrogateToUcs4(unit, *at++));
        else
            to = m_lone(to, unit);
        return at;
    }

    const qsizetype m_longest;
    const Special m_special;
    const Lone m_lone;
};

} // namespace QSocketIo

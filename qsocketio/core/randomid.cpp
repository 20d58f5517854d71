// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/base64_p.h>
#include <qsocketio/core/randomid_p.h>

#include <QRandomGenerator>

#include <algorithm>
#include <array>

#if defined(Q_OS_LINUX)
#include <sys/random.h>
#endif

namespace QSocketIo {

namespace {

// Unpredictable bytes, fetched for many ids at once: some processors take a microsecond for each.
class RandomBytes
{
public:
    QByteArray takeId()
    {
        if (m_used == m_bytes.size())
            refill();
        const auto begin = m_bytes.begin() + qsizetype(m_used);
        std::array<char, IdSize> bytes;
        std::copy_n(begin, IdSize, bytes.begin());
        // Nobody finds in memory which ids there were.
        std::fill_n(begin, IdSize, '\0');
        m_used += IdSize;
        const auto id = toBase64(bytes, Base64UrlDigits);
        return QByteArray(id.data(), qsizetype(id.size()));
    }

private:
    static constexpr size_t IdSize = 15;
    // getrandom() gives up to 256 bytes without an interruption.
    static constexpr size_t BlockSize = 17 * IdSize;

    void refill()
    {
        m_used = 0;
#if defined(Q_OS_LINUX)
        if (::getrandom(m_bytes.data(), m_bytes.size(), 0) == ssize_t(m_bytes.size()))
            return;
#endif
        QRandomGenerator::system()->generate(m_bytes.begin(), m_bytes.end());
    }

    std::array<char, BlockSize> m_bytes{};
    size_t m_used = BlockSize;
};

} // namespace

QByteArray randomId()
{
    thread_local RandomBytes random;
    return random.takeId();
}

} // namespace QSocketIo

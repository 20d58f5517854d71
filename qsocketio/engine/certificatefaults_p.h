// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QSslError>

#include <algorithm>
#include <utility>

namespace QSocketIo::Engine {

// What the application says to the faults of a certificate while it is asked about them.
class CertificateFaults
{
public:
    // Asks; true: each of them is to be ignored. The application may be asked again meanwhile.
    template <typename Ask>
    bool areIgnored(const QList<QSslError> &faults, Ask ask)
    {
        const auto outerTold = std::exchange(m_told, faults);
        const auto outerIgnored = std::exchange(m_ignored, {});
        ask();
        m_told = outerTold;
        const auto ignored = std::exchange(m_ignored, outerIgnored);
        return std::ranges::all_of(
            faults, [&ignored](const QSslError &fault) { return ignored.contains(fault); });
    }

    void ignoreAll() { m_ignored = m_told; }
    void ignore(const QList<QSslError> &faults) { m_ignored.append(faults); }

private:
    QList<QSslError> m_told;
    QList<QSslError> m_ignored;
};

} // namespace QSocketIo::Engine

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

#include <utility>

namespace QSocketIo {

// A name that many tables have: its bytes are there once, as long as somebody uses it. On all
// threads, since a client may move with its handlers.
class SharedName
{
public:
    explicit SharedName(QByteArrayView name);
    ~SharedName();
    SharedName(SharedName &&other) noexcept : m_known(std::exchange(other.m_known, nullptr)) { }
    SharedName &operator=(SharedName &&other) noexcept
    {
        std::swap(m_known, other.m_known);
        return *this;
    }

    QByteArrayView view() const { return m_known->first; }
    friend bool operator==(const SharedName &a, const SharedName &b)
    {
        return a.m_known == b.m_known;
    }

private:
    // With how many use it.
    using Known = std::pair<const QByteArray, qsizetype>;

    Known *m_known;
};

} // namespace QSocketIo

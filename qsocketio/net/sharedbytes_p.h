// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

#include <utility>

namespace QSocketIo::Net {

// Bytes that many streams of one thread send: as large as a pointer, and counted without the atomic
// operations of a QByteArray.
class SharedBytes
{
public:
    SharedBytes() = default;
    inline explicit SharedBytes(QByteArray bytes);
    inline SharedBytes(const SharedBytes &other);
    SharedBytes(SharedBytes &&other) noexcept : m_data(std::exchange(other.m_data, nullptr)) { }
    SharedBytes &operator=(SharedBytes other) noexcept
    {
        std::swap(m_data, other.m_data);
        return *this;
    }
    inline ~SharedBytes();

    explicit operator bool() const { return m_data != nullptr; }
    inline const QByteArray &bytes() const;

    // Adds what is sent next. The first of those that share these bytes puts them together for all
    // that go on alike. False: others went on with something else, or it would be too long.
    inline bool append(const SharedBytes &next);
    // Adds what is sent next to all so many others that share these bytes, without a look at them.
    // False: they are fewer, since some went on with something else or have sent it.
    inline bool appendForAll(const SharedBytes &next, qsizetype others);

private:
    struct Data;
    // Each time all is copied once more.
    static constexpr qsizetype LongestTogether = 4096;

    Data *m_data = nullptr;
};

struct SharedBytes::Data
{
    static quint64 nextNumber()
    {
        thread_local quint64 last = 0;
        return ++last;
    }

    QByteArray bytes;
    qsizetype users = 1;
    // Addresses come back.
    quint64 number = nextNumber();
    // With what followed first.
    SharedBytes together = {};
    quint64 following = 0;
};

inline SharedBytes::SharedBytes(QByteArray bytes) : m_data(new Data{std::move(bytes)}) { }

inline SharedBytes::SharedBytes(const SharedBytes &other) : m_data(other.m_data)
{
    if (m_data)
        ++m_data->users;
}

inline SharedBytes::~SharedBytes()
{
    if (m_data && --m_data->users == 0)
        delete m_data;
}

inline const QByteArray &SharedBytes::bytes() const
{
    return m_data->bytes;
}

inline bool SharedBytes::append(const SharedBytes &next)
{
    if (bytes().size() + next.bytes().size() > LongestTogether)
        return false;
    if (!m_data->together) {
        m_data->together = SharedBytes(bytes() + next.bytes());
        m_data->following = next.m_data->number;
    } else if (m_data->following != next.m_data->number) {
        return false;
    }
    *this = SharedBytes(m_data->together);
    return true;
}

inline bool SharedBytes::appendForAll(const SharedBytes &next, qsizetype others)
{
    if (m_data->users != others + 1)
        return false;
    m_data->bytes += next.bytes();
    return true;
}

} // namespace QSocketIo::Net

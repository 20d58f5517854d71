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
    explicit SharedBytes(QByteArray bytes) : m_data(new Data{std::move(bytes), 1}) { }
    SharedBytes(const SharedBytes &other) : m_data(other.m_data)
    {
        if (m_data)
            ++m_data->users;
    }
    SharedBytes(SharedBytes &&other) noexcept : m_data(std::exchange(other.m_data, nullptr)) { }
    SharedBytes &operator=(SharedBytes other) noexcept
    {
        std::swap(m_data, other.m_data);
        return *this;
    }
    ~SharedBytes()
    {
        if (m_data && --m_data->users == 0)
            delete m_data;
    }

    explicit operator bool() const { return m_data != nullptr; }
    const QByteArray &bytes() const { return m_data->bytes; }

private:
    struct Data
    {
        QByteArray bytes;
        qsizetype users;
    };

    Data *m_data = nullptr;
};

} // namespace QSocketIo::Net

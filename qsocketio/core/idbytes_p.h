// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <cstring>

namespace QSocketIo {

// The bytes of an id. Those of our own making are short and need no memory elsewhere.
class IdBytes
{
    Q_DISABLE_COPY_MOVE(IdBytes)

public:
    explicit IdBytes(QByteArrayView id) { set(id); }
    ~IdBytes() { freeLong(); }
    IdBytes &operator=(QByteArrayView id)
    {
        freeLong();
        set(id);
        return *this;
    }

    QByteArrayView view() const
    {
        if (m_size != LongId)
            return {m_bytes.data(), m_size};
        const Long id = longId();
        return {id.bytes, id.size};
    }

private:
    static constexpr std::size_t Room = 20;
    static constexpr quint8 LongId = 255;
    struct Long
    {
        char *bytes;
        qsizetype size;
    };

    void set(QByteArrayView id)
    {
        if (std::size_t(id.size()) <= Room) {
            m_size = quint8(id.size());
            std::copy(id.begin(), id.end(), m_bytes.begin());
            return;
        }
        const Long copy{new char[std::size_t(id.size())], id.size()};
        std::copy(id.begin(), id.end(), copy.bytes);
        std::memcpy(m_bytes.data(), &copy, sizeof copy);
        m_size = LongId;
    }
    Long longId() const
    {
        Long id;
        std::memcpy(&id, m_bytes.data(), sizeof id);
        return id;
    }
    void freeLong()
    {
        if (m_size == LongId)
            delete[] longId().bytes;
    }

    std::array<char, Room> m_bytes;
    quint8 m_size;
};

} // namespace QSocketIo

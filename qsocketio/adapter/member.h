// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/compactvector.h>

#include <QString>

namespace QSocketIo {

struct AdapterRoom;

// What an adapter knows of a socket.
class AdapterMember
{
public:
    // Of the socket.
    virtual QString memberId() const = 0;

protected:
    AdapterMember() = default;
    ~AdapterMember() = default;
    AdapterMember(const AdapterMember &) = delete;
    AdapterMember &operator=(const AdapterMember &) = delete;

private:
    friend class LocalAdapter;

    // Its place among all, the hash of its id, its rooms with its places there, and the last
    // selection that saw it.
    struct Place
    {
        AdapterRoom *room = nullptr;
        size_t index = 0;
    };
    quint32 m_index = 0;
    quint32 m_idHash = 0;
    CompactVector<Place> m_places;
    quint64 m_mark = 0;
};

} // namespace QSocketIo

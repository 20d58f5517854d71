// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <vector>

namespace QSocketIo {

struct AdapterRoom;

// What an adapter knows of a socket.
class AdapterMember
{
public:
    virtual QString memberId() const = 0;

    // The adapter's own notes: its place among all, its rooms with its places there, and the last
    // selection that saw it.
    struct Place
    {
        AdapterRoom *room = nullptr;
        size_t index = 0;
    };
    size_t adapterIndex = 0;
    std::vector<Place> adapterPlaces;
    quint64 adapterMark = 0;

protected:
    AdapterMember() = default;
    ~AdapterMember() = default;
    AdapterMember(const AdapterMember &) = delete;
    AdapterMember &operator=(const AdapterMember &) = delete;
};

} // namespace QSocketIo

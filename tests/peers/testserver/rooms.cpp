// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "rooms.h"

#include <qsocketio/namespace.h>

using namespace QSocketIo;

QStringList roomNames(const QVariant &rooms)
{
    if (rooms.userType() != QMetaType::QVariantList)
        return {rooms.toString()};
    QStringList names;
    for (const QVariant &room : rooms.toList())
        names.append(room.toString());
    return names;
}

Broadcast selectRooms(const Namespace &nsp, const QVariant &rooms)
{
    const bool all = rooms.userType() == QMetaType::Nullptr || !rooms.isValid();
    return all ? Broadcast(&nsp) : Broadcast(&nsp).to(roomNames(rooms));
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/adapter/localadapter_p.h>

#include <algorithm>

namespace QSocketIo {

namespace {

quint32 hashOfId(const QString &id)
{
    return quint32(qHash(id));
}

} // namespace

LocalAdapter::~LocalAdapter() = default;

AdapterMember *LocalAdapter::find(const QString &id) const
{
    const quint32 hash = hashOfId(id);
    return m_byId.find(hash, [&id, hash](const AdapterMember &member) {
        return member.m_idHash == hash && member.memberId() == id;
    });
}

void LocalAdapter::add(AdapterMember &member)
{
    const QString id = member.memberId();
    member.m_index = quint32(m_members.size());
    member.m_idHash = hashOfId(id);
    m_members.push_back(&member);
    m_byId.insert(&member);
    m_listener.onRoomCreated(id);
    m_listener.onRoomJoined(id, id);
}

void LocalAdapter::join(AdapterMember &member, const QString &name)
{
    if (name == member.memberId())
        return;
    auto &room = m_rooms[name];
    const bool created = !room;
    if (created)
        room = std::make_unique<AdapterRoom>(AdapterRoom{name, {}});
    const auto &places = member.m_places;
    if (std::ranges::find(places, room.get(), &AdapterMember::Place::room) != places.end())
        return;
    member.m_places.push_back({room.get(), room->members.size()});
    room->members.push_back(&member);
    if (created)
        m_listener.onRoomCreated(name);
    m_listener.onRoomJoined(name, member.memberId());
}

void LocalAdapter::leave(AdapterMember &member, const QString &name)
{
    const auto &places = member.m_places;
    const auto place =
        std::ranges::find(places, name, [](const AdapterMember::Place &p) { return p.room->name; });
    if (place != places.end())
        takeFrom(member, size_t(place - places.begin()));
}

void LocalAdapter::remove(AdapterMember &member)
{
    const size_t index = member.m_index;
    if (index >= m_members.size() || m_members[index] != &member)
        return;
    m_members[index] = m_members.back();
    m_members[index]->m_index = member.m_index;
    m_members.pop_back();
    const QString id = member.memberId();
    m_byId.take(member);
    while (!member.m_places.empty())
        takeFrom(member, member.m_places.size() - 1);
    m_listener.onRoomLeft(id, id);
    m_listener.onRoomDeleted(id);
}

// The last member of the room takes the place of the one that goes.
void LocalAdapter::takeFrom(AdapterMember &member, size_t placeIndex)
{
    const AdapterMember::Place place = member.m_places[placeIndex];
    member.m_places.erase(member.m_places.begin() + placeIndex);
    AdapterRoom &room = *place.room;
    AdapterMember *last = room.members.back();
    room.members[place.index] = last;
    room.members.pop_back();
    const auto moved = std::ranges::find(last->m_places, &room, &AdapterMember::Place::room);
    if (moved != last->m_places.end())
        moved->index = place.index;
    const QString name = room.name;
    const bool empty = room.members.empty();
    if (empty)
        m_rooms.erase(name);
    m_listener.onRoomLeft(name, member.memberId());
    if (empty)
        m_listener.onRoomDeleted(name);
}

QStringList LocalAdapter::rooms() const
{
    QStringList names;
    for (const auto &[name, room] : m_rooms)
        names.append(name);
    return names;
}

QStringList LocalAdapter::roomsOf(const AdapterMember &member) const
{
    QStringList names;
    names.reserve(qsizetype(member.m_places.size()) + 1);
    const size_t index = member.m_index;
    if (index < m_members.size() && m_members[index] == &member)
        names.append(member.memberId());
    for (const AdapterMember::Place &place : member.m_places)
        names.append(place.room->name);
    return names;
}

qsizetype LocalAdapter::roomCount(const AdapterMember &member) const
{
    return qsizetype(member.m_places.size()) + 1;
}

qsizetype LocalAdapter::memberCount(const QString &room) const
{
    qsizetype count = 0;
    forEachIn(room, [&count](AdapterMember &) { ++count; });
    return count;
}

void LocalAdapter::visit(const Selection &selection, const Visitor &visitor) const
{
    // Who carries this selection's mark is excluded, or was visited already.
    const quint64 mark = ++m_mark;
    const auto once = [mark, &visitor](AdapterMember &member) {
        if (std::exchange(member.m_mark, mark) != mark)
            visitor(member);
    };
    for (const QString &room : selection.except)
        forEachIn(room, [mark](AdapterMember &member) { member.m_mark = mark; });
    if (selection.rooms.isEmpty()) {
        for (AdapterMember *member : m_members)
            once(*member);
    } else {
        for (const QString &room : selection.rooms)
            forEachIn(room, once);
    }
}

template <typename Function>
void LocalAdapter::forEachIn(const QString &name, Function function) const
{
    if (AdapterMember *member = find(name))
        function(*member);
    const auto room = m_rooms.find(name);
    if (room == m_rooms.end())
        return;
    for (AdapterMember *member : room->second->members)
        function(*member);
}

} // namespace QSocketIo

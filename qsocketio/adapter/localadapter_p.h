// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/adapter.h>
#include <qsocketio/adapter/member.h>
#include <qsocketio/core/pointertable_p.h>

#include <unordered_map>

namespace QSocketIo {

struct AdapterRoom
{
    QString name;
    std::vector<AdapterMember *> members;
};

// Rooms in memory. The room of a socket's own id is not stored: the table of members has it.
class LocalAdapter final : public Adapter
{
public:
    explicit LocalAdapter(Listener &listener) : m_listener(listener) { }
    ~LocalAdapter() override;

    void add(AdapterMember &member) override;
    void join(AdapterMember &member, const QString &room) override;
    void leave(AdapterMember &member, const QString &room) override;
    void remove(AdapterMember &member) override;

    QStringList rooms() const override;
    QStringList roomsOf(const AdapterMember &member) const override;
    qsizetype roomCount(const AdapterMember &member) const override;
    qsizetype memberCount(const QString &room) const override;
    void visit(const Selection &selection, const Visitor &visitor) const override;

private:
    struct IdHash
    {
        size_t operator()(const AdapterMember &member) const { return member.m_idHash; }
    };

    AdapterMember *find(const QString &id) const;
    void takeFrom(AdapterMember &member, size_t place);
    template <typename Function>
    void forEachIn(const QString &room, Function function) const;

    Listener &m_listener;
    std::vector<AdapterMember *> m_members;
    PointerTable<AdapterMember *, IdHash> m_byId;
    std::unordered_map<QString, std::unique_ptr<AdapterRoom>> m_rooms;
    mutable quint64 m_mark = 0;
};

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/packetstore.h>

#include <unordered_map>

namespace QSocketIo::Monitor {

// Joins a Socket.IO packet with the binary frames that follow it.
class Assembler
{
public:
    class Listener
    {
    public:
        virtual void onPacket(const PacketHeader &header, const PacketBytes &bytes) = 0;

    protected:
        ~Listener() = default;
    };

    explicit Assembler(Listener &listener) : m_listener(listener) { }

    void add(const PacketHeader &header, QByteArrayView data, quint32 attachments);
    // What has not come until now will not come.
    void finish(quint32 connection);
    void clear() { m_pending.clear(); }

private:
    struct Pending
    {
        PacketHeader header;
        QByteArray text;
        QList<QByteArray> attachments;
        qsizetype room = 0;
        quint32 missing = 0;
    };

    static quint64 key(quint32 connection, Direction direction);
    void begin(const PacketHeader &header, QByteArrayView data, quint32 attachments);
    void addAttachment(Pending &pending, QByteArrayView data);
    void deliver(const Pending &pending);
    void abandon(quint64 key);

    Listener &m_listener;
    std::unordered_map<quint64, Pending> m_pending;
};

} // namespace QSocketIo::Monitor

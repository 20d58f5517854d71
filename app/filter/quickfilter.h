// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/packettext.h>
#include <app/filter/packetpredicate.h>

#include <optional>
#include <vector>

namespace QSocketIo::Monitor {

// What the filter bar and the topology ask for.
struct FilterSettings
{
    // Found in the event, the namespace or the text of the packet, whatever the case.
    QString text = {};
    bool events = true;
    bool acks = true;
    bool control = true;
    bool toServer = true;
    bool toClient = true;
    // A place of the topology; Root: everywhere.
    TopologyKey scope = {};
    // A connection's number; 0: all.
    quint32 connection = 0;
    // Exactly this event.
    QString event = {};

    friend bool operator==(const FilterSettings &, const FilterSettings &) = default;
    bool isEverything() const { return *this == FilterSettings{}; }
};

class QuickFilter : public PacketPredicate
{
public:
    explicit QuickFilter(FilterSettings settings);

    bool accepts(const Capture &capture, quint64 sequence) const override;
    void forgetNames() override { m_names.clear(); }

private:
    bool acceptsKind(const PacketHeader &header) const;
    bool acceptsScope(const Capture &capture, const PacketHeader &header) const;
    bool isInSocketOrRoom(const Capture &capture, const PacketHeader &header) const;
    bool acceptsText(const Capture &capture, quint64 sequence, const PacketHeader &header) const;
    bool nameMatches(const StringTable &strings, quint32 id) const;

    const FilterSettings m_settings;
    const QByteArray m_needle;
    const QByteArray m_nsp;
    const QByteArray m_event;
    // Names seldom differ: 0 not looked at, 1 no, 2 yes.
    mutable std::vector<quint8> m_names;
};

} // namespace QSocketIo::Monitor

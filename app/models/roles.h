// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Qt>

namespace QSocketIo::Monitor {

// Columns and roles of all models in one place.

enum class PacketColumn {
    Number,
    Time,
    Source,
    Direction,
    Connection,
    Namespace,
    Type,
    Event,
    Ack,
    Size,
    Summary,
};
inline constexpr int PacketColumnCount = int(PacketColumn::Summary) + 1;

enum class TopologyColumn { Name, Count, Rate };
inline constexpr int TopologyColumnCount = int(TopologyColumn::Rate) + 1;

enum class JsonColumn { Name, Value, Type };
inline constexpr int JsonColumnCount = int(JsonColumn::Type) + 1;

enum class SourceColumn { Name, State, Packets, Rate };
inline constexpr int SourceColumnCount = int(SourceColumn::Rate) + 1;

enum Role {
    // Packets
    SequenceRole = Qt::UserRole,
    CategoryRole,
    DirectionRole,
    FlagsRole,
    RecordKindRole,
    // Topology
    KeyKindRole,
    // JSON: the type as JsonTape::Type, and the raw text
    JsonTypeRole,
    RawTextRole,
    // Layers: where the bytes are
    ByteOffsetRole,
    ByteCountRole,
    // Sources
    SourceIdRole,
    SourceStateRole,
};

} // namespace QSocketIo::Monitor

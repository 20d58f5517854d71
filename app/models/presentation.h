// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/jsontape.h>
#include <app/models/roles.h>
#include <app/sources/capturesession.h>

#include <array>

namespace QSocketIo::Monitor {

// Facts in words for the person at the screen.

using PacketRow = std::array<QString, PacketColumnCount>;
PacketRow packetRow(const CaptureSession &session, quint64 sequence);

QString packetColumnTitle(int column);
QString topologyColumnTitle(int column);
QString jsonColumnTitle(int column);
QString sourceColumnTitle(int column);

QString topologyText(const CaptureSession &session, const TopologyKey &key);
QString topologyToolTip(const CaptureSession &session, const TopologyKey &key);
QString jsonTypeText(JsonTape::Type type);
QString sourceStateText(Source::State state);
QString sourceKindText(Source::Kind kind);
// "12.345678" seconds
QString timeText(qint64 nanoseconds);
// Empty below one in ten seconds.
QString rateText(double perSecond);
QString numberText(quint64 number);

} // namespace QSocketIo::Monitor

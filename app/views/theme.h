// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/jsontape.h>
#include <app/capture/packettext.h>

#include <QPalette>

namespace QSocketIo::Monitor {

// Colours that go with the palette's light or dark ground. None is the only sign of what it means.
namespace Theme {

bool isDark(const QPalette &palette);
QColor badge(const QPalette &palette, Category category, quint8 flags);
QColor badgeText(const QPalette &palette, Category category, quint8 flags);
QColor direction(const QPalette &palette, Direction direction);
QColor warning(const QPalette &palette);
QColor faint(const QPalette &palette);
QColor highlight(const QPalette &palette);
// Of values in a JSON tree.
QColor json(const QPalette &palette, JsonTape::Type type);

} // namespace Theme

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/views/theme.h>

namespace QSocketIo::Monitor::Theme {

namespace {

QColor choose(const QPalette &palette, QRgb light, QRgb dark)
{
    return QColor(isDark(palette) ? dark : light);
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

QColor badge(const QPalette &palette, Category category, quint8 flags)
{
    if (flags & PacketHeader::Malformed)
        return choose(palette, 0xfbd9d5, 0x5c2420);
    switch (category) {
    case Category::Event:
        return choose(palette, 0xd6e6fb, 0x1d3f66);
    case Category::Ack:
        return choose(palette, 0xd5f0dc, 0x1d4a2e);
    case Category::Control:
        return choose(palette, 0xe8eaed, 0x3a3f45);
    }
    Q_UNREACHABLE();
}

QColor badgeText(const QPalette &palette, Category category, quint8 flags)
{
    if (flags & PacketHeader::Malformed)
        return choose(palette, 0x8c1d13, 0xffb4ab);
    switch (category) {
    case Category::Event:
        return choose(palette, 0x124a8c, 0xa9d0ff);
    case Category::Ack:
        return choose(palette, 0x14592b, 0x9fe3b4);
    case Category::Control:
        return choose(palette, 0x4a5058, 0xc3c9d0);
    }
    Q_UNREACHABLE();
}

QColor direction(const QPalette &palette, Direction direction)
{
    return direction == Direction::ToServer ? choose(palette, 0x0b7d5b, 0x45c99d)
                                            : choose(palette, 0x7a3fb0, 0xc79bf2);
}

QColor warning(const QPalette &palette)
{
    return choose(palette, 0xb3261e, 0xff8a80);
}

QColor faint(const QPalette &palette)
{
    return choose(palette, 0x6b7580, 0x99a3ad);
}

QColor highlight(const QPalette &palette)
{
    return choose(palette, 0xffe58a, 0x6b5a12);
}

QColor json(const QPalette &palette, JsonTape::Type type)
{
    using Type = JsonTape::Type;
    switch (type) {
    case Type::Null:
    case Type::False:
    case Type::True:
        return choose(palette, 0x7a3fb0, 0xc79bf2);
    case Type::Number:
        return choose(palette, 0x0b5cad, 0x8cc4ff);
    case Type::String:
        return choose(palette, 0x14692f, 0x8fdba5);
    case Type::Array:
    case Type::Object:
        return faint(palette);
    }
    Q_UNREACHABLE();
}

} // namespace QSocketIo::Monitor::Theme

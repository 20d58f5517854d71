// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/msgpackhead_p.h>

#include <limits>

namespace QSocketIo::MsgPack {

namespace {

template <typename T>
bool fits(auto value)
{
    return std::in_range<T>(value);
}

} // namespace

void appendUnsigned(OutputBuffer &out, quint64 value)
{
    if (value < 0x80)
        out.append(char(value));
    else if (fits<quint8>(value))
        append(out, '\xcc', quint8(value));
    else if (fits<quint16>(value))
        append(out, '\xcd', quint16(value));
    else if (fits<quint32>(value))
        append(out, '\xce', quint32(value));
    else
        append(out, '\xcf', value);
}

void appendNegative(OutputBuffer &out, qint64 value)
{
    constexpr qint64 lowestFixed = -0x20;
    if (value >= lowestFixed)
        out.append(char(value));
    else if (fits<qint8>(value))
        append(out, '\xd0', qint8(value));
    else if (fits<qint16>(value))
        append(out, '\xd1', qint16(value));
    else if (fits<qint32>(value))
        append(out, '\xd2', qint32(value));
    else
        append(out, '\xd3', value);
}

qsizetype headSize(const Heads &heads, qsizetype length)
{
    if (length < heads.fixedLimit)
        return 1;
    if (heads.with8 && fits<quint8>(length))
        return 2;
    return fits<quint16>(length) ? 3 : 5;
}

void appendHead(OutputBuffer &out, const Heads &heads, qsizetype length)
{
    switch (headSize(heads, length)) {
    case 1:
        return out.append(char(heads.fixed | char(length)));
    case 2:
        return append(out, heads.with8, quint8(length));
    case 3:
        return append(out, heads.with16, quint16(length));
    default:
        return append(out, heads.with32, quint32(length));
    }
}

void replaceHead(OutputBuffer &out, const Heads &heads, qsizetype begin, qsizetype oldSize,
                 qsizetype length)
{
    const qsizetype size = headSize(heads, length);
    const qsizetype behind = out.size() - begin - oldSize;
    if (size > oldSize)
        out.room(size - oldSize);
    char *const head = out.room(0) - behind - oldSize;
    if (size != oldSize)
        std::memmove(head + size, head + oldSize, std::size_t(behind));
    out.advance(head);
    appendHead(out, heads, length);
    out.advance(head + size + behind);
}

} // namespace QSocketIo::MsgPack

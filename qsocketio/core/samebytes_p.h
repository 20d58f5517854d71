// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

#include <cstring>

namespace QSocketIo {

// Equality for where every message passes: Qt's asks a function of its library even when the sizes
// differ.
inline bool sameBytes(QByteArrayView left, QByteArrayView right)
{
    return left.size() == right.size()
        && (left.isEmpty() || std::memcmp(left.data(), right.data(), size_t(left.size())) == 0);
}

} // namespace QSocketIo

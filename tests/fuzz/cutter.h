// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <cstdint>

namespace QSocketIo::Net {

// Cuts an input in pieces that are the same for the same input.
class Cutter
{
public:
    Cutter(QByteArrayView bytes, qsizetype maximum)
        : m_rest(bytes),
          m_state(uint32_t(bytes.size()) * 2654435761u + 1),
          m_maximum(maximum)
    {
    }

    bool atEnd() const { return m_rest.isEmpty(); }

    QByteArrayView next()
    {
        m_state = m_state * 1664525u + 1013904223u;
        const qsizetype wanted = qsizetype(m_state >> 16) % m_maximum + 1;
        const QByteArrayView piece = m_rest.first(std::min(wanted, m_rest.size()));
        m_rest = m_rest.sliced(piece.size());
        return piece;
    }

private:
    QByteArrayView m_rest;
    uint32_t m_state;
    qsizetype m_maximum;
};

} // namespace QSocketIo::Net

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/sources/capturesession.h>

#include <vector>

namespace QSocketIo::Monitor {

// What a packet consists of, from the transport up. Ranges point into wireBytes().
struct LayerNode
{
    QString name = {};
    QString value = {};
    qsizetype offset = -1;
    qsizetype size = 0;
    std::vector<LayerNode> children = {};
};

LayerNode layersOf(const CaptureSession &session, quint64 sequence);

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "line.h"

#include <QWebSocket>

// QWebSocket alone: constant packets join the namespace, events are texts. What a client that is
// made of it can reach at best.
class BareLine final : public Line
{
public:
    explicit BareLine(const Address &address);

    void open() override;
    void send(const QString &text) override;

private:
    void onMessage(const QString &message);

    quint16 m_port;
    QWebSocket m_socket;
};

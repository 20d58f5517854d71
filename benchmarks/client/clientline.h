// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "line.h"

#include <qsocketio/client.h>

// Our client, as an application uses it.
class ClientLine final : public Line
{
public:
    explicit ClientLine(const Address &address);

    void open() override { m_client.open(); }
    void send(const QString &text) override { m_client.emitEvent("pass", text); }

private:
    QSocketIo::Client m_client;
};

QUrl urlOf(const Address &address);
QSocketIo::ClientOptions optionsFor(const Address &address);

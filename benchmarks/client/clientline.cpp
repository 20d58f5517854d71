// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "clientline.h"

using namespace Qt::Literals::StringLiterals;

ClientLine::ClientLine(const Address &address) : m_client(urlOf(address), optionsFor(address))
{
    m_client.on("pass", &m_client, [this](const QString &text) { received(text); });
    QObject::connect(&m_client, &QSocketIo::Client::connected, &m_client, [this] { joined(); });
    QObject::connect(
        &m_client, &QSocketIo::Client::errorOccurred, &m_client,
        [](const QSocketIo::Error &error) { qFatal("%ls", qUtf16Printable(error.message)); });
}

QUrl urlOf(const Address &address)
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(address.port));
}

QSocketIo::ClientOptions optionsFor(const Address &address)
{
    return {.transports = {address.polling ? QSocketIo::Transport::Polling
                                           : QSocketIo::Transport::WebSocket},
            .upgrade = false};
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "bareline.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Begin = "42[\"pass\",\""_L1;
constexpr auto End = "\"]"_L1;

} // namespace

BareLine::BareLine(const Address &address) : m_port(address.port)
{
    QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                     [this](const QString &message) { onMessage(message); });
    QObject::connect(&m_socket, &QWebSocket::disconnected, &m_socket,
                     [] { qFatal("the connection ended"); });
}

void BareLine::open()
{
    m_socket.open(QUrl(u"ws://127.0.0.1:%1/socket.io/?EIO=4&transport=websocket"_s.arg(m_port)));
}

void BareLine::send(const QString &text)
{
    m_socket.sendTextMessage(Begin + text + End);
}

void BareLine::onMessage(const QString &message)
{
    if (message.startsWith(Begin))
        received(message.sliced(Begin.size(), message.size() - Begin.size() - End.size()));
    else if (message.startsWith(u'0'))
        m_socket.sendTextMessage(u"40"_s);
    else if (message.startsWith("40"_L1))
        joined();
    else if (message == "2"_L1)
        m_socket.sendTextMessage(u"3"_s);
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "reconnections.h"

#include "clientline.h"

using namespace Qt::Literals::StringLiterals;

Reconnections::Reconnections(const Address &address, int count, Finished finished)
    : m_client(urlOf(address), optionsFor(address)),
      m_count(count),
      m_finished(std::move(finished))
{
    QObject::connect(&m_client, &QSocketIo::Client::connected, &m_client,
                     [this] { onConnected(); });
    QObject::connect(&m_client, &QSocketIo::Client::disconnected, &m_client,
                     [this] { m_client.open(); });
}

void Reconnections::start()
{
    m_begin = Usage::now();
    m_client.open();
}

void Reconnections::onConnected()
{
    ++m_done;
    if (m_done == m_count / 10)
        m_earlyMemory = memoryInBytes();
    if (m_done == m_count)
        return finish();
    m_client.close();
}

void Reconnections::finish()
{
    const Usage end = Usage::now();
    const double seconds = std::chrono::duration<double>(end.time - m_begin.time).count();
    const double memory = memoryInBytes();
    m_finished({{u"rate"_s, m_count / seconds},
                {u"cpu_us"_s, (end.cpuSeconds - m_begin.cpuSeconds) / m_count * 1e6},
                {u"bytes_early"_s, m_earlyMemory},
                {u"bytes_late"_s, memory},
                {u"bytes_grown"_s, memory - m_earlyMemory}});
}

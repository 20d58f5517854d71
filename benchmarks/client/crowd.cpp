// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "crowd.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

// So many open at a time: the server's queue of connections is finite.
constexpr int Window = 50;
constexpr int TextSize = 64;

QString textOf(int number)
{
    return QString::number(number).rightJustified(TextSize, u'.');
}

} // namespace

Crowd::Crowd(LineMaker makeLine, const Address &address, const Plan &plan, Finished finished)
    : m_makeLine(std::move(makeLine)),
      m_address(address),
      m_plan(plan),
      m_finished(std::move(finished))
{
    m_members.reserve(size_t(plan.clients));
}

void Crowd::start()
{
    m_emptyMemory = memoryInBytes();
    m_opening = Usage::now();
    for (int i = 0; i < Window; ++i)
        openNext();
}

void Crowd::openNext()
{
    if (std::ssize(m_members) == m_plan.clients)
        return;
    Member &member = *m_members.emplace_back(std::make_unique<Member>());
    member.line = m_makeLine(m_address);
    member.line->joined = [this, &member] { onJoined(member); };
    member.line->received = [this, &member](const QString &text) { onReceived(member, text); };
    member.line->open();
}

void Crowd::onJoined(Member &member)
{
    QObject::connect(&member.timer, &QTimer::timeout, &member.timer,
                     [&member] { member.line->send(textOf(member.sent++)); });
    member.timer.start(1s);
    openNext();
    if (++m_joined == m_plan.clients)
        onAllJoined();
}

void Crowd::onReceived(Member &member, const QString &text)
{
    if (text != textOf(member.received++))
        qFatal("a wrong answer: %ls", qUtf16Printable(text));
}

void Crowd::onAllJoined()
{
    m_talking = Usage::now();
    const auto duration = std::chrono::duration_cast<std::chrono::milliseconds>(m_plan.duration);
    QTimer::singleShot(duration, Qt::PreciseTimer, &m_members.front()->timer, [this] { finish(); });
}

void Crowd::finish()
{
    const Usage end = Usage::now();
    const double memory = memoryInBytes() - m_emptyMemory;
    const auto clients = double(m_plan.clients);
    const double seconds = std::chrono::duration<double>(end.time - m_talking.time).count();
    int received = 0;
    for (const auto &member : m_members)
        received += member->received;
    m_finished(
        {{u"connect_cpu_us"_s, (m_talking.cpuSeconds - m_opening.cpuSeconds) / clients * 1e6},
         {u"cpu_us"_s, (end.cpuSeconds - m_talking.cpuSeconds) / clients / seconds * 1e6},
         {u"bytes_per_client"_s, memory / clients},
         {u"answers_per_client"_s, received / clients}});
}

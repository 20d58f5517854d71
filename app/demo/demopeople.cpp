// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/demo/demopeople.h>

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <chrono>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace QSocketIo::Monitor {

namespace {

constexpr std::array rooms{"lobby"_L1, "qt"_L1, "coffee"_L1, "music"_L1};
const std::array sentences{
    u"Good morning!"_s,
    u"Has anybody seen the new release?"_s,
    u"The build is green again."_s,
    u"Coffee?"_s,
    u"Signals and slots, still the best idea."_s,
    u"Schöne Grüße aus Zürich ☃"_s,
    u"Who broke the \"nightly\" test?"_s,
    u"I will be back in five minutes."_s,
    u"Καλημέρα, κόσμε"_s,
};

int randomBelow(qsizetype limit)
{
    return QRandomGenerator::global()->bounded(int(limit));
}

QString randomRoom()
{
    return rooms[size_t(randomBelow(rooms.size()))];
}

// Acts of one person are not in step with those of the others.
int nextPause()
{
    return 900 + randomBelow(1800);
}

} // namespace

DemoTalker::DemoTalker(const QUrl &url, const QString &name)
    : m_client(url),
      m_chat(m_client.of(u"/chat"_s, {{u"name"_s, name}}))
{
    connect(m_chat, &ClientSocket::connected, this, [this] {
        m_rooms.clear();
        join(u"lobby"_s);
        m_timer.start(nextPause());
    });
    connect(m_chat, &ClientSocket::disconnected, &m_timer, &QTimer::stop);
    connect(&m_timer, &QTimer::timeout, this, &DemoTalker::act);
    m_chat->open();
}

DemoTalker::~DemoTalker() = default;

void DemoTalker::act()
{
    m_timer.start(nextPause());
    const int dice = randomBelow(10);
    if (dice == 0 && m_rooms.size() > 1)
        leave();
    else if (dice <= 1 && m_rooms.size() < 3)
        join(randomRoom());
    else
        talk();
}

void DemoTalker::join(const QString &room)
{
    m_chat->emitWithCallback(
        "join", this,
        [this, room](const AckReply &reply) {
            if (!reply.error && !m_rooms.contains(room))
                m_rooms.append(room);
        },
        room);
}

void DemoTalker::leave()
{
    const QString room = m_rooms.takeAt(randomBelow(m_rooms.size()));
    m_chat->emitWithCallback(
        "leave", this, [](const AckReply &) {}, room);
}

void DemoTalker::talk()
{
    if (m_rooms.isEmpty())
        return;
    const QString room = m_rooms[randomBelow(m_rooms.size())];
    if (randomBelow(3) == 0)
        m_chat->asVolatile().emitEvent("typing", room);
    const QString &text = sentences[size_t(randomBelow(sentences.size()))];
    m_chat->emitWithCallback(
        "message", this, [](const AckReply &) {}, room, text);
}

DemoObserver::DemoObserver(const QUrl &url, const QStringList &channels) : m_client(url)
{
    ClientSocket *telemetry = m_client.of(u"/telemetry"_s);
    connect(telemetry, &ClientSocket::connected, this, [this, telemetry, channels] {
        for (const QString &channel : channels)
            telemetry->emitWithCallback(
                "subscribe", this, [](const AckReply &) {}, channel);
    });
    telemetry->open();
}

DemoObserver::~DemoObserver() = default;

DemoCommuter::DemoCommuter(const QUrl &url) : m_url(url)
{
    connect(&m_journey, &QTimer::timeout, this, &DemoCommuter::travel);
    connect(&m_work, &QTimer::timeout, this, &DemoCommuter::work);
    m_journey.start(12s);
    travel();
}

DemoCommuter::~DemoCommuter() = default;

void DemoCommuter::travel()
{
    m_work.stop();
    if (m_client) {
        // Home for a while.
        m_client.reset();
        return;
    }
    ClientOptions options;
    const int way = m_journeys++ % 3;
    options.upgrade = way == 0;
    if (way == 1)
        options.transports = {Transport::WebSocket};
    m_client = std::make_unique<Client>(m_url, options);
    connect(m_client.get(), &Client::connected, &m_work, [this] { m_work.start(1500ms); });
    m_client->open();
}

void DemoCommuter::work()
{
    const auto ignore = [](const AckReply &) {};
    QByteArray bytes(16 + randomBelow(48), Qt::Uninitialized);
    std::ranges::generate(bytes, [] { return char(randomBelow(256)); });
    switch (++m_steps % 3) {
    case 0:
        m_client->emitWithCallback("time", this, ignore);
        break;
    case 1:
        m_client->emitWithCallback("reverse", this, ignore, bytes);
        break;
    default:
        m_client->emitWithCallback("echo", this, ignore,
                                   QVariantMap{{u"step"_s, m_steps}, {u"big"_s, qint64(1) << 60}});
    }
}

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/demo/demotelemetry.h>
#include <qsocketio/serversocket.h>

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace QSocketIo::Monitor {

namespace {

struct Channel
{
    QLatin1StringView name;
    QLatin1StringView unit;
    double middle;
    double swing;
    double period;
};

constexpr std::array channels{
    Channel{"temperature"_L1, "°C"_L1, 21.5, 3.0, 40.0},
    Channel{"pressure"_L1, "hPa"_L1, 1013.0, 6.0, 90.0},
    Channel{"load"_L1, "%"_L1, 45.0, 30.0, 25.0},
};

double valueOf(const Channel &channel, double seconds)
{
    const double noise = QRandomGenerator::global()->generateDouble() - 0.5;
    const double wave = std::sin(2 * M_PI * seconds / channel.period);
    return std::round((channel.middle + channel.swing * (wave + 0.1 * noise)) * 100) / 100;
}

} // namespace

DemoTelemetry::DemoTelemetry(Namespace &nsp) : m_nsp(nsp)
{
    connect(&nsp, &Namespace::socketConnected, this, &DemoTelemetry::welcome);
    connect(&m_sampleTimer, &QTimer::timeout, this, &DemoTelemetry::sendSamples);
    connect(&m_waveformTimer, &QTimer::timeout, this, &DemoTelemetry::sendWaveform);
    m_sampleTimer.start(500ms);
    m_waveformTimer.start(2500ms);
}

DemoTelemetry::~DemoTelemetry() = default;

void DemoTelemetry::welcome(ServerSocket *socket)
{
    socket->on("subscribe", socket,
               [this, socket](const QString &channel) { return subscribe(*socket, channel); });
    socket->on("unsubscribe", socket, [socket](const QString &channel) { socket->leave(channel); });
    QVariantList list;
    for (const Channel &channel : channels)
        list.append(QVariantMap{{u"name"_s, QString(channel.name)},
                                {u"unit"_s, QString::fromUtf8(channel.unit.data())}});
    socket->emitEvent("channels", list);
}

bool DemoTelemetry::subscribe(ServerSocket &socket, const QString &channel)
{
    const bool known = channel == "waveform"_L1
        || std::ranges::any_of(channels, [&](const Channel &c) { return channel == c.name; });
    if (known)
        socket.join(channel);
    return known;
}

void DemoTelemetry::sendSamples()
{
    m_seconds += 0.5;
    for (const Channel &channel : channels) {
        if (m_nsp.roomSize(channel.name) == 0)
            continue;
        m_nsp.to(channel.name)
            .emitEvent("sample",
                       QVariantMap{{u"channel"_s, QString(channel.name)},
                                   {u"value"_s, valueOf(channel, m_seconds)},
                                   {u"time"_s, QDateTime::currentMSecsSinceEpoch()}});
    }
}

void DemoTelemetry::sendWaveform()
{
    if (m_nsp.roomSize(u"waveform"_s) == 0)
        return;
    QByteArray samples(128, Qt::Uninitialized);
    for (qsizetype i = 0; i < samples.size(); ++i)
        samples[i] = char(std::lround(100 * std::sin(0.15 * double(i) + m_seconds)));
    m_nsp.to(u"waveform"_s)
        .emitEvent(
            "waveform",
            QVariantMap{{u"rate"_s, 8000}, {u"format"_s, u"int8"_s}, {u"samples"_s, samples}});
}

} // namespace QSocketIo::Monitor

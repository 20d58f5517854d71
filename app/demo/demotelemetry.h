// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/namespace.h>

#include <QTimer>

namespace QSocketIo::Monitor {

// The namespace /telemetry: a room for each channel, with samples twice a second and now and then
// a waveform in binary.
class DemoTelemetry : public QObject
{
    Q_OBJECT
public:
    explicit DemoTelemetry(Namespace &nsp);
    ~DemoTelemetry() override;

private:
    void welcome(ServerSocket *socket);
    bool subscribe(ServerSocket &socket, const QString &channel);
    void sendSamples();
    void sendWaveform();

    Namespace &m_nsp;
    QTimer m_sampleTimer;
    QTimer m_waveformTimer;
    double m_seconds = 0;
};

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/capture.h>
#include <app/sources/source.h>

#include <QTimer>

#include <memory>
#include <vector>

namespace QSocketIo::Monitor {

// Sources and the capture they fill: at most 30 times a second, less often when that takes long.
class CaptureSession : public QObject
{
    Q_OBJECT
public:
    explicit CaptureSession(qint64 memoryLimit = PacketStore::DefaultLimit,
                            QObject *parent = nullptr);
    ~CaptureSession() override;

    Capture &capture() { return m_capture; }
    const Capture &capture() const { return m_capture; }

    // The source's number in the capture; it is not started.
    quint16 add(std::unique_ptr<Source> source);
    void remove(quint16 id);
    Source *source(quint16 id) const;
    QString sourceName(quint16 id) const;
    QList<quint16> sources() const;

    void clear();
    // Nobody looks: once a second is enough.
    void setInBackground(bool background);
    // Takes over what has come in; the timer does so by itself.
    void drain();

Q_SIGNALS:
    void sourceAdded(quint16 id);
    void sourceRemoved(quint16 id);
    void sourceChanged(quint16 id);
    void aboutToClear();
    void cleared();
    void drained();
    void ratesChanged();

private:
    struct Entry
    {
        quint16 id = 0;
        QString name;
        std::unique_ptr<Source> source;
    };

    void onTick();
    void adaptInterval(qint64 milliseconds);

    Capture m_capture;
    // Names stay: packets of a removed source are still shown.
    std::vector<Entry> m_entries;
    QTimer m_timer;
    Batch m_batch;
    bool m_background = false;
    int m_slowTicks = 0;
    int m_quickTicks = 0;
};

} // namespace QSocketIo::Monitor

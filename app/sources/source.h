// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/feed.h>

#include <QObject>

namespace QSocketIo::Monitor {

// Where packets come from. It lives on the window's thread; what it delivers goes through the
// feed, from any thread and without a signal per packet.
class Source : public QObject
{
    Q_OBJECT
public:
    enum class State { Stopped, Starting, Running, Failed };
    Q_ENUM(State)
    enum class Kind { Demo, Client, Admin, Synthetic };
    Q_ENUM(Kind)

    Source(Kind kind, const QString &name, QObject *parent = nullptr);
    ~Source() override;

    Kind kind() const { return m_kind; }
    QString name() const { return m_name; }
    State state() const { return m_state; }
    // Why it failed, or something to know while it runs.
    QString message() const { return m_message; }
    Feed &feed() { return m_feed; }

    virtual void start() = 0;
    virtual void stop() = 0;

Q_SIGNALS:
    void stateChanged();

protected:
    void setState(State state, const QString &message = {});

private:
    const Kind m_kind;
    const QString m_name;
    State m_state = State::Stopped;
    QString m_message;
    Feed m_feed;
};

} // namespace QSocketIo::Monitor

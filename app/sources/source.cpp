// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/sources/source.h>

namespace QSocketIo::Monitor {

Source::Source(Kind kind, const QString &name, QObject *parent)
    : QObject(parent),
      m_kind(kind),
      m_name(name)
{
}

Source::~Source() = default;

void Source::setState(State state, const QString &message)
{
    if (m_state == state && m_message == message)
        return;
    m_state = state;
    m_message = message;
    Q_EMIT stateChanged();
}

} // namespace QSocketIo::Monitor

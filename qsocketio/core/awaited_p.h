// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/error.h>
#include <qsocketio/core/expected.h>
#include <qsocketio/core/turn_p.h>

#include <QFutureWatcher>

#include <functional>

namespace QSocketIo {

// What a finished future holds: its value, or why there is none.
template <typename T>
Expected<T, Error> outcome(QFuture<T> future)
{
    Error error{Error::Phase::Provider, QStringLiteral("a provider failed")};
    try {
        // Throws what the future holds.
        future.waitForFinished();
        if (future.resultCount() > 0)
            return future.result();
        error.detail = QStringLiteral("it was canceled");
    } catch (const std::exception &exception) {
        error.detail = QString::fromLocal8Bit(exception.what());
    }
    return error;
}

// Waits for a future as long as it lives; then calls back. The callback may dispose of it.
template <typename T>
class Awaited final : public Disposable
{
public:
    using Callback = std::function<void(const Expected<T, Error> &)>;

    Awaited(const QFuture<T> &future, Callback callback) : m_callback(std::move(callback))
    {
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this] {
            const Turn::Scope scope;
            m_callback(outcome(m_watcher.future()));
        });
        m_watcher.setFuture(future);
    }

private:
    Callback m_callback;
    QFutureWatcher<T> m_watcher;
};

} // namespace QSocketIo

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QPromise>

namespace QSocketIo::Testing {

// What application code promises, until a test keeps or breaks it.
template <typename T>
class Promised
{
public:
    Promised() { m_promise.start(); }
    QFuture<T> future() { return m_promise.future(); }
    void keep(const T &value)
    {
        m_promise.addResult(value);
        m_promise.finish();
    }
    void breakIt()
    {
        m_promise.future().cancel();
        m_promise.finish();
    }

private:
    QPromise<T> m_promise;
};

} // namespace QSocketIo::Testing

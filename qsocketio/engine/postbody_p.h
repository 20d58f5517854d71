// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QIODevice>

#include <algorithm>

namespace QSocketIo::Engine {

// A body that can be sent once only. Qt sends a POST again when the connection breaks before the
// answer, unless the body cannot be rewound; the server would get its packets twice.
class PostBody final : public QIODevice
{
public:
    explicit PostBody(const QByteArray &body) : m_body(body) { open(ReadOnly | Unbuffered); }

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override
    {
        return m_body.size() - m_position + QIODevice::bytesAvailable();
    }

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        const qint64 size = std::min<qint64>(maximum, m_body.size() - m_position);
        if (size <= 0)
            return -1;
        std::copy_n(m_body.constData() + m_position, size, data);
        m_position += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_position = 0;
};

} // namespace QSocketIo::Engine

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QObject>

// Standard input, line by line, without ever blocking the event loop.
class LineReader : public QObject
{
    Q_OBJECT
public:
    explicit LineReader(QObject *parent = nullptr);

Q_SIGNALS:
    void lineRead(const QByteArray &line);
    void ended();

private:
    void read();

    QByteArray m_buffer;
};

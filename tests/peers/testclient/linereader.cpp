// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "linereader.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <unistd.h>

LineReader::LineReader(QObject *parent) : QObject(parent)
{
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &LineReader::read);
    connect(this, &LineReader::ended, notifier, [notifier] { notifier->setEnabled(false); });
}

void LineReader::read()
{
    std::array<char, 64 * 1024> bytes;
    const ssize_t size = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (size < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (size > 0)
        m_buffer.append(bytes.data(), size);
    qsizetype begin = 0;
    for (qsizetype end; (end = m_buffer.indexOf('\n', begin)) >= 0; begin = end + 1)
        Q_EMIT lineRead(m_buffer.sliced(begin, end - begin));
    m_buffer.remove(0, begin);
    if (size > 0)
        return;
    if (!m_buffer.isEmpty())
        Q_EMIT lineRead(m_buffer);
    Q_EMIT ended();
}

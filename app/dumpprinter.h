// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/filter/packetpredicate.h>
#include <app/sources/capturesession.h>

#include <memory>

namespace QSocketIo::Monitor {

// Writes a line to the standard output for every packet.
class DumpPrinter : public QObject
{
    Q_OBJECT
public:
    enum class Format { Text, ColouredText, Json };

    DumpPrinter(CaptureSession &session, Format format);
    ~DumpPrinter() override;

    void setPredicate(std::unique_ptr<PacketPredicate> predicate);
    // Ends after so many; 0: never.
    void setLimit(quint64 limit) { m_limit = limit; }
    quint64 printed() const { return m_printed; }

Q_SIGNALS:
    void limitReached();
    // Nobody reads any more.
    void broken();

private:
    void printNew();
    QByteArray line(quint64 sequence) const;
    QByteArray textLine(quint64 sequence) const;
    QByteArray coloured(const QByteArray &text, const char *colour) const;

    CaptureSession &m_session;
    const Format m_format;
    std::unique_ptr<PacketPredicate> m_predicate;
    quint64 m_limit = 0;
    quint64 m_printed = 0;
    quint64 m_next = 1;
    bool m_finished = false;
};

} // namespace QSocketIo::Monitor

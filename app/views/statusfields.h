// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/sources/capturesession.h>

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace QSocketIo::Monitor {

class PacketListModel;

// The numbers in the status bar.
class StatusFields : public QWidget
{
    Q_OBJECT
public:
    StatusFields(const CaptureSession &session, const PacketListModel &model,
                 QWidget *parent = nullptr);
    ~StatusFields() override;

    void refresh();

private:
    QLabel *addField(const QString &widest);

    const CaptureSession &m_session;
    const PacketListModel &m_model;
    QLabel *m_packets;
    QLabel *m_shown;
    QLabel *m_rate;
    QLabel *m_memory;
    QLabel *m_lost;
};

} // namespace QSocketIo::Monitor

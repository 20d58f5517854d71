// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/models/sourcelistmodel.h>

#include <QDockWidget>

QT_BEGIN_NAMESPACE
class QTreeView;
QT_END_NAMESPACE

namespace QSocketIo::Monitor {

class SourcesDock : public QDockWidget
{
    Q_OBJECT
public:
    explicit SourcesDock(CaptureSession &session, QWidget *parent = nullptr);
    ~SourcesDock() override;

private:
    void showMenu(QPoint position);

    CaptureSession &m_session;
    SourceListModel m_model;
    QTreeView *m_list;
};

} // namespace QSocketIo::Monitor

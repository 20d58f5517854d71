// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/models/topologymodel.h>

#include <QDockWidget>

QT_BEGIN_NAMESPACE
class QTreeView;
QT_END_NAMESPACE

namespace QSocketIo::Monitor {

class TopologyDock : public QDockWidget
{
    Q_OBJECT
public:
    explicit TopologyDock(CaptureSession &session, QWidget *parent = nullptr);
    ~TopologyDock() override;

    void clearSelection();

Q_SIGNALS:
    // Root: nothing is chosen.
    void scopeChosen(const QSocketIo::Monitor::TopologyKey &scope);

private:
    void expand(const QModelIndex &parent, int first, int last);
    void expandTop();
    void choose();

    TopologyModel m_model;
    QTreeView *m_tree;
};

} // namespace QSocketIo::Monitor

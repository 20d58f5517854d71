// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/models/presentation.h>

#include <QAbstractTableModel>

namespace QSocketIo::Monitor {

class SourceListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit SourceListModel(CaptureSession &session, QObject *parent = nullptr);
    ~SourceListModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void add(quint16 id);
    void remove(quint16 id);
    void refresh(quint16 id);
    void refreshRates();
    QString text(const Source &source, quint16 id, SourceColumn column) const;
    QString toolTip(const Source &source) const;

    CaptureSession &m_session;
    QList<quint16> m_ids;
};

} // namespace QSocketIo::Monitor

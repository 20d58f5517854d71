// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/models/layertree.h>
#include <app/models/roles.h>

#include <QAbstractItemModel>

namespace QSocketIo::Monitor {

// Two columns: a field's name and its value.
class LayerTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit LayerTreeModel(QObject *parent = nullptr);
    ~LayerTreeModel() override;

    void setLayers(LayerNode root);
    // The innermost field that holds that byte.
    QModelIndex indexAt(qsizetype byte) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    // Two levels: a field of a layer keeps the layer's row, a layer none.
    static constexpr quintptr NoLayer = ~quintptr(0);

    const LayerNode *nodeOf(const QModelIndex &index) const;

    LayerNode m_root;
};

} // namespace QSocketIo::Monitor

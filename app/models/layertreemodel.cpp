// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/models/layertreemodel.h>

namespace QSocketIo::Monitor {

LayerTreeModel::LayerTreeModel(QObject *parent) : QAbstractItemModel(parent) { }

LayerTreeModel::~LayerTreeModel() = default;

void LayerTreeModel::setLayers(LayerNode root)
{
    beginResetModel();
    m_root = std::move(root);
    endResetModel();
}

QModelIndex LayerTreeModel::indexAt(qsizetype byte) const
{
    const auto holds = [byte](const LayerNode &node) {
        return node.offset >= 0 && byte >= node.offset && byte < node.offset + node.size;
    };
    QModelIndex best;
    qsizetype bestSize = 0;
    const auto consider = [&](const LayerNode &node, const QModelIndex &index) {
        if (!holds(node) || (best.isValid() && node.size > bestSize))
            return;
        best = index;
        bestSize = node.size;
    };
    for (size_t layer = 0; layer < m_root.children.size(); ++layer) {
        const LayerNode &node = m_root.children[layer];
        const QModelIndex layerIndex = index(int(layer), 0);
        consider(node, layerIndex);
        for (size_t field = 0; field < node.children.size(); ++field)
            consider(node.children[field], index(int(field), 0, layerIndex));
    }
    return best;
}

QModelIndex LayerTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : NoLayer);
}

QModelIndex LayerTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == NoLayer)
        return {};
    return createIndex(int(child.internalId()), 0, NoLayer);
}

int LayerTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const LayerNode *node = nodeOf(parent);
    return node ? int(node->children.size()) : 0;
}

int LayerTreeModel::columnCount(const QModelIndex &) const
{
    return 2;
}

QVariant LayerTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LayerNode &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return index.column() == 0 ? node.name : node.value;
    case ByteOffsetRole:
        return node.offset;
    case ByteCountRole:
        return node.size;
    default:
        return {};
    }
}

QVariant LayerTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Layer") : tr("Value");
}

const LayerNode *LayerTreeModel::nodeOf(const QModelIndex &index) const
{
    if (!index.isValid())
        return &m_root;
    if (index.internalId() == NoLayer)
        return &m_root.children[size_t(index.row())];
    const LayerNode &layer = m_root.children[size_t(index.internalId())];
    return &layer.children[size_t(index.row())];
}

} // namespace QSocketIo::Monitor

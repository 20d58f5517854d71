// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/views/topologydock.h>

#include <QHeaderView>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

TopologyDock::TopologyDock(CaptureSession &session, QWidget *parent)
    : QDockWidget(tr("Namespaces and rooms"), parent),
      m_model(session),
      m_tree(new QTreeView)
{
    setObjectName(u"topologyDock"_s);
    m_tree->setObjectName(u"topology"_s);
    m_tree->setAccessibleName(windowTitle());
    m_tree->setModel(&m_model);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView *header = m_tree->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(int(TopologyColumn::Name), QHeaderView::Stretch);
    header->setSectionResizeMode(int(TopologyColumn::Count), QHeaderView::ResizeToContents);
    header->setSectionResizeMode(int(TopologyColumn::Rate), QHeaderView::ResizeToContents);
    setWidget(m_tree);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &TopologyDock::expand);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TopologyDock::expandTop);
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TopologyDock::choose);
    expandTop();
}

TopologyDock::~TopologyDock() = default;

void TopologyDock::clearSelection()
{
    m_tree->clearSelection();
    m_tree->setCurrentIndex({});
}

// Namespaces and rooms are open from the start; who is in them is not.
void TopologyDock::expand(const QModelIndex &parent, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model.index(row, 0, parent);
        const auto kind = TopologyKey::Kind(index.data(KeyKindRole).toInt());
        if (kind > TopologyKey::Kind::Rooms)
            continue;
        m_tree->expand(index);
        if (m_model.rowCount(index) > 0)
            expand(index, 0, m_model.rowCount(index) - 1);
    }
}

void TopologyDock::expandTop()
{
    if (m_model.rowCount() > 0)
        expand({}, 0, m_model.rowCount() - 1);
}

void TopologyDock::choose()
{
    const QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    Q_EMIT scopeChosen(rows.isEmpty() ? TopologyKey{} : m_model.key(rows.first()));
}

} // namespace QSocketIo::Monitor

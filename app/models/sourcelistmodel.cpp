// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/models/sourcelistmodel.h>

namespace QSocketIo::Monitor {

SourceListModel::SourceListModel(CaptureSession &session, QObject *parent)
    : QAbstractTableModel(parent),
      m_session(session),
      m_ids(session.sources())
{
    connect(&session, &CaptureSession::sourceAdded, this, &SourceListModel::add);
    connect(&session, &CaptureSession::sourceRemoved, this, &SourceListModel::remove);
    connect(&session, &CaptureSession::sourceChanged, this, &SourceListModel::refresh);
    connect(&session, &CaptureSession::ratesChanged, this, &SourceListModel::refreshRates);
}

SourceListModel::~SourceListModel() = default;

int SourceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

int SourceListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : SourceColumnCount;
}

QVariant SourceListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const quint16 id = m_ids[index.row()];
    const Source *source = m_session.source(id);
    if (!source)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*source, id, SourceColumn(index.column()));
    case Qt::ToolTipRole:
        return toolTip(*source);
    case Qt::TextAlignmentRole:
        return index.column() < int(SourceColumn::Packets) ? int(Qt::AlignLeft | Qt::AlignVCenter)
                                                           : int(Qt::AlignRight | Qt::AlignVCenter);
    case SourceIdRole:
        return id;
    case SourceStateRole:
        return int(source->state());
    default:
        return {};
    }
}

QVariant SourceListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= int(SourceColumn::Packets))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? sourceColumnTitle(section) : QVariant();
}

void SourceListModel::add(quint16 id)
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_ids.append(id);
    endInsertRows();
}

void SourceListModel::remove(quint16 id)
{
    const int row = int(m_ids.indexOf(id));
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_ids.removeAt(row);
    endRemoveRows();
}

void SourceListModel::refresh(quint16 id)
{
    const int row = int(m_ids.indexOf(id));
    if (row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, SourceColumnCount - 1));
}

void SourceListModel::refreshRates()
{
    if (!m_ids.isEmpty())
        Q_EMIT dataChanged(index(0, int(SourceColumn::Packets)),
                           index(rowCount() - 1, int(SourceColumn::Rate)));
}

QString SourceListModel::text(const Source &source, quint16 id, SourceColumn column) const
{
    const Statistics &statistics = m_session.capture().statistics();
    switch (column) {
    case SourceColumn::Name:
        return source.name();
    case SourceColumn::State:
        return sourceStateText(source.state());
    case SourceColumn::Packets:
        return numberText(statistics.source(id).packets.total());
    case SourceColumn::Rate:
        return rateText(statistics.source(id).packets.perSecond());
    }
    Q_UNREACHABLE();
}

QString SourceListModel::toolTip(const Source &source) const
{
    const QString text = sourceKindText(source.kind());
    return source.message().isEmpty() ? text : text + u'\n' + source.message();
}

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/packettext.h>
#include <app/models/packetlistmodel.h>

#include <algorithm>

namespace QSocketIo::Monitor {

namespace {

// Numbers to the right, words to the left.
int alignmentOf(PacketColumn column)
{
    switch (column) {
    case PacketColumn::Number:
    case PacketColumn::Time:
    case PacketColumn::Connection:
    case PacketColumn::Ack:
    case PacketColumn::Size:
        return int(Qt::AlignRight | Qt::AlignVCenter);
    case PacketColumn::Direction:
        return int(Qt::AlignCenter);
    case PacketColumn::Source:
    case PacketColumn::Namespace:
    case PacketColumn::Type:
    case PacketColumn::Event:
    case PacketColumn::Summary:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    }
    Q_UNREACHABLE();
}

} // namespace

PacketListModel::PacketListModel(CaptureSession &session, QObject *parent)
    : QAbstractTableModel(parent),
      m_session(session),
      m_index(session.capture()),
      m_texts(CachedRows)
{
    m_index.reset({});
    connect(&session, &CaptureSession::drained, this, &PacketListModel::update);
    connect(&session, &CaptureSession::aboutToClear, this, [this] { beginResetModel(); });
    connect(&session, &CaptureSession::cleared, this, [this] {
        if (m_index.predicate())
            m_index.predicate()->forgetNames();
        m_texts.clear();
        m_index.reset(m_index.predicate());
        endResetModel();
        Q_EMIT updated();
    });
}

PacketListModel::~PacketListModel() = default;

int PacketListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_index.count());
}

int PacketListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : PacketColumnCount;
}

QVariant PacketListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const quint64 sequence = m_index.sequence(index.row());
    const auto column = PacketColumn(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return texts(sequence)[size_t(index.column())];
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case SequenceRole:
        return sequence;
    default:
        return fact(m_session.capture().packets().header(sequence), role);
    }
}

QVariant PacketListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= PacketColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return packetColumnTitle(section);
    if (role != Qt::TextAlignmentRole)
        return {};
    // A title at the right edge would touch the next one.
    const int alignment = alignmentOf(PacketColumn(section));
    return alignment & Qt::AlignRight ? int(Qt::AlignCenter) : alignment;
}

void PacketListModel::setPredicate(std::shared_ptr<PacketPredicate> predicate)
{
    beginResetModel();
    m_index.reset(std::move(predicate));
    m_index.prepend(m_index.takeOlder(SearchBudget));
    endResetModel();
    Q_EMIT updated();
}

void PacketListModel::setFrozen(bool frozen)
{
    m_frozen = frozen;
    if (!frozen)
        update();
}

int PacketListModel::row(quint64 sequence) const
{
    const auto row = m_index.row(sequence);
    return row ? int(*row) : -1;
}

void PacketListModel::update()
{
    removeOutdated();
    refreshChanged();
    if (!m_frozen)
        appendNewer();
    if (m_index.isBehind())
        prependOlder();
    Q_EMIT updated();
}

void PacketListModel::removeOutdated()
{
    const qsizetype outdated = m_index.outdatedRows();
    if (outdated == 0)
        return m_index.removeOutdated();
    beginRemoveRows({}, 0, int(outdated) - 1);
    m_index.removeOutdated();
    endRemoveRows();
}

void PacketListModel::appendNewer()
{
    const std::vector<quint64> newer = m_index.takeNewer();
    if (newer.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + int(newer.size()) - 1);
    m_index.append(newer);
    endInsertRows();
}

void PacketListModel::prependOlder()
{
    const std::vector<quint64> older = m_index.takeOlder(SearchBudget);
    if (older.empty())
        return;
    beginInsertRows({}, 0, int(older.size()) - 1);
    m_index.prepend(older);
    endInsertRows();
}

// Rows whose packets were paired with their acks in the meantime.
void PacketListModel::refreshChanged()
{
    const Capture::Changes changes = m_session.capture().takeChanges();
    if (changes.tooMany)
        m_texts.clear();
    int first = rowCount();
    int last = -1;
    for (quint64 sequence : changes.sequences) {
        m_texts.remove(sequence);
        const int changed = row(sequence);
        if (changed < 0)
            continue;
        first = std::min(first, changed);
        last = std::max(last, changed);
    }
    if (last >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, PacketColumnCount - 1));
}

const PacketRow &PacketListModel::texts(quint64 sequence) const
{
    if (const PacketRow *known = m_texts.object(sequence))
        return *known;
    auto row = std::make_unique<PacketRow>(packetRow(m_session, sequence));
    const PacketRow &result = *row;
    m_texts.insert(sequence, row.release());
    return result;
}

QVariant PacketListModel::fact(const PacketHeader &header, int role) const
{
    switch (role) {
    case CategoryRole:
        return int(categoryOf(header));
    case DirectionRole:
        return int(header.direction);
    case FlagsRole:
        return int(header.flags);
    case RecordKindRole:
        return int(header.kind);
    default:
        return {};
    }
}

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/packettext.h>
#include <app/models/jsontreemodel.h>
#include <app/models/presentation.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

JsonTreeModel::JsonTreeModel(QObject *parent) : QAbstractItemModel(parent) { }

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setDocument(QByteArrayView json, Shape shape,
                                const QList<QByteArrayView> &attachments)
{
    beginResetModel();
    m_tape = JsonTape(json);
    m_shape = shape;
    m_attachments.clear();
    for (QByteArrayView attachment : attachments)
        m_attachments.append(attachment.toByteArray());
    m_fetched.clear();
    m_rows.assign(m_tape.count(), 0);
    m_fetching = true;
    endResetModel();
    m_fetching = false;
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const quint32 node = nodeOf(parent);
    // A document that is a single value is its own and only row.
    if (node == NoNode)
        return createIndex(row, column, quintptr(0));
    return createIndex(row, column, quintptr(fetched(node)->at(size_t(row))));
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    const auto node = quint32(child.internalId());
    if (!child.isValid() || node == 0)
        return {};
    const quint32 parent = m_tape.node(node).parent;
    return parent == 0 ? QModelIndex() : createIndex(m_rows[parent], 0, quintptr(parent));
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0 || m_tape.isEmpty())
        return 0;
    const quint32 node = nodeOf(parent);
    if (node == NoNode)
        return 1;
    const Fetched *children = fetched(node);
    return children ? int(children->size()) : 0;
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return JsonColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (parent.column() > 0 || m_tape.isEmpty())
        return false;
    const quint32 node = nodeOf(parent);
    return node == NoNode || childCount(node) > 0;
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    if (parent.column() > 0 || m_tape.isEmpty() || m_fetching)
        return false;
    const quint32 node = nodeOf(parent);
    return node != NoNode && quint32(rowCount(parent)) < childCount(node);
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    const quint32 node = nodeOf(parent);
    Fetched &children = m_fetched[node];
    const auto first = quint32(children.size());
    const quint32 count = std::min(PageSize, childCount(node) - first);
    m_fetching = true;
    beginInsertRows(parent, int(first), int(first + count) - 1);
    for (quint32 i = 0; i < count; ++i) {
        const quint32 child = childAfter(node, children);
        m_rows[child] = int(first + i);
        children.push_back(child);
    }
    endInsertRows();
    m_fetching = false;
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto node = quint32(index.internalId());
    const JsonTape::Type type = m_tape.node(node).type;
    if (role == JsonTypeRole)
        return int(type);
    if (role == RawTextRole)
        return QString::fromUtf8(m_tape.raw(node));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (JsonColumn(index.column())) {
    case JsonColumn::Name:
        return name(index, node);
    case JsonColumn::Value:
        return value(node);
    case JsonColumn::Type:
        return m_tape.placeholder(node) >= 0 ? u"binary"_s : jsonTypeText(type);
    }
    Q_UNREACHABLE();
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return jsonColumnTitle(section);
    return {};
}

QString JsonTreeModel::path(const QModelIndex &index) const
{
    if (!index.isValid())
        return u"$"_s;
    const auto node = quint32(index.internalId());
    const QString before = path(index.parent());
    if (m_tape.node(node).keyBegin != 0)
        return before + u'.' + m_tape.key(node);
    const bool isArgument = m_shape == Shape::Event && !index.parent().isValid();
    return u"%1[%2]"_s.arg(before).arg(isArgument ? index.row() - 1 : index.row());
}

quint32 JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    if (index.isValid())
        return quint32(index.internalId());
    return !m_tape.isEmpty() && m_tape.isContainer(0) ? 0 : NoNode;
}

quint32 JsonTreeModel::childCount(quint32 node) const
{
    return m_tape.placeholder(node) >= 0 ? 0 : m_tape.node(node).childCount;
}

quint32 JsonTreeModel::childAfter(quint32 node, const Fetched &fetched) const
{
    return fetched.empty() ? m_tape.firstChild(node) : m_tape.node(fetched.back()).nextSibling;
}

const JsonTreeModel::Fetched *JsonTreeModel::fetched(quint32 node) const
{
    const auto found = m_fetched.find(node);
    return found != m_fetched.end() ? &found->second : nullptr;
}

QString JsonTreeModel::name(const QModelIndex &index, quint32 node) const
{
    if (m_tape.node(node).keyBegin != 0)
        return m_tape.key(node);
    const bool isTop = !index.parent().isValid();
    if (isTop && m_shape == Shape::Event)
        return index.row() == 0 ? tr("event") : QString::number(index.row() - 1);
    return node == 0 ? tr("value") : QString::number(index.row());
}

QString JsonTreeModel::value(quint32 node) const
{
    constexpr qsizetype Shown = 2000;
    const int attachment = m_tape.placeholder(node);
    if (attachment >= 0 && attachment < m_attachments.size()) {
        const QByteArray &bytes = m_attachments[attachment];
        const QString start =
            QString::fromLatin1(bytes.first(std::min<qsizetype>(bytes.size(), 16)).toHex(' '));
        return u"<%1> %2%3"_s.arg(sizeText(quint64(bytes.size())), start,
                                  bytes.size() > 16 ? u"…"_s : QString());
    }
    const quint32 count = m_tape.node(node).childCount;
    switch (m_tape.node(node).type) {
    case JsonTape::Type::Array:
        return u"[%1]"_s.arg(count);
    case JsonTape::Type::Object:
        return u"{%1}"_s.arg(count);
    case JsonTape::Type::String:
        return m_tape.string(node).left(Shown);
    default:
        return QString::fromUtf8(m_tape.raw(node)).left(Shown);
    }
}

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/models/topologymodel.h>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace QSocketIo::Monitor {

using Kind = TopologyKey::Kind;

namespace {

// Inserting in this order moves no siblings.
QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

constexpr auto keyOf = [](const auto &node) -> const TopologyKey & { return node->key; };

} // namespace

TopologyModel::TopologyModel(CaptureSession &session, QObject *parent)
    : QAbstractItemModel(parent),
      m_session(session)
{
    session.capture().topology().setListener(this);
    connect(&m_timer, &QTimer::timeout, this, &TopologyModel::flush);
    connect(&session, &CaptureSession::ratesChanged, this, &TopologyModel::refreshRates);
    m_timer.start(200ms);
    flush();
}

TopologyModel::~TopologyModel()
{
    m_session.capture().topology().setListener(nullptr);
}

QModelIndex TopologyModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent).children[size_t(row)].get());
}

QModelIndex TopologyModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(*nodeOf(child).parent) : QModelIndex();
}

int TopologyModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent).children.size());
}

int TopologyModel::columnCount(const QModelIndex &) const
{
    return TopologyColumnCount;
}

QVariant TopologyModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(node, TopologyColumn(index.column()));
    case Qt::ToolTipRole:
        return topologyToolTip(m_session, node.key);
    case Qt::TextAlignmentRole:
        return index.column() == 0 ? int(Qt::AlignLeft | Qt::AlignVCenter)
                                   : int(Qt::AlignRight | Qt::AlignVCenter);
    case KeyKindRole:
        return int(node.key.kind);
    default:
        return {};
    }
}

QVariant TopologyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section > 0)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? topologyColumnTitle(section) : QVariant();
}

TopologyKey TopologyModel::key(const QModelIndex &index) const
{
    return nodeOf(index).key;
}

QModelIndex TopologyModel::find(const TopologyKey &key) const
{
    const Node *node = m_nodes.value(key);
    return node ? indexOf(*node) : QModelIndex();
}

void TopologyModel::flush()
{
    if (m_rebuild || m_changed.size() > RebuildLimit)
        return rebuild();
    const QSet<TopologyKey> changed = std::exchange(m_changed, {});
    QSet<TopologyKey> touched;
    const Topology &topology = m_session.capture().topology();
    for (const TopologyKey &key : changed) {
        if (topology.exists(key))
            ensure(key);
        else
            remove(key);
        for (TopologyKey up = key; up.kind != Kind::Root; up = parentOf(up))
            touched.insert(up);
    }
    for (const TopologyKey &key : touched)
        refresh(key);
}

void TopologyModel::onChanged(const TopologyKey &key)
{
    m_changed.insert(key);
}

void TopologyModel::onReset()
{
    m_rebuild = true;
}

void TopologyModel::rebuild()
{
    beginResetModel();
    m_root.children.clear();
    m_nodes.clear();
    m_changed.clear();
    m_rebuild = false;
    m_rebuilding = true;
    const Topology &topology = m_session.capture().topology();
    for (quint16 source : topology.sources()) {
        ensure({.kind = Kind::Source, .source = source});
        for (const QString &nsp : topology.namespaces(source))
            addAll(source, nsp);
    }
    m_rebuilding = false;
    endResetModel();
}

void TopologyModel::addAll(quint16 source, const QString &nsp)
{
    ensure({.kind = Kind::Namespace, .source = source, .nsp = nsp});
    const NamespaceInfo *info = m_session.capture().topology().find(source, nsp);
    for (const QString &room : sorted(info->rooms.keys())) {
        for (const QString &member : sorted(info->rooms.value(room).values()))
            ensure({Kind::Socket, source, nsp, member, room});
    }
    for (const QString &socket : sorted(info->sockets.keys()))
        ensure({.kind = Kind::Socket, .source = source, .nsp = nsp, .name = socket});
}

TopologyModel::Node *TopologyModel::ensure(const TopologyKey &key)
{
    if (key.kind == Kind::Root)
        return &m_root;
    if (Node *known = m_nodes.value(key))
        return known;
    Node *parent = ensure(parentOf(key));
    auto node = std::make_unique<Node>();
    node->key = key;
    node->parent = parent;
    Node *result = node.get();
    m_nodes.insert(key, result);
    insert(*parent, std::move(node));
    if (key.kind == Kind::Namespace) {
        ensure({.kind = Kind::Rooms, .source = key.source, .nsp = key.nsp});
        ensure({.kind = Kind::Sockets, .source = key.source, .nsp = key.nsp});
    }
    return result;
}

void TopologyModel::insert(Node &parent, std::unique_ptr<Node> node)
{
    const auto place = std::ranges::lower_bound(parent.children, node->key, isBefore, keyOf);
    const int row = int(place - parent.children.begin());
    // A reset says it all.
    if (!m_rebuilding)
        beginInsertRows(indexOf(parent), row, row);
    parent.children.insert(place, std::move(node));
    if (!m_rebuilding)
        endInsertRows();
}

void TopologyModel::remove(const TopologyKey &key)
{
    Node *node = m_nodes.value(key);
    if (!node)
        return;
    Node &parent = *node->parent;
    const int row = rowOf(*node);
    beginRemoveRows(indexOf(parent), row, row);
    forget(*node);
    parent.children.erase(parent.children.begin() + row);
    endRemoveRows();
}

void TopologyModel::forget(const Node &node)
{
    m_nodes.remove(node.key);
    for (const auto &child : node.children)
        forget(*child);
}

void TopologyModel::refresh(const TopologyKey &key)
{
    if (const Node *node = m_nodes.value(key))
        Q_EMIT dataChanged(indexOf(*node), indexOf(*node, TopologyColumnCount - 1));
}

void TopologyModel::refreshRates()
{
    const int column = int(TopologyColumn::Rate);
    for (const auto &source : m_root.children) {
        Q_EMIT dataChanged(indexOf(*source, column), indexOf(*source, column));
        const auto &namespaces = source->children;
        if (!namespaces.empty())
            Q_EMIT dataChanged(indexOf(*namespaces.front(), column),
                               indexOf(*namespaces.back(), column));
    }
}

TopologyKey TopologyModel::parentOf(const TopologyKey &key)
{
    switch (key.kind) {
    case Kind::Root:
    case Kind::Source:
        return {};
    case Kind::Namespace:
        return {.kind = Kind::Source, .source = key.source};
    case Kind::Rooms:
    case Kind::Sockets:
        return {.kind = Kind::Namespace, .source = key.source, .nsp = key.nsp};
    case Kind::Room:
        return {.kind = Kind::Rooms, .source = key.source, .nsp = key.nsp};
    case Kind::Socket:
        if (key.room.isEmpty())
            return {.kind = Kind::Sockets, .source = key.source, .nsp = key.nsp};
        return {.kind = Kind::Room, .source = key.source, .nsp = key.nsp, .name = key.room};
    }
    Q_UNREACHABLE();
}

bool TopologyModel::isBefore(const TopologyKey &a, const TopologyKey &b)
{
    return std::tie(a.kind, a.source, a.nsp, a.name) < std::tie(b.kind, b.source, b.nsp, b.name);
}

int TopologyModel::rowOf(const Node &node)
{
    const auto &siblings = node.parent->children;
    const auto place = std::ranges::lower_bound(siblings, node.key, isBefore, keyOf);
    return int(place - siblings.begin());
}

QModelIndex TopologyModel::indexOf(const Node &node, int column) const
{
    return &node == &m_root ? QModelIndex() : createIndex(rowOf(node), column, &node);
}

const TopologyModel::Node &TopologyModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? *static_cast<const Node *>(index.constInternalPointer()) : m_root;
}

QString TopologyModel::text(const Node &node, TopologyColumn column) const
{
    const TopologyKey &key = node.key;
    const Capture &capture = m_session.capture();
    switch (column) {
    case TopologyColumn::Name:
        return topologyText(m_session, key);
    case TopologyColumn::Count:
        return key.kind == Kind::Socket ? QString()
                                        : numberText(quint64(capture.topology().count(key)));
    case TopologyColumn::Rate:
        if (key.kind == Kind::Source)
            return rateText(capture.statistics().source(key.source).packets.perSecond());
        if (key.kind == Kind::Namespace)
            return rateText(capture.statistics()
                                .nsp(key.source, capture.strings().find(key.nsp.toUtf8()))
                                .perSecond());
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace QSocketIo::Monitor

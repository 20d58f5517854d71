// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/models/presentation.h>

#include <QAbstractItemModel>
#include <QTimer>

#include <memory>
#include <vector>

namespace QSocketIo::Monitor {

// Sources, their namespaces, and in each its rooms with their members and all its sockets. Shows
// changes five times a second.
class TopologyModel : public QAbstractItemModel, private Topology::Listener
{
    Q_OBJECT
public:
    explicit TopologyModel(CaptureSession &session, QObject *parent = nullptr);
    ~TopologyModel() override;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    TopologyKey key(const QModelIndex &index) const;
    QModelIndex find(const TopologyKey &key) const;
    // Shows at once what the timer would show later.
    void flush();

private:
    struct Node
    {
        TopologyKey key;
        Node *parent = nullptr;
        std::vector<std::unique_ptr<Node>> children;
    };
    // Beyond this many changes it is quicker to build the tree anew.
    static constexpr qsizetype RebuildLimit = 20'000;

    void onChanged(const TopologyKey &key) override;
    void onReset() override;

    void rebuild();
    void addAll(quint16 source, const QString &nsp);
    Node *ensure(const TopologyKey &key);
    void insert(Node &parent, std::unique_ptr<Node> node);
    void remove(const TopologyKey &key);
    void forget(const Node &node);
    void refresh(const TopologyKey &key);
    void refreshRates();
    static TopologyKey parentOf(const TopologyKey &key);
    static bool isBefore(const TopologyKey &a, const TopologyKey &b);
    static int rowOf(const Node &node);
    QModelIndex indexOf(const Node &node, int column = 0) const;
    const Node &nodeOf(const QModelIndex &index) const;
    QString text(const Node &node, TopologyColumn column) const;

    CaptureSession &m_session;
    Node m_root;
    QHash<TopologyKey, Node *> m_nodes;
    QSet<TopologyKey> m_changed;
    bool m_rebuild = true;
    bool m_rebuilding = false;
    QTimer m_timer;
};

} // namespace QSocketIo::Monitor

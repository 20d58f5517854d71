// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/jsontape.h>
#include <app/models/roles.h>

#include <QAbstractItemModel>

#include <unordered_map>

namespace QSocketIo::Monitor {

// A JSON document as a tree. Children come in pages; numbers keep the digits they were sent with.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    static constexpr quint32 PageSize = 1000;

    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    // Arguments of an event (its name first), of an ack, or any other JSON.
    enum class Shape { Event, Arguments, Value };
    void setDocument(QByteArrayView json, Shape shape,
                     const QList<QByteArrayView> &attachments = {});
    const JsonTape &tape() const { return m_tape; }
    const JsonTape::Node &node(const QModelIndex &index) const
    {
        return m_tape.node(quint32(index.internalId()));
    }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // "$[1].user.name": how to reach the value from the arguments.
    QString path(const QModelIndex &index) const;

private:
    // The children of a node that are known to views.
    using Fetched = std::vector<quint32>;

    static constexpr quint32 NoNode = 0xffffffff;

    quint32 nodeOf(const QModelIndex &index) const;
    quint32 childCount(quint32 node) const;
    quint32 childAfter(quint32 node, const Fetched &fetched) const;
    const Fetched *fetched(quint32 node) const;
    QString name(const QModelIndex &index, quint32 node) const;
    QString value(quint32 node) const;

    JsonTape m_tape;
    Shape m_shape = Shape::Value;
    QList<QByteArray> m_attachments;
    std::unordered_map<quint32, Fetched> m_fetched;
    std::vector<int> m_rows;
    // While views are told of a change, nothing else changes.
    bool m_fetching = false;
};

} // namespace QSocketIo::Monitor

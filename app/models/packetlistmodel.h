// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/models/presentation.h>
#include <app/models/visibleindex.h>

#include <QAbstractTableModel>
#include <QCache>

namespace QSocketIo::Monitor {

// The packets of a capture that pass a filter. Texts are made for the rows that are looked at.
class PacketListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit PacketListModel(CaptureSession &session, QObject *parent = nullptr);
    ~PacketListModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setPredicate(std::shared_ptr<PacketPredicate> predicate);
    bool isFiltered() const { return m_index.isFiltered(); }
    // Nothing is added while frozen; the capture goes on.
    void setFrozen(bool frozen);
    bool isFrozen() const { return m_frozen; }
    // Not shown yet because of that.
    quint64 unseen() const { return m_index.unseen(); }
    bool isSearching() const { return m_index.isBehind(); }

    quint64 sequence(int row) const { return m_index.sequence(row); }
    // -1: not shown
    int row(quint64 sequence) const;
    int rowAtOrAfter(quint64 sequence) const { return int(m_index.rowAtOrAfter(sequence)); }

    // Takes over what is new in the capture.
    void update();

Q_SIGNALS:
    void updated();

private:
    static constexpr qint64 SearchBudget = 8;
    static constexpr int CachedRows = 4096;

    void removeOutdated();
    void appendNewer();
    void prependOlder();
    void refreshChanged();
    const PacketRow &texts(quint64 sequence) const;
    QVariant fact(const PacketHeader &header, int role) const;

    CaptureSession &m_session;
    VisibleIndex m_index;
    bool m_frozen = false;
    mutable QCache<quint64, PacketRow> m_texts;
};

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/models/roles.h>

#include <QStyledItemDelegate>

namespace QSocketIo::Monitor {

// Paints a cell of the packet list: arrows, badges, and what is unimportant in faint colours.
class PacketDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit PacketDelegate(QObject *parent = nullptr);
    ~PacketDelegate() override;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    void paintArrow(QPainter &painter, const QStyleOptionViewItem &option,
                    const QModelIndex &index) const;
    void paintBadge(QPainter &painter, const QStyleOptionViewItem &option,
                    const QModelIndex &index) const;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const;
    QColor textColor(const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

} // namespace QSocketIo::Monitor

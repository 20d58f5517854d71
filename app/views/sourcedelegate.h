// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStyledItemDelegate>

namespace QSocketIo::Monitor {

// A source's state with a dot in its colour.
class SourceDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit SourceDelegate(QObject *parent = nullptr);
    ~SourceDelegate() override;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace QSocketIo::Monitor

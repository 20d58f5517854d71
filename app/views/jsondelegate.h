// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/models/roles.h>
#include <app/views/theme.h>

#include <QStyledItemDelegate>

namespace QSocketIo::Monitor {

// Colours JSON values by their type.
class JsonDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (option->state & QStyle::State_Selected)
            return;
        const auto type = JsonTape::Type(index.data(JsonTypeRole).toInt());
        if (index.column() == int(JsonColumn::Value))
            option->palette.setColor(QPalette::Text, Theme::json(option->palette, type));
        else if (index.column() == int(JsonColumn::Type))
            option->palette.setColor(QPalette::Text, Theme::faint(option->palette));
    }
};

} // namespace QSocketIo::Monitor

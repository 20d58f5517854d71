// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/models/roles.h>
#include <app/sources/source.h>
#include <app/views/sourcedelegate.h>
#include <app/views/theme.h>

#include <QPainter>

namespace QSocketIo::Monitor {

namespace {

constexpr int DotSpace = 16;

QColor dotColor(const QPalette &palette, Source::State state)
{
    switch (state) {
    case Source::State::Running:
        return Theme::direction(palette, Direction::ToServer);
    case Source::State::Starting:
        return QColor(0xd9902f);
    case Source::State::Failed:
        return Theme::warning(palette);
    case Source::State::Stopped:
        return Theme::faint(palette);
    }
    Q_UNREACHABLE();
}

} // namespace

SourceDelegate::SourceDelegate(QObject *parent) : QStyledItemDelegate(parent) { }

SourceDelegate::~SourceDelegate() = default;

void SourceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const auto state = Source::State(index.data(SourceStateRole).toInt());
    QStyleOptionViewItem shifted = option;
    shifted.rect.adjust(DotSpace, 0, 0, 0);
    QStyledItemDelegate::paint(painter, shifted, index);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(dotColor(option.palette, state));
    const QPointF center(option.rect.left() + DotSpace / 2.0 + 2, option.rect.center().y() + 1);
    painter->drawEllipse(center, 4, 4);
    painter->restore();
}

QSize SourceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index) + QSize(DotSpace, 0);
}

} // namespace QSocketIo::Monitor

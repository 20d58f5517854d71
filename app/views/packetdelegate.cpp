// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/views/packetdelegate.h>
#include <app/views/theme.h>

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace QSocketIo::Monitor {

namespace {

constexpr int Margin = 6;

bool isSelected(const QStyleOptionViewItem &option)
{
    return option.state & QStyle::State_Selected;
}

QColor selectedText(const QStyleOptionViewItem &option)
{
    const bool active = option.state & QStyle::State_Active;
    return option.palette.color(active ? QPalette::Active : QPalette::Inactive,
                                QPalette::HighlightedText);
}

} // namespace

PacketDelegate::PacketDelegate(QObject *parent) : QStyledItemDelegate(parent) { }

PacketDelegate::~PacketDelegate() = default;

// The base class would ask the model for a dozen roles that it has no answer to.
void PacketDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    switch (PacketColumn(index.column())) {
    case PacketColumn::Direction:
        return paintArrow(*painter, option, index);
    case PacketColumn::Type:
        return paintBadge(*painter, option, index);
    default:
        return paintText(*painter, option, index);
    }
}

void PacketDelegate::paintArrow(QPainter &painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    if (index.data(RecordKindRole).toInt() == int(RecordKind::Lost))
        return;
    const auto direction = Direction(index.data(DirectionRole).toInt());
    const QColor color =
        isSelected(option) ? selectedText(option) : Theme::direction(option.palette, direction);
    // The client is on the left, the server on the right.
    const qreal sign = direction == Direction::ToServer ? 1 : -1;
    const QPointF middle = QRectF(option.rect).center();
    const qreal half = 7;
    const qreal head = 3.5;
    const QPointF tip = middle + QPointF(sign * half, 0);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawLine(middle - QPointF(sign * half, 0), tip);
    painter.drawLine(tip, tip + QPointF(-sign * head, -head));
    painter.drawLine(tip, tip + QPointF(-sign * head, head));
    painter.restore();
}

void PacketDelegate::paintBadge(QPainter &painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const auto category = Category(index.data(CategoryRole).toInt());
    const auto flags = quint8(index.data(FlagsRole).toInt());
    const QString text = index.data().toString();
    const QFontMetrics metrics(option.font);
    QRect rect = option.rect.adjusted(3, 2, -3, -2);
    rect.setWidth(std::min(rect.width(), metrics.horizontalAdvance(text) + 2 * Margin));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::badge(option.palette, category, flags));
    painter.drawRoundedRect(rect, 4, 4);
    painter.setPen(Theme::badgeText(option.palette, category, flags));
    painter.setFont(option.font);
    painter.drawText(rect, Qt::AlignCenter,
                     metrics.elidedText(text, Qt::ElideRight, rect.width() - Margin));
    painter.restore();
}

void PacketDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const QString text = index.data().toString();
    if (text.isEmpty())
        return;
    const QRect rect = option.rect.adjusted(Margin, 0, -Margin, 0);
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    QFont font = option.font;
    if (PacketColumn(index.column()) == PacketColumn::Event)
        font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    painter.setPen(textColor(option, index));
    painter.drawText(rect, int(alignment) | Qt::TextSingleLine,
                     metrics.elidedText(text, Qt::ElideRight, rect.width()));
}

QColor PacketDelegate::textColor(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (isSelected(option))
        return selectedText(option);
    const int flags = index.data(FlagsRole).toInt();
    const bool isLost = index.data(RecordKindRole).toInt() == int(RecordKind::Lost);
    const auto column = PacketColumn(index.column());
    if (isLost || (column == PacketColumn::Ack && (flags & PacketHeader::Unanswered)))
        return Theme::warning(option.palette);
    const bool isControl = index.data(CategoryRole).toInt() == int(Category::Control);
    if (isControl || column == PacketColumn::Number || column == PacketColumn::Connection)
        return Theme::faint(option.palette);
    return option.palette.color(QPalette::Text);
}

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/views/hexview.h>
#include <app/views/theme.h>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

constexpr int Margin = 6;
constexpr int OffsetDigits = 6;

QByteArray cArray(const QByteArray &bytes)
{
    QByteArrayList items;
    for (char byte : bytes)
        items += "0x" + QByteArray::number(quint8(byte), 16).rightJustified(2, '0');
    return "{ " + items.join(", ") + " }";
}

QChar shown(char byte)
{
    const auto code = quint8(byte);
    return code >= 0x20 && code < 0x7f ? QLatin1Char(byte) : QChar(u'·');
}

} // namespace

HexView::HexView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setAccessibleName(tr("Bytes"));
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setCursor(Qt::IBeamCursor);
    measure();
}

HexView::~HexView() = default;

void HexView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_markOffset = m_markSize = 0;
    m_dragStart = -1;
    verticalScrollBar()->setValue(0);
    measure();
    viewport()->update();
}

void HexView::setMarked(qsizetype offset, qsizetype size)
{
    m_markOffset = std::clamp<qsizetype>(offset, 0, m_bytes.size());
    m_markSize = std::clamp<qsizetype>(size, 0, m_bytes.size() - m_markOffset);
    QScrollBar *bar = verticalScrollBar();
    const int row = int(m_markOffset / m_columns);
    if (m_markSize > 0 && (row < bar->value() || row >= bar->value() + bar->pageStep()))
        bar->setValue(row - bar->pageStep() / 3);
    viewport()->update();
}

QSize HexView::sizeHint() const
{
    return {textX(16) + Margin + verticalScrollBar()->sizeHint().width(), 10 * m_rowHeight};
}

void HexView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    painter.setFont(font());
    const qsizetype first = verticalScrollBar()->value();
    const int visible = viewport()->height() / m_rowHeight + 1;
    for (int i = 0; i <= visible && first + i < rowCount(); ++i)
        paintRow(painter, first + i, Margin / 2 + i * m_rowHeight);
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragStart = byteAt(event->pos());
    if (m_dragStart < 0)
        return setMarked(0, 0);
    setMarked(m_dragStart, 1);
    Q_EMIT byteClicked(m_dragStart);
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    const qsizetype end = byteAt(event->pos());
    if (m_dragStart < 0 || end < 0 || !(event->buttons() & Qt::LeftButton))
        return;
    setMarked(std::min(m_dragStart, end), std::abs(end - m_dragStart) + 1);
}

void HexView::mouseReleaseEvent(QMouseEvent *event)
{
    m_dragStart = -1;
    event->accept();
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy((m_markSize > 0 ? markedBytes() : m_bytes).toHex(' '));
    if (event->matches(QKeySequence::SelectAll))
        return setMarked(0, m_bytes.size());
    QAbstractScrollArea::keyPressEvent(event);
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    const QByteArray bytes = m_markSize > 0 ? markedBytes() : m_bytes;
    menu.addAction(tr("Copy as hex"), this, [this, bytes] { copy(bytes.toHex(' ')); });
    menu.addAction(tr("Copy as text"), this, [this, bytes] { copy(bytes); });
    menu.addAction(tr("Copy as Base64"), this, [this, bytes] { copy(bytes.toBase64()); });
    menu.addAction(tr("Copy as C array"), this, [this, bytes] { copy(cArray(bytes)); });
    menu.setEnabled(!bytes.isEmpty());
    menu.exec(event->globalPos());
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        measure();
}

void HexView::measure()
{
    const QFontMetrics metrics(font());
    m_charWidth = metrics.horizontalAdvance(u'0');
    m_rowHeight = metrics.height() + 2;
    m_columns = 16;
    if (textX(16) + Margin > viewport()->width())
        m_columns = 8;
    const int page = std::max(1, (viewport()->height() - Margin) / m_rowHeight);
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, int(std::max<qsizetype>(0, rowCount() - page)));
}

void HexView::paintRow(QPainter &painter, qsizetype row, int y) const
{
    const int baseline = y + QFontMetrics(font()).ascent() + 1;
    const qsizetype begin = row * m_columns;
    painter.setPen(Theme::faint(palette()));
    painter.drawText(Margin, baseline,
                     QString::number(begin, 16).rightJustified(OffsetDigits, u'0'));
    for (int column = 0; column < m_columns && begin + column < m_bytes.size(); ++column) {
        const qsizetype offset = begin + column;
        const char byte = m_bytes[offset];
        if (isMarked(offset))
            paintMark(painter, offset, y);
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(hexX(column), baseline,
                         QString::number(quint8(byte), 16).rightJustified(2, u'0'));
        if (shown(byte) == u'·')
            painter.setPen(Theme::faint(palette()));
        painter.drawText(textX(column), baseline, shown(byte));
    }
}

void HexView::paintMark(QPainter &painter, qsizetype offset, int y) const
{
    const QColor color = Theme::highlight(palette());
    const int column = int(offset % m_columns);
    // Marked neighbours touch each other.
    const bool joined = column + 1 < m_columns && isMarked(offset + 1);
    const int end = joined ? hexX(column + 1) : hexX(column) + 2 * m_charWidth;
    painter.fillRect(QRect(hexX(column), y, end - hexX(column), m_rowHeight), color);
    painter.fillRect(QRect(textX(column), y, m_charWidth, m_rowHeight), color);
}

qsizetype HexView::byteAt(QPoint point) const
{
    const qsizetype row = verticalScrollBar()->value() + (point.y() - Margin / 2) / m_rowHeight;
    for (int column = 0; column < m_columns; ++column) {
        const bool inHex = point.x() >= hexX(column) - m_charWidth / 2
            && point.x() < hexX(column) + 2 * m_charWidth + m_charWidth / 2;
        const bool inText = point.x() >= textX(column) && point.x() < textX(column + 1);
        const qsizetype offset = row * m_columns + column;
        if ((inHex || inText) && offset < m_bytes.size())
            return offset;
    }
    return -1;
}

// A wider gap in the middle makes columns easy to count.
int HexView::hexX(int column) const
{
    const int gaps = column + (column >= m_columns / 2 ? 1 : 0);
    return Margin + m_charWidth * (OffsetDigits + 2 + 2 * column + gaps);
}

int HexView::textX(int column) const
{
    return hexX(m_columns) + m_charWidth * (1 + column);
}

qsizetype HexView::rowCount() const
{
    return (m_bytes.size() + m_columns - 1) / m_columns;
}

bool HexView::isMarked(qsizetype offset) const
{
    return offset >= m_markOffset && offset < m_markOffset + m_markSize;
}

void HexView::copy(const QByteArray &text) const
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
}

} // namespace QSocketIo::Monitor

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAbstractScrollArea>

namespace QSocketIo::Monitor {

// Bytes in hexadecimal and as text. Paints what is visible, however many there are.
class HexView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit HexView(QWidget *parent = nullptr);
    ~HexView() override;

    void setBytes(const QByteArray &bytes);
    QByteArray bytes() const { return m_bytes; }
    // Marks bytes and brings them into view; size 0 marks none.
    void setMarked(qsizetype offset, qsizetype size);
    QByteArray markedBytes() const { return m_bytes.mid(m_markOffset, m_markSize); }

    QSize sizeHint() const override;

Q_SIGNALS:
    void byteClicked(qsizetype offset);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void measure();
    void paintRow(QPainter &painter, qsizetype row, int y) const;
    void paintMark(QPainter &painter, qsizetype offset, int y) const;
    qsizetype byteAt(QPoint point) const;
    int hexX(int column) const;
    int textX(int column) const;
    qsizetype rowCount() const;
    bool isMarked(qsizetype offset) const;
    void copy(const QByteArray &text) const;

    QByteArray m_bytes;
    qsizetype m_markOffset = 0;
    qsizetype m_markSize = 0;
    qsizetype m_dragStart = -1;
    int m_columns = 16;
    int m_charWidth = 8;
    int m_rowHeight = 16;
};

} // namespace QSocketIo::Monitor

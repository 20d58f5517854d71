// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/views/hexview.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;

// The offscreen platform says so whenever a window has a minimum size.
static const QRegularExpression
    anythingOfOurs(u"^(?!This plugin does not support propagateSizeHints)"_s);

class tst_HexView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(anythingOfOurs); }

    void marksWithinItsBytes();
    void bringsMarksIntoView();
    void copiesWhatIsMarked();
    void tellsWhichByteWasClicked();
    void paintsAnything();
};

void tst_HexView::marksWithinItsBytes()
{
    HexView view;
    view.setBytes("0123456789");
    view.setMarked(3, 4);
    QCOMPARE(view.markedBytes(), "3456"_ba);
    view.setMarked(8, 100);
    QCOMPARE(view.markedBytes(), "89"_ba);
    view.setMarked(50, 1);
    QCOMPARE(view.markedBytes(), ""_ba);
    view.setMarked(3, 4);
    view.setBytes("abc");
    QCOMPARE(view.markedBytes(), ""_ba);
}

void tst_HexView::bringsMarksIntoView()
{
    HexView view;
    view.resize(600, 200);
    view.setBytes(QByteArray(100'000, 'x'));
    view.show();
    QCOMPARE(view.verticalScrollBar()->value(), 0);
    view.setMarked(90'000, 10);
    const int row = 90'000 / 16;
    const int top = view.verticalScrollBar()->value();
    QVERIFY(row >= top && row < top + view.verticalScrollBar()->pageStep());
}

void tst_HexView::copiesWhatIsMarked()
{
    HexView view;
    view.setBytes("abc");
    view.setMarked(1, 2);
    QTest::keySequence(&view, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"62 63"_s);
    QTest::keySequence(&view, QKeySequence::SelectAll);
    QCOMPARE(view.markedBytes(), "abc"_ba);
}

void tst_HexView::tellsWhichByteWasClicked()
{
    HexView view;
    view.resize(view.sizeHint());
    view.setBytes("0123456789abcdefXYZ");
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy clicked(&view, &HexView::byteClicked);
    const int charWidth = QFontMetrics(view.font()).horizontalAdvance(u'0');
    // The second byte of the first row: behind the offset, one byte and a gap.
    const QPoint second(6 + charWidth * (8 + 3) + charWidth, 8);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, second);
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked.first().first().toLongLong(), 1);
    QCOMPARE(view.markedBytes(), "1"_ba);
}

void tst_HexView::paintsAnything()
{
    HexView view;
    for (const QByteArray &bytes : {""_ba, "\0\xff\n"_ba, QByteArray(1'000'000, '\0')}) {
        view.setBytes(bytes);
        view.resize(300, 150);
        QVERIFY(!view.grab().isNull());
        view.setMarked(0, bytes.size());
        QVERIFY(!view.grab().isNull());
    }
}

QTEST_MAIN(tst_HexView)
#include "tst_hexview.moc"

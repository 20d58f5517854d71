// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/samebytes_p.h>

#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

class tst_SameBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void seesEachByteOfEachSize();
    void seesDifferentSizes();
};

namespace {

// Longer than every way of comparing.
constexpr qsizetype longest = 40;

} // namespace

void tst_SameBytes::seesEachByteOfEachSize()
{
    for (qsizetype size = 0; size <= longest; ++size) {
        const QByteArray one(size, 'x');
        QVERIFY(sameBytes(one, QByteArray(size, 'x')));
        for (qsizetype at = 0; at < size; ++at) {
            QByteArray other(size, 'x');
            other[at] = 'y';
            QVERIFY2(!sameBytes(one, other), qPrintable(u"%1 of %2"_s.arg(at).arg(size)));
        }
    }
}

void tst_SameBytes::seesDifferentSizes()
{
    const QByteArray text(longest, 'x');
    for (qsizetype size = 0; size < longest; ++size) {
        QVERIFY(!sameBytes(text, text.first(size)));
        QVERIFY(!sameBytes(text.first(size), text.first(size + 1)));
    }
    QVERIFY(sameBytes({}, ""));
}

QTEST_APPLESS_MAIN(tst_SameBytes)
#include "tst_samebytes.moc"

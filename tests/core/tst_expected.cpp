// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/error.h>
#include <qsocketio/core/expected.h>

#include <QRegularExpression>
#include <QTest>

#include <memory>
#include <string>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

class tst_Expected : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void holdsAValue();
    void holdsAnError();
    void givesAwayAMoveOnlyValue();
    void changesInPlace();
    void keepsValueAndErrorApart();
};

namespace {

Expected<int, Error> half(int number)
{
    if (number % 2 != 0)
        return Error{.phase = Error::Phase::Protocol, .message = u"odd"_s};
    return number / 2;
}

} // namespace

void tst_Expected::holdsAValue()
{
    const auto result = half(8);
    QVERIFY(result);
    QVERIFY(result.hasValue());
    QCOMPARE(*result, 4);
    QCOMPARE(result.value(), 4);
}

void tst_Expected::holdsAnError()
{
    const auto result = half(7);
    QVERIFY(!result);
    QVERIFY(!result.hasValue());
    QCOMPARE(result.error().message, u"odd"_s);
    QCOMPARE(result.error().phase, Error::Phase::Protocol);
}

void tst_Expected::givesAwayAMoveOnlyValue()
{
    Expected<std::unique_ptr<int>, Error> result(std::make_unique<int>(3));
    const std::unique_ptr<int> taken = *std::move(result);
    QVERIFY(taken);
    QCOMPARE(*taken, 3);
}

void tst_Expected::changesInPlace()
{
    Expected<std::string, int> result(std::string("ab"));
    *result += 'c';
    result->push_back('d');
    QCOMPARE(result.value(), std::string("abcd"));
    QCOMPARE(result->size(), std::size_t(4));
}

void tst_Expected::keepsValueAndErrorApart()
{
    const Expected<bool, std::string> value(true);
    const Expected<bool, std::string> error(std::string("no"));
    QVERIFY(value && *value);
    QVERIFY(!error);
    QCOMPARE(error.error(), std::string("no"));
}

QTEST_GUILESS_MAIN(tst_Expected)
#include "tst_expected.moc"

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/models/jsontreemodel.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;
using Shape = JsonTreeModel::Shape;

class tst_JsonTreeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void showsArguments();
    void resolvesAttachments();
    void showsASingleValue();
    void fetchesPages();
    void namesPaths();
    void showsBrokenDocuments();

private:
    static QString text(const QModelIndex &index, JsonColumn column)
    {
        return index.siblingAtColumn(int(column)).data().toString();
    }
    static QModelIndex child(JsonTreeModel &model, int row, const QModelIndex &parent = {})
    {
        while (row >= model.rowCount(parent) && model.canFetchMore(parent))
            model.fetchMore(parent);
        return model.index(row, 0, parent);
    }
};

void tst_JsonTreeModel::showsArguments()
{
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDocument(R"(["save",{"id":12345678901234567890,"tags":["a","b"]},null])",
                      Shape::Event);
    const QModelIndex event = child(model, 0);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(text(event, JsonColumn::Name), u"event"_s);
    QCOMPARE(text(event, JsonColumn::Value), u"save"_s);
    const QModelIndex object = child(model, 1);
    QCOMPARE(text(object, JsonColumn::Name), u"0"_s);
    QCOMPARE(text(object, JsonColumn::Value), u"{2}"_s);
    const QModelIndex id = child(model, 0, object);
    QCOMPARE(text(id, JsonColumn::Name), u"id"_s);
    QCOMPARE(text(id, JsonColumn::Value), u"12345678901234567890"_s);
    QCOMPARE(text(id, JsonColumn::Type), u"number"_s);
    QCOMPARE(id.parent(), object);
    const QModelIndex tags = child(model, 1, object);
    QCOMPARE(text(child(model, 1, tags), JsonColumn::Value), u"b"_s);
    QVERIFY(!model.hasChildren(child(model, 2)));
}

void tst_JsonTreeModel::resolvesAttachments()
{
    JsonTreeModel model;
    model.setDocument(R"(["up",{"_placeholder":true,"num":0}])", Shape::Event,
                      {QByteArrayView("\x01\xff")});
    const QModelIndex binary = child(model, 1);
    QCOMPARE(text(binary, JsonColumn::Type), u"binary"_s);
    QCOMPARE(text(binary, JsonColumn::Value), u"<2 B> 01 ff"_s);
    QVERIFY(!model.hasChildren(binary));
}

void tst_JsonTreeModel::showsASingleValue()
{
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDocument(R"("transport close")", Shape::Value);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(text(model.index(0, 0), JsonColumn::Value), u"transport close"_s);
    model.setDocument({}, Shape::Value);
    QCOMPARE(model.rowCount(), 0);
}

void tst_JsonTreeModel::fetchesPages()
{
    QByteArrayList numbers;
    for (int i = 0; i < 2500; ++i)
        numbers += QByteArray::number(i);
    JsonTreeModel model;
    model.setDocument("[[" + numbers.join(',') + "]]", Shape::Arguments);
    const QModelIndex array = child(model, 0);
    QCOMPARE(model.rowCount(array), 0);
    model.fetchMore(array);
    QCOMPARE(model.rowCount(array), int(JsonTreeModel::PageSize));
    QCOMPARE(text(child(model, 2499, array), JsonColumn::Value), u"2499"_s);
    QCOMPARE(model.rowCount(array), 2500);
    QVERIFY(!model.canFetchMore(array));
}

void tst_JsonTreeModel::namesPaths()
{
    JsonTreeModel model;
    model.setDocument(R"(["e",{"a":[1,{"b":2}]}])", Shape::Event);
    const QModelIndex array = child(model, 0, child(model, 1));
    QCOMPARE(model.path(child(model, 0, child(model, 1, array))), u"$[0].a[1].b"_s);
}

void tst_JsonTreeModel::showsBrokenDocuments()
{
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDocument(R"(["e",{"a":1,"b)", Shape::Event);
    QCOMPARE(text(child(model, 0), JsonColumn::Value), u"e"_s);
    QCOMPARE(text(child(model, 0, child(model, 1)), JsonColumn::Value), u"1"_s);
}

QTEST_GUILESS_MAIN(tst_JsonTreeModel)
#include "tst_jsontreemodel.moc"

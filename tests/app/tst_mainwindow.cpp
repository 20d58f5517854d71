// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "syntheticsource.h"

#include <app/filter/quickfilter.h>
#include <app/models/roles.h>
#include <app/views/connectdialog.h>
#include <app/views/filterbar.h>
#include <app/views/hexview.h>
#include <app/views/mainwindow.h>
#include <app/views/packetview.h>

#include <QAction>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;

// The offscreen platform says so whenever a window has a minimum size.
static const QRegularExpression
    anythingOfOurs(u"^(?!This plugin does not support propagateSizeHints)"_s);

class tst_MainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();

    void showsTheDetailsOfAPacket();
    void marksTheSameInAllViews();
    void followsUntilThePacketIsLookedAt();
    void keepsItsPlaceWhileRowsComeAndGo();
    void freezes();
    void filtersByText();
    void filtersByThePacketUnderTheCursor();
    void filtersByTopology();
    void copies();
    void goesToTheAnswer();
    void clears();
    void checksConnections();
    void keepsTheWindowQuickWithManyPackets();

private:
    template <typename T>
    T *find(const QString &name = {}) const
    {
        T *result = m_window->findChild<T *>(name);
        Q_ASSERT(result);
        return result;
    }
    QAction *action(const QString &name) const { return find<QAction>(name); }
    PacketView *view() const { return find<PacketView>(); }
    int rows() const { return view()->model()->rowCount(); }
    void select(int row) { view()->setCurrentIndex(view()->model()->index(row, 0)); }
    void addEvents(int count, QByteArrayView event = "tick");

    std::unique_ptr<CaptureSession> m_session;
    std::unique_ptr<MainWindow> m_window;
    SyntheticSource *m_source = nullptr;
};

void tst_MainWindow::init()
{
    QTest::failOnWarning(anythingOfOurs);
    m_window.reset();
    m_session = std::make_unique<CaptureSession>();
    m_source = addSynthetic(*m_session);
    m_window = std::make_unique<MainWindow>(*m_session);
    m_window->resize(1200, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void tst_MainWindow::cleanup()
{
    m_window.reset();
    m_session.reset();
}

void tst_MainWindow::addEvents(int count, QByteArrayView event)
{
    for (int i = 0; i < count; ++i)
        m_source->message(Direction::ToServer,
                          "2[\"" + event.toByteArray() + "\"," + QByteArray::number(i) + ']');
    m_session->drain();
}

void tst_MainWindow::showsTheDetailsOfAPacket()
{
    m_source->message(Direction::ToServer,
                      R"(2/chat,["message",{"text":"hi","big":9007199254740993}])");
    m_session->drain();
    select(0);
    QAbstractItemModel *json = find<QTreeView>(u"arguments"_s)->model();
    QCOMPARE(json->rowCount(), 2);
    QCOMPARE(json->index(0, int(JsonColumn::Value)).data().toString(), u"message"_s);
    QVERIFY(find<QPlainTextEdit>(u"text"_s)->toPlainText().contains(u"9007199254740993"_s));
    QCOMPARE(find<HexView>()->bytes(),
             R"(42/chat,["message",{"text":"hi","big":9007199254740993}])"_ba);
    QVERIFY(find<QTreeView>(u"layers"_s)->model()->rowCount() >= 4);
}

void tst_MainWindow::marksTheSameInAllViews()
{
    m_source->message(Direction::ToServer, R"(2/chat,["message",{"text":"hi"}])");
    m_session->drain();
    select(0);
    auto *json = find<QTreeView>(u"arguments"_s);
    json->setCurrentIndex(json->model()->index(1, 0));
    QCOMPARE(find<HexView>()->markedBytes(), R"({"text":"hi"})"_ba);
    auto *layers = find<QTreeView>(u"layers"_s);
    layers->setCurrentIndex(layers->model()->index(3, 0));
    QCOMPARE(find<HexView>()->markedBytes(), "2/chat,"_ba);
    Q_EMIT find<HexView>()->byteClicked(4);
    QCOMPARE(layers->currentIndex().data().toString(), u"Namespace"_s);
}

void tst_MainWindow::followsUntilThePacketIsLookedAt()
{
    addEvents(500);
    QScrollBar *bar = view()->verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(bar->maximum() > 100);
    addEvents(100);
    QCOMPARE(bar->value(), bar->maximum());
    auto *pill = find<QPushButton>(u"newPackets"_s);
    QVERIFY(!pill->isVisible());

    bar->triggerAction(QScrollBar::SliderPageStepSub);
    const int place = bar->value();
    QVERIFY(!view()->isFollowing());
    QVERIFY(!action(u"follow"_s)->isChecked());
    addEvents(30);
    QCOMPARE(bar->value(), place);
    QVERIFY(pill->isVisible());
    QVERIFY(pill->text().contains(u"30"_s));

    QTest::mouseClick(pill, Qt::LeftButton);
    QVERIFY(view()->isFollowing());
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(!pill->isVisible());
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, {50, 50});
    QVERIFY(!view()->isFollowing());
    QTest::keyClick(view(), Qt::Key_End);
    QVERIFY(view()->isFollowing());
}

void tst_MainWindow::keepsItsPlaceWhileRowsComeAndGo()
{
    addEvents(2000);
    view()->goTo(1000);
    QCOMPARE(view()->currentPacket(), 1000u);
    addEvents(500);
    QCOMPARE(view()->currentIndex().row(), 999);
    find<FilterBar>()->setSettings({.toClient = false});
    QTRY_COMPARE(rows(), 2500);
    QCOMPARE(view()->currentPacket(), 1000u);
    QCOMPARE(view()->currentIndex().data(SequenceRole).toULongLong(), 1000u);
    find<FilterBar>()->setSettings({});
    QCOMPARE(view()->currentIndex().row(), 999);
}

void tst_MainWindow::freezes()
{
    addEvents(10);
    QTest::keyClick(view(), Qt::Key_Space);
    QVERIFY(action(u"freeze"_s)->isChecked());
    addEvents(5);
    QCOMPARE(rows(), 10);
    QCOMPARE(m_session->capture().packets().count(), 15u);
    QVERIFY(find<QPushButton>(u"newPackets"_s)->isVisible());
    QTest::keyClick(view(), Qt::Key_Space);
    QCOMPARE(rows(), 15);
}

void tst_MainWindow::filtersByText()
{
    addEvents(10, "alpha");
    addEvents(5, "beta");
    QTest::keyClicks(find<QLineEdit>(u"filterText"_s), u"BETA"_s);
    QTRY_COMPARE(rows(), 5);
    addEvents(2, "beta");
    QCOMPARE(rows(), 7);
    action(u"clearFilter"_s)->trigger();
    QCOMPARE(rows(), 17);
}

void tst_MainWindow::filtersByThePacketUnderTheCursor()
{
    addEvents(10, "alpha");
    addEvents(5, "beta");
    m_source->message(Direction::ToServer, R"(2/chat,["beta"])", 2);
    m_session->drain();
    select(15);
    action(u"filterNamespace"_s)->trigger();
    QCOMPARE(rows(), 1);
    action(u"clearFilter"_s)->trigger();
    action(u"filterEvent"_s)->trigger();
    QCOMPARE(rows(), 6);
    action(u"filterConnection"_s)->trigger();
    QCOMPARE(rows(), 1);
    for (QToolButton *chip : find<FilterBar>()->findChildren<QToolButton *>()) {
        if (chip->text().endsWith(u'✕') && chip->isVisible())
            chip->click();
    }
    QCOMPARE(rows(), 16);
}

void tst_MainWindow::filtersByTopology()
{
    using Change = TopologyDelta::Kind;
    addEvents(3);
    m_source->opened(5, "sid-5");
    m_source->message(Direction::ToServer, R"(2/chat,["beta"])", 5);
    m_source->feed().add(TopologyDelta{
        .kind = Change::SocketAdded, .nsp = u"/chat"_s, .socket = u"s5"_s, .session = "sid-5"});
    m_source->feed().add(TopologyDelta{
        .kind = Change::RoomJoined, .nsp = u"/chat"_s, .socket = u"s5"_s, .room = u"lobby"_s});
    m_session->drain();
    auto *tree = find<QTreeView>(u"topology"_s);
    const auto findText = [tree](const QString &text) {
        const QModelIndexList found =
            tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, text, 1,
                                 Qt::MatchExactly | Qt::MatchRecursive);
        return found.value(0);
    };
    QTRY_VERIFY(findText(u"lobby"_s).isValid());
    tree->setCurrentIndex(findText(u"lobby"_s));
    QCOMPARE(rows(), 1);
    tree->setCurrentIndex(findText(u"s5"_s));
    QCOMPARE(rows(), 1);
    tree->setCurrentIndex(tree->model()->index(0, 0));
    QCOMPARE(rows(), 5);
    action(u"clearFilter"_s)->trigger();
    QVERIFY(!tree->selectionModel()->hasSelection());
}

void tst_MainWindow::copies()
{
    m_source->message(Direction::ToServer, R"(2/chat,["message","hi"])");
    m_session->drain();
    select(0);
    QClipboard *clipboard = QGuiApplication::clipboard();
    action(u"copyPacket"_s)->trigger();
    QCOMPARE(clipboard->text(), uR"(42/chat,["message","hi"])"_s);
    action(u"copyEvent"_s)->trigger();
    QCOMPARE(clipboard->text(), u"message"_s);
    action(u"copyJson"_s)->trigger();
    QVERIFY(clipboard->text().startsWith("{"_L1));
}

void tst_MainWindow::goesToTheAnswer()
{
    m_source->message(Direction::ToServer, R"(27["sum",1,2])");
    addEvents(100);
    m_source->message(Direction::ToClient, "37[3]");
    m_session->drain();
    select(0);
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_A);
    QCOMPARE(view()->currentPacket(), 102u);
    QTest::keyClick(view(), Qt::Key_A);
    QCOMPARE(view()->currentPacket(), 1u);
}

void tst_MainWindow::clears()
{
    addEvents(10);
    select(3);
    action(u"clear"_s)->trigger();
    QCOMPARE(rows(), 0);
    QVERIFY(find<HexView>()->bytes().isEmpty());
    addEvents(2);
    QCOMPARE(rows(), 2);
    select(1);
    QVERIFY(!find<HexView>()->bytes().isEmpty());
}

void tst_MainWindow::checksConnections()
{
    ConnectDialog dialog(ConnectDialog::Page::Client);
    auto *ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    auto *auth = dialog.findChild<QPlainTextEdit *>();
    QVERIFY(ok->isEnabled());
    auth->setPlainText(u"{ \"token\": "_s);
    QVERIFY(!ok->isEnabled());
    auth->setPlainText(u"{ \"token\": 1 }"_s);
    QVERIFY(ok->isEnabled());
    QCOMPARE(dialog.makeSource()->kind(), Source::Kind::Client);
    const ConnectDialog admin(ConnectDialog::Page::Admin);
    QCOMPARE(admin.makeSource()->kind(), Source::Kind::Admin);
}

// No time is measured here; that the work stays small can be seen in what is formatted.
void tst_MainWindow::keepsTheWindowQuickWithManyPackets()
{
    for (int tick = 0; tick < 20; ++tick)
        addEvents(5000);
    QCOMPARE(rows(), 100'000);
    QCOMPARE(view()->verticalScrollBar()->value(), view()->verticalScrollBar()->maximum());
    QVERIFY(!m_window->grab().isNull());
}

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/packettext.h>
#include <app/sources/capturesession.h>
#include <app/sources/clientsource.h>
#include <app/sources/demosource.h>

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;

// The real thing: the demo server, its clients, and a client source that looks at it.
class tst_DemoSource : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void recordsLiveTraffic();
    void servesItsPage();
    void isWatchedByAClient();
    void saysWhyItFails();
    void startsAgain();

private:
    static QUrl urlOf(const Source &source)
    {
        static const QRegularExpression url(u"http://\\S+"_s);
        return QUrl(url.match(source.message()).captured());
    }
    static bool hasEvent(const Capture &capture, QByteArrayView event, Category category)
    {
        const quint32 id = capture.strings().find(event);
        for (quint64 i = 1; i < capture.packets().endSequence(); ++i) {
            const PacketHeader &header = capture.packets().header(i);
            if (id != 0 && header.event == id && categoryOf(header) == category)
                return true;
        }
        return false;
    }
};

void tst_DemoSource::recordsLiveTraffic()
{
    CaptureSession session;
    const quint16 id = session.add(makeDemoSource(0));
    session.source(id)->start();
    QTRY_COMPARE(session.source(id)->state(), Source::State::Running);
    const Capture &capture = session.capture();
    QTRY_VERIFY(hasEvent(capture, "sample", Category::Event));
    QTRY_VERIFY(hasEvent(capture, "join", Category::Event));
    const auto hasAck = [&] {
        for (quint64 i = 1; i < capture.packets().endSequence(); ++i) {
            if (isAck(capture.packets().header(i).type) && capture.packets().header(i).pair != 0)
                return true;
        }
        return false;
    };
    QTRY_VERIFY(hasAck());
    QTRY_VERIFY(capture.topology().find(id, u"/chat"_s));
    QTRY_VERIFY(capture.topology().find(id, u"/chat"_s)->rooms.value(u"lobby"_s).size() >= 4);
    QTRY_VERIFY(capture.topology().find(id, u"/telemetry"_s)->sockets.size() >= 2);
    QCOMPARE(capture.statistics().total().lost, 0u);
}

void tst_DemoSource::servesItsPage()
{
    CaptureSession session;
    const quint16 id = session.add(makeDemoSource(0));
    session.source(id)->start();
    QTRY_COMPARE(session.source(id)->state(), Source::State::Running);
    QNetworkAccessManager manager;
    for (const QString &path : {u"/"_s, u"/style.css"_s, u"/demo.js"_s}) {
        std::unique_ptr<QNetworkReply> reply(
            manager.get(QNetworkRequest(urlOf(*session.source(id)).resolved(QUrl(path)))));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QVERIFY(reply->readAll().size() > 500);
    }
}

void tst_DemoSource::isWatchedByAClient()
{
    CaptureSession session;
    const quint16 demo = session.add(makeDemoSource(0));
    session.source(demo)->start();
    QTRY_COMPARE(session.source(demo)->state(), Source::State::Running);
    const quint16 client = session.add(makeClientSource(
        {.url = urlOf(*session.source(demo)), .namespaces = {u"/"_s, u"/chat"_s}}));
    session.source(client)->start();
    QTRY_COMPARE(session.source(client)->state(), Source::State::Running);
    const Topology &topology = session.capture().topology();
    QTRY_VERIFY(topology.find(client, u"/chat"_s)
                && topology.find(client, u"/chat"_s)->sockets.size() == 1);
    QTRY_VERIFY(session.capture().statistics().source(client).packets.total() > 5);
    session.remove(client);
    QVERIFY(!topology.find(client, u"/chat"_s));
}

void tst_DemoSource::saysWhyItFails()
{
    CaptureSession session;
    const quint16 first = session.add(makeDemoSource(0));
    session.source(first)->start();
    QTRY_COMPARE(session.source(first)->state(), Source::State::Running);
    const quint16 second =
        session.add(makeDemoSource(quint16(urlOf(*session.source(first)).port())));
    session.source(second)->start();
    QTRY_COMPARE(session.source(second)->state(), Source::State::Failed);
    QVERIFY(!session.source(second)->message().isEmpty());
}

void tst_DemoSource::startsAgain()
{
    CaptureSession session;
    const quint16 id = session.add(makeDemoSource(0));
    Source *source = session.source(id);
    for (int i = 0; i < 3; ++i) {
        source->start();
        QTRY_COMPARE(source->state(), Source::State::Running);
        source->stop();
        QCOMPARE(source->state(), Source::State::Stopped);
    }
    session.drain();
    QVERIFY(session.capture().topology().namespaces(id).isEmpty());
}

QTEST_GUILESS_MAIN(tst_DemoSource)
#include "tst_demosource.moc"

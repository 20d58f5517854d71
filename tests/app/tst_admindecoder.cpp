// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/admin/admindecoder.h>
#include <app/capture/capture.h>
#include <app/capture/packettext.h>

#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;
using Kind = TopologyKey::Kind;

// Payloads as the official instrumentation and the one of python-socketio send them.
class tst_AdminDecoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void knowsWhatTheServerTells();
    void takesASnapshot();
    void showsSocketsThatComeAndGo();
    void followsRooms();
    void showsEvents();
    void showsEventsWithAttachments();
    void toleratesStrangePayloads_data();
    void toleratesStrangePayloads();
    void forgetsWhenTheConnectionIsLost();

private:
    void tell(QByteArrayView event, const QList<QByteArrayView> &arguments,
              const QList<QByteArray> &attachments = {});
    const NamespaceInfo *nsp(const QString &name) const
    {
        return m_capture->topology().find(1, name);
    }
    const PacketHeader &header(quint64 sequence) const
    {
        return m_capture->packets().header(sequence);
    }
    QString summary(quint64 sequence) const
    {
        return summaryOf(header(sequence), m_capture->packets().bytes(sequence));
    }

    std::unique_ptr<Feed> m_feed;
    std::unique_ptr<AdminDecoder> m_decoder;
    std::unique_ptr<Capture> m_capture;
};

namespace {

constexpr QByteArrayView iso = "\"2026-11-22T03:27:51.810Z\"";

constexpr QByteArrayView socketX = R"({"id":"Xsid","clientId":"abcdefghijkl","transport":"polling",
"nsp":"/chat","data":{"name":"Ada"},"handshake":{"address":"10.0.0.7","headers":{"host":"x"},
"query":{"EIO":"4"},"issued":1763781000000,"secure":false,"time":"Sun","url":"/socket.io/",
"xdomain":false},"rooms":["Xsid","lobby"]})";

QByteArray quoted(const QByteArray &text)
{
    return '"' + text + '"';
}

} // namespace

void tst_AdminDecoder::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_feed = std::make_unique<Feed>();
    m_decoder = std::make_unique<AdminDecoder>(*m_feed);
    m_capture = std::make_unique<Capture>();
    m_capture->topology().addSource(1);
}

void tst_AdminDecoder::tell(QByteArrayView event, const QList<QByteArrayView> &arguments,
                            const QList<QByteArray> &attachments)
{
    m_decoder->handle(event, arguments, attachments);
    Batch batch;
    m_feed->take(batch);
    m_capture->ingest(1, batch);
}

void tst_AdminDecoder::knowsWhatTheServerTells()
{
    tell("session", {quoted("bd4a8dd170533f86")});
    QCOMPARE(m_decoder->sessionId(), u"bd4a8dd170533f86"_s);
    tell("config", {R"({"supportedFeatures":["EMIT","JOIN","AGGREGATED_EVENTS","ALL_EVENTS"]})"});
    QVERIFY(m_decoder->tellsEverything());
    QCOMPARE(m_decoder->features().size(), 4);
    tell("config", {R"({"supportedFeatures":["EMIT","AGGREGATED_EVENTS"]})"});
    QVERIFY(!m_decoder->tellsEverything());
    // Servers before aggregated events.
    tell("config", {R"({"supportedFeatures":["EMIT"]})"});
    QVERIFY(m_decoder->tellsEverything());
}

void tst_AdminDecoder::takesASnapshot()
{
    const QByteArray all = '[' + socketX.toByteArray() + R"(,{"id":"Y","nsp":"/","rooms":["Y"]}])";
    tell("all_sockets", {all});
    QCOMPARE(nsp(u"/chat"_s)->sockets.size(), 1);
    const SocketInfo socket = nsp(u"/chat"_s)->sockets.value(u"Xsid"_s);
    QCOMPARE(socket.address, u"10.0.0.7"_s);
    QCOMPARE(socket.transport, u"polling"_s);
    QCOMPARE(socket.rooms, QSet<QString>{u"lobby"_s});
    QCOMPARE(nsp(u"/"_s)->sockets.size(), 1);
    tell("server_stats", {R"({"serverId":"h","namespaces":[{"name":"/quiet","socketsCount":0}]})"});
    QVERIFY(nsp(u"/quiet"_s));
    QCOMPARE(m_capture->packets().count(), 0u);
}

void tst_AdminDecoder::showsSocketsThatComeAndGo()
{
    tell("socket_connected", {socketX, iso});
    QCOMPARE(typeName(header(1)), "CONNECT"_L1);
    QCOMPARE(summary(1), uR"({"sid":"Xsid"})"_s);
    // Some servers repeat it with every heartbeat.
    tell("socket_connected", {socketX});
    QCOMPARE(m_capture->packets().count(), 1u);
    tell("socket_updated", {R"({"id":"Xsid","nsp":"/chat","transport":"websocket"})"});
    QCOMPARE(nsp(u"/chat"_s)->sockets.value(u"Xsid"_s).transport, u"websocket"_s);
    tell("socket_disconnected", {quoted("/chat"), quoted("Xsid"), quoted("transport close"), iso});
    QVERIFY(nsp(u"/chat"_s)->sockets.isEmpty());
    QCOMPARE(typeName(header(2)), "DISCONNECT"_L1);
    QCOMPARE(header(2).direction, Direction::ToServer);
    QCOMPARE(summary(2), uR"("transport close")"_s);
    tell("socket_disconnected",
         {quoted("/chat"), quoted("Z"), quoted("server namespace disconnect"), iso});
    QCOMPARE(header(3).direction, Direction::ToClient);
}

void tst_AdminDecoder::followsRooms()
{
    // The room may be told of before the socket.
    tell("room_joined", {quoted("/chat"), quoted("Xsid"), quoted("Xsid"), iso});
    tell("room_joined", {quoted("/chat"), quoted("lobby"), quoted("Xsid"), iso});
    QCOMPARE(nsp(u"/chat"_s)->rooms.keys(), QStringList{u"lobby"_s});
    tell("room_left", {quoted("/chat"), quoted("lobby"), quoted("Xsid"), iso});
    QVERIFY(nsp(u"/chat"_s)->rooms.isEmpty());
    tell("room_left", {quoted("/never"), quoted("lobby"), quoted("Xsid"), iso});
}

void tst_AdminDecoder::showsEvents()
{
    tell("socket_connected", {socketX, iso});
    tell("event_received", {quoted("/chat"), quoted("Xsid"), R"(["message","hi",{"a":1}])", iso});
    tell("event_sent", {quoted("/"), quoted("Xsid"), R"(["reply",1])"});
    QCOMPARE(m_capture->strings().text(header(2).event), u"message"_s);
    QCOMPARE(m_capture->strings().text(header(2).nsp), u"/chat"_s);
    QCOMPARE(header(2).direction, Direction::ToServer);
    QCOMPARE(summary(2), uR"("hi",{"a":1})"_s);
    QVERIFY(header(2).has(PacketHeader::Reported));
    QCOMPARE(header(2).connection, header(1).connection);
    QCOMPARE(header(3).direction, Direction::ToClient);
    QCOMPARE(m_capture->strings().text(header(3).nsp), u"/"_s);
    QCOMPARE(m_capture->connections().find(header(2).connection)->session, "abcdefghijkl"_ba);
}

void tst_AdminDecoder::showsEventsWithAttachments()
{
    tell("event_sent",
         {quoted("/"), quoted("X"), R"(["reply",{"_placeholder":true,"num":0}])", iso},
         {"\x01\x02\x03"});
    QCOMPARE(m_capture->packets().count(), 1u);
    QCOMPARE(m_capture->packets().bytes(1).attachments.size(), 1);
    QCOMPARE(summary(1), u"<3 B>"_s);
}

void tst_AdminDecoder::toleratesStrangePayloads_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QList<QByteArray>>("arguments");
    const QList<QByteArray> events{"session",          "config",         "all_sockets",
                                   "server_stats",     "room_joined",    "room_left",
                                   "socket_connected", "socket_updated", "socket_disconnected",
                                   "event_received",   "event_sent",     "x_unknown"};
    for (const QByteArray &event : events) {
        const auto row = [&event](const char *what) -> QTestData & {
            return QTest::newRow((event + ": " + what).constData());
        };
        row("no arguments") << event << QList<QByteArray>{};
        row("null") << event << QList<QByteArray>{"null", "null", "null", "null"};
        row("numbers") << event << QList<QByteArray>{"1", "2", "3", "4"};
        row("empty containers") << event << QList<QByteArray>{"{}", "[]", "{}", "[]"};
        row("nested nonsense") << event
                               << QList<QByteArray>{R"([[],{"nsp":[],"id":{}},null,"x"])",
                                                    R"({"namespaces":[1],"rooms":{"a":1}})"};
    }
}

void tst_AdminDecoder::toleratesStrangePayloads()
{
    QFETCH(QByteArray, event);
    QFETCH(QList<QByteArray>, arguments);
    tell(event, {arguments.begin(), arguments.end()});
    QVERIFY(m_capture->packets().count() <= 1);
}

void tst_AdminDecoder::forgetsWhenTheConnectionIsLost()
{
    tell("socket_connected", {socketX, iso});
    m_decoder->reset();
    tell("config", {});
    QCOMPARE(m_capture->topology().namespaces(1), QStringList());
    tell("socket_connected", {socketX, iso});
    QCOMPARE(nsp(u"/chat"_s)->sockets.size(), 1);
    QCOMPARE(m_capture->packets().count(), 2u);
}

QTEST_GUILESS_MAIN(tst_AdminDecoder)
#include "tst_admindecoder.moc"

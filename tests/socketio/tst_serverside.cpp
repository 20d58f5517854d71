// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/server.h>
#include <qsocketio/serversideevents_p.h>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

// What an adapter hands over from other servers of a cluster.
class tst_ServerSide : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void anEventReachesItsHandlers();
    void anAnswerGoesBackOnce();
    void aSocketIsNotThere();
};

namespace {

// A namespace's server-side events, as its adapter uses them.
struct Side
{
    template <typename Function>
    void on(QByteArrayView event, Function function)
    {
        events.add(event, Detail::makeHandler(&server, &server, function));
    }

    Server server;
    ServerSideEvents events{server};
};

} // namespace

void tst_ServerSide::anEventReachesItsHandlers()
{
    Side side;
    side.server.provide(u"state"_s);
    QStringList heard;
    side.on("note", [&heard](int number, State<QString> state, const QString &text) {
        heard.append(QString::number(number) + text + *state);
    });
    side.events.dispatch("note", Arguments::of(1, u"a"_s), {});
    side.events.dispatch("note", Arguments::of(u"no number"_s), {});
    side.events.dispatch("other", Arguments::of(1), {});
    QCOMPARE(heard, QStringList{u"1astate"_s});
}

void tst_ServerSide::anAnswerGoesBackOnce()
{
    Side side;
    side.on("ask", [](int number) { return number + 1; });
    side.on("twice", [](Ack ack) {
        ack(1, "bytes"_ba);
        ack(2);
    });
    QByteArrayList answers;
    const AdapterAnswer answer = [&answers](const Arguments &arguments) {
        answers.append(QByteArray::number(arguments.size()) + ':'
                       + QByteArray::number(arguments.at<int>(0).value_or(-1)));
    };
    side.events.dispatch("ask", Arguments::of(1), answer);
    side.events.dispatch("ask", Arguments::of(1), {});
    side.events.dispatch("twice", Arguments(), answer);
    QCOMPARE(answers, (QByteArrayList{"1:2", "2:1"}));
}

void tst_ServerSide::aSocketIsNotThere()
{
    Side side;
    int calls = 0;
    side.on("socket", [&calls](ServerSocket &) { ++calls; });
    side.on("handshake", [&calls](const Handshake &) { ++calls; });
    side.events.dispatch("socket", Arguments(), {});
    side.events.dispatch("handshake", Arguments(), {});
    QCOMPARE(calls, 0);
}

QTEST_GUILESS_MAIN(tst_ServerSide)
#include "tst_serverside.moc"

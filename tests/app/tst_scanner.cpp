// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/scanner.h>

#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;

class tst_Scanner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsHeads_data();
    void readsHeads();
    void survivesAnything();
    void removesEscapes_data();
    void removesEscapes();
};

namespace {

struct Row
{
    const char *name;
    QByteArray text;
    PacketType type;
    QByteArray nsp;
    int id;
    QByteArray event;
    quint32 attachments;
    QByteArray arguments;
    bool malformed;
};

const Row rows[] = {
    {"an event", R"(2["hi",1])", PacketType::Event, "/", -1, "hi", 0, R"(["hi",1])", false},
    {"an event that wants an ack", R"(217["hi"])", PacketType::Event, "/", 17, "hi", 0, R"(["hi"])",
     false},
    {"an event in a namespace", R"(2/chat,["hi"])", PacketType::Event, "/chat", -1, "hi", 0,
     R"(["hi"])", false},
    {"everything at once", R"(52-/chat,17["up",{"_placeholder":true,"num":0}])",
     PacketType::BinaryEvent, "/chat", 17, "up", 2, R"(["up",{"_placeholder":true,"num":0}])",
     false},
    {"an ack", "3/chat,17[true]", PacketType::Ack, "/chat", 17, "", 0, "[true]", false},
    {"an ack without an id", "3[]", PacketType::Ack, "/", -1, "", 0, "[]", true},
    {"a connect", "0", PacketType::Connect, "/", -1, "", 0, "", false},
    {"a connect with auth", R"(0/chat,{"a":1})", PacketType::Connect, "/chat", -1, "", 0,
     R"({"a":1})", false},
    {"a namespace without a comma", "1/chat", PacketType::Disconnect, "/chat", -1, "", 0, "",
     false},
    {"a query string of protocol 4", "0/chat?token=a,", PacketType::Connect, "/chat", -1, "", 0, "",
     false},
    {"a name with an escaped quote", R"(2["a\"b"])", PacketType::Event, "/", -1, R"(a\"b)", 0,
     R"(["a\"b"])", false},
    {"a name that never ends", R"(2["abc)", PacketType::Event, "/", -1, "", 0, R"(["abc)", true},
    {"a name that ends in a backslash", R"(2["abc\)", PacketType::Event, "/", -1, "", 0,
     R"(["abc\)", true},
    {"a name that is a number", "2[1]", PacketType::Event, "/", -1, "", 0, "[1]", true},
    {"an id beyond 64 bits", R"(299999999999999999999["hi"])", PacketType::Event, "/", -1, "", 0,
     R"(99999999999999999999["hi"])", true},
    {"a binary event without a count", R"(5["hi"])", PacketType::BinaryEvent, "/", -1, "hi", 0,
     R"(["hi"])", true},
    {"nothing", "", PacketType::None, "/", -1, "", 0, "", true},
    {"an unknown type", "9", PacketType::None, "/", -1, "", 0, "9", true},
    {"any text", "hello", PacketType::None, "/", -1, "", 0, "hello", true},
};

} // namespace

void tst_Scanner::readsHeads_data()
{
    QTest::addColumn<qsizetype>("index");
    for (qsizetype i = 0; i < qsizetype(std::size(rows)); ++i)
        QTest::newRow(rows[i].name) << i;
}

void tst_Scanner::readsHeads()
{
    QFETCH(qsizetype, index);
    const Row &row = rows[index];
    const PacketScan scan = scanPacket(row.text);
    QCOMPARE(scan.type, row.type);
    QCOMPARE(scan.nsp, row.nsp);
    QCOMPARE(scan.id ? int(*scan.id) : -1, row.id);
    QCOMPARE(scan.event, row.event);
    QCOMPARE(scan.attachments, row.attachments);
    QCOMPARE(QByteArrayView(row.text).sliced(scan.argumentsAt), row.arguments);
    QCOMPARE(scan.malformed, row.malformed);
}

// Whatever stands there, the views point into it.
void tst_Scanner::survivesAnything()
{
    const QByteArray alphabet = "0123456-/,[]\"\\ae{}";
    quint32 state = 1;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray text;
        const int length = int(state >> 20) % 12;
        for (int i = 0; i < length; ++i) {
            state = state * 1664525 + 1013904223;
            text += alphabet[qsizetype(state >> 16) % alphabet.size()];
        }
        state = state * 1664525 + 1013904223;
        const PacketScan scan = scanPacket(text);
        QVERIFY(scan.argumentsAt >= 0 && scan.argumentsAt <= text.size());
        QVERIFY(scan.event.size() <= text.size());
    }
}

void tst_Scanner::removesEscapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("plain");
    QTest::newRow("nothing to do") << "abc"_ba
                                   << "abc"_ba;
    QTest::newRow("a quote and a backslash") << R"(a\"b\\c)"_ba
                                             << R"(a"b\c)"_ba;
    QTest::newRow("control characters") << R"(a\n\t)"_ba
                                        << "a\n\t"_ba;
    QTest::newRow("a code point") << R"(\u00e4)"_ba
                                  << "ä"_ba;
    QTest::newRow("a surrogate pair") << R"(\ud83d\ude00)"_ba
                                      << "😀"_ba;
    QTest::newRow("an escape that is cut") << R"(a\u12)"_ba
                                           << "au12"_ba;
    QTest::newRow("a backslash at the end") << "a\\"_ba
                                            << "a\\"_ba;
}

void tst_Scanner::removesEscapes()
{
    QFETCH(QByteArray, text);
    QTEST(unescaped(text), "plain");
}

QTEST_GUILESS_MAIN(tst_Scanner)
#include "tst_scanner.moc"

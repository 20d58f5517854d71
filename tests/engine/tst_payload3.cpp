// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/payload3_p.h>

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo::Engine;

namespace {

struct Said
{
    PacketType type = PacketType::Message;
    bool binary = false;
    QByteArray data = {};

    bool operator==(const Said &) const = default;
};

using Take = bool (*)(QByteArrayView &, Packet &);

QList<Said> readAll(QByteArrayView payload, Take take)
{
    QList<Said> packets;
    while (!payload.isEmpty()) {
        Packet packet;
        if (!take(payload, packet))
            return {};
        packets.append({packet.type, packet.binary, packet.data.toByteArray()});
    }
    return packets;
}

QByteArray write(const QList<Said> &packets, void (*append)(QByteArray &, const OutgoingPacket &))
{
    QByteArray payload;
    for (const Said &packet : packets) {
        append(payload, {packet.type, packet.binary, packet.data});
    }
    return payload;
}

Said text(const QByteArray &data)
{
    return {PacketType::Message, false, data};
}

Said binary(const QByteArray &data)
{
    return {PacketType::Message, true, data};
}

} // namespace

Q_DECLARE_METATYPE(Said)

class tst_Payload3 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void textForm_data();
    void textForm();
    void binaryForm_data();
    void binaryForm();
    void emptyPacketsAreNoops();
    void badText_data();
    void badText();
    void badBinary_data();
    void badBinary();
    void everyCutIsBad();
    void manyPacketsInLinearTime();
};

void tst_Payload3::textForm_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QList<Said>>("packets");
    QTest::newRow("a message") << "6:4hello"_ba << QList{text("hello")};
    QTest::newRow("a ping") << "1:2"_ba << QList{Said{PacketType::Ping}};
    QTest::newRow("a probe") << "6:2probe"_ba << QList{Said{PacketType::Ping, false, "probe"}};
    QTest::newRow("several messages")
        << "6:4test16:4test26:4test3"_ba << QList{text("test1"), text("test2"), text("test3")};
    QTest::newRow("binary is base64 behind its type")
        << "6:4hello10:b4AQIDBA=="_ba << QList{text("hello"), binary("\x01\x02\x03\x04")};
    QTest::newRow("empty binary") << "2:b4"_ba << QList{binary("")};
    QTest::newRow("a character of three bytes is one unit")
        << "2:4\xe2\x82\xac"_ba << QList{text("\xe2\x82\xac")};
    QTest::newRow("a character of four bytes is two units")
        << "3:4\xf0\x9f\x98\x80"_ba << QList{text("\xf0\x9f\x98\x80")};
    QTest::newRow("units of all kinds in a row")
        << "6:4a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"
           "2:4b"_ba
        << QList{text("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"), text("b")};
    QTest::newRow("a message that looks like a length") << "5:4:1:2"_ba << QList{text(":1:2")};
    QTest::newRow("ten units") << "10:4123456789"_ba << QList{text("123456789")};
}

void tst_Payload3::textForm()
{
    QFETCH(QByteArray, payload);
    QFETCH(QList<Said>, packets);
    QVERIFY(Payload3::isText(payload));
    QCOMPARE(readAll(payload, Payload3::takeText), packets);
    QCOMPARE(write(packets, Payload3::appendText), payload);
}

void tst_Payload3::binaryForm_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QList<Said>>("packets");
    QTest::newRow("text and binary") << QByteArray("\x00\x06\xff"
                                                   "4hello\x01\x05\xff\x04\x01\x02\x03\x04",
                                                   17)
                                     << QList{text("hello"), binary("\x01\x02\x03\x04")};
    QTest::newRow("lengths of text are bytes") << QByteArray("\x00\x04\xff"
                                                             "4\xe2\x82\xac",
                                                             7)
                                               << QList{text("\xe2\x82\xac")};
    QTest::newRow("digits are not characters") << QByteArray("\x01\x01\x02\xff\x04", 5)
            + QByteArray(11, '\xff') << QList{binary(QByteArray(11, '\xff'))};
    QTest::newRow("empty binary") << "\x01\x01\xff\x04"_ba << QList{binary("")};
}

void tst_Payload3::binaryForm()
{
    QFETCH(QByteArray, payload);
    QFETCH(QList<Said>, packets);
    QVERIFY(Payload3::isBinary(payload));
    QCOMPARE(readAll(payload, Payload3::takeBinary), packets);
    QCOMPARE(write(packets, Payload3::appendBinary), payload);
}

// What clients write where they have nothing to say.
void tst_Payload3::emptyPacketsAreNoops()
{
    QVERIFY(Payload3::isText("0:"));
    QCOMPARE(readAll("0:", Payload3::takeText), QList{Said{PacketType::Noop}});
    const QByteArray bytes("\x00\x00\xff", 3);
    QVERIFY(Payload3::isBinary(bytes));
    QCOMPARE(readAll(bytes, Payload3::takeBinary), QList{Said{PacketType::Noop}});
}

void tst_Payload3::badText_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no length") << "abc"_ba;
    QTest::newRow("no number in front of the colon") << ":4a"_ba;
    QTest::newRow("a length alone") << "6"_ba;
    QTest::newRow("a length without a packet") << "6:"_ba;
    QTest::newRow("a length past the end") << "7:4hello"_ba;
    QTest::newRow("a length before the end") << "5:4hello"_ba;
    QTest::newRow("digits behind the last packet") << "6:4hello1"_ba;
    QTest::newRow("a length of nothing in front of something") << "0:4a"_ba;
    QTest::newRow("a sign") << "+2:4a"_ba;
    QTest::newRow("a negative length") << "-1:4a"_ba;
    QTest::newRow("a blank") << " 2:4a"_ba;
    QTest::newRow("an exponent") << "2e0:4a"_ba;
    QTest::newRow("hexadecimal") << "0x2:4a"_ba;
    QTest::newRow("a leading zero") << "02:4a"_ba;
    QTest::newRow("a length beyond all integers") << "99999999999999999999999999:4a"_ba;
    QTest::newRow("a length that overflows to a small one") << "18446744073709551618:4a"_ba;
    QTest::newRow("digits without an end") << QByteArray(100'000, '9');
    QTest::newRow("half of a surrogate pair") << "2:4\xf0\x9f\x98\x80"_ba;
    QTest::newRow("bytes for units") << "4:4\xe2\x82\xac"_ba;
    QTest::newRow("an unknown type") << "2:7a"_ba;
    QTest::newRow("a letter for a type") << "2:xa"_ba;
    QTest::newRow("base64 without a type") << "5:bAQ=="_ba;
    QTest::newRow("base64 of another type") << "6:b2AQ=="_ba;
    QTest::newRow("base64 without padding") << "4:b4AQ"_ba;
    QTest::newRow("base64 of other letters") << "6:b4A*=="_ba;
    QTest::newRow("no UTF-8") << "2:4\xff"_ba;
    QTest::newRow("a payload of protocol 4") << "4hello\x1e"
                                                "4world"_ba;
    QTest::newRow("a bad packet behind a good one") << "6:4hello2:9x"_ba;
}

void tst_Payload3::badText()
{
    QFETCH(QByteArray, payload);
    QVERIFY(!Payload3::isText(payload));
}

void tst_Payload3::badBinary_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("an unknown mark") << "\x02\x01\xff\x04"_ba;
    QTest::newRow("the textual form") << "6:4hello"_ba;
    QTest::newRow("a mark alone") << "\x01"_ba;
    QTest::newRow("no length") << "\x01\xff\x04"_ba;
    QTest::newRow("a length without an end") << "\x01\x01\x04"_ba;
    QTest::newRow("a digit above nine") << "\x01\x0a\xff\x04"_ba + QByteArray(9, 'x');
    QTest::newRow("a digit as a character") << "\x01\x31\xff\x04"_ba;
    QTest::newRow("a leading zero") << QByteArray("\x01\x00\x01\xff\x04", 5);
    QTest::newRow("a length past the end") << "\x01\x02\xff\x04"_ba;
    QTest::newRow("a length beyond all integers")
        << "\x01"_ba + QByteArray(400, '\x09') + "\xff\x04"_ba;
    QTest::newRow("digits without an end") << "\x01"_ba + QByteArray(100'000, '\x09');
    QTest::newRow("binary that is no message") << "\x01\x01\xff\x02"_ba;
    QTest::newRow("binary without a type") << QByteArray("\x01\x00\xff", 3);
    QTest::newRow("text of an unknown type") << QByteArray("\x00\x01\xff\x37", 4);
    QTest::newRow("text that is not UTF-8") << QByteArray("\x00\x02\xff"
                                                          "4\xff",
                                                          5);
    QTest::newRow("something behind the last packet") << "\x01\x01\xff\x04\x01"_ba;
}

void tst_Payload3::badBinary()
{
    QFETCH(QByteArray, payload);
    QVERIFY(!Payload3::isBinary(payload));
}

void tst_Payload3::everyCutIsBad()
{
    const QByteArray payload = "10:b4AQIDBA==6:4\xe2\x82\xac\xf0\x9f\x98\x80lo"_ba;
    QVERIFY(Payload3::isText(payload));
    for (qsizetype size = 0; size < payload.size(); ++size) {
        const bool isBorder = size == 13;
        QCOMPARE(Payload3::isText(payload.first(size)), isBorder);
    }
    const QByteArray bytes = write({binary("\x01\x02"), text("hello")}, Payload3::appendBinary);
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        const bool isBorder = size == 6;
        QCOMPARE(Payload3::isBinary(bytes.first(size)), isBorder);
    }
}

// Many packets take as long as their bytes do, not their square.
void tst_Payload3::manyPacketsInLinearTime()
{
    const QByteArray payload = "1:4"_ba.repeated(200'000);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(Payload3::isText(payload));
    QCOMPARE(readAll(payload, Payload3::takeText).size(), 200'000);
    const QByteArray bytes = QByteArray("\x00\x01\xff\x34", 4).repeated(200'000);
    QVERIFY(Payload3::isBinary(bytes));
    QCOMPARE(readAll(bytes, Payload3::takeBinary).size(), 200'000);
    QVERIFY(timer.elapsed() < 20'000);
}

QTEST_APPLESS_MAIN(tst_Payload3)
#include "tst_payload3.moc"

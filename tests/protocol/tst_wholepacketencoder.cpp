// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/wholepacketencoder.h>

#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using Type = Packet::Type;

namespace {

// Shows what it is given.
class Encoder final : public WholePacketEncoder
{
public:
    QVariantList values;

private:
    EncodedPacket encode(const Packet &packet) override
    {
        values = packet.arguments.toVariantList();
        const QByteArray text = QByteArray::number(int(packet.type)) + ' '
            + packet.nsp.toByteArray() + ' ' + (packet.id ? QByteArray::number(*packet.id) : "-"_ba)
            + ' ' + packet.event.toByteArray() + ' ' + packet.arguments.toJson();
        return values.isEmpty() ? EncodedPacket::ofBinary(text) : EncodedPacket::ofText(text);
    }
};

} // namespace

class tst_WholePacketEncoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void packets();
    void binaryValues();
};

void tst_WholePacketEncoder::packets()
{
    Encoder encoder;
    encoder.begin(Type::Connect, "/", {});
    EncodedPacket &connect = encoder.finish();
    QCOMPARE(connect.message(), "0 / -  []");
    QVERIFY(connect.binary);
    encoder.beginEvent("/n", 3, "hi").value(1);
    QCOMPARE(encoder.finish().message(), R"(2 /n 3 hi [1])");
    encoder.begin(Type::Ack, "/", 4).value(QVariantList{1, u"x"_s});
    const EncodedPacket &packet = encoder.finish();
    QCOMPARE(packet.message(), R"(3 / 4  [[1,"x"]])");
    QVERIFY(!packet.binary);
}

void tst_WholePacketEncoder::binaryValues()
{
    Encoder encoder;
    const QVariantList values{"one"_ba, QVariantMap{{u"k"_s, "two"_ba}}};
    Writer &out = encoder.beginEvent("/", {}, "hi");
    for (const QVariant &value : values)
        out.value(value);
    encoder.finish();
    QCOMPARE(encoder.values, values);
}

QTEST_GUILESS_MAIN(tst_WholePacketEncoder)
#include "tst_wholepacketencoder.moc"

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../handlers.h"
#include "messages.h"

#include <qsocketio/adapter/localadapter_p.h>
#include <qsocketio/eventtable_p.h>
#include <qsocketio/protocol/jsonparser.h>
#include <qsocketio/sharedpacket_p.h>

#include <QTest>

#include <tests/support/nowhere.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using QSocketIo::Testing::Nowhere;

// From an event's name to the handler, and from a selection to its receivers.
class bench_Dispatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lookUp_data();
    void lookUp();
    void callWithString();
    void callWithGadget();
    void callWithArguments();
    void visitAll();
    void visitRoom();
    void visitTwoRooms();
    void sharePacket();

private:
    template <typename Handler>
    void callHandler(const QByteArray &packet, Handler handler);
};

namespace {

class Member final : public AdapterMember
{
public:
    explicit Member(int number) : m_id(QString::number(number)) { }
    QString memberId() const override { return m_id; }

private:
    QString m_id;
};

class NoListener final : public Adapter::Listener
{
public:
    void onRoomCreated(const QString &) override { }
    void onRoomJoined(const QString &, const QString &) override { }
    void onRoomLeft(const QString &, const QString &) override { }
    void onRoomDeleted(const QString &) override { }
    void onServerSideEvent(const QByteArray &, const Arguments &, const AdapterAnswer &) override {
    }
};

// A thousand sockets, each in one of a hundred rooms.
class Crowd
{
public:
    Crowd()
    {
        constexpr int sockets = 1000;
        constexpr int rooms = 100;
        for (int i = 0; i < sockets; ++i) {
            m_members.push_back(std::make_unique<Member>(i));
            m_adapter.add(*m_members.back());
            m_adapter.join(*m_members.back(), QString::number(i % rooms));
        }
    }
    ~Crowd()
    {
        for (const auto &member : m_members)
            m_adapter.remove(*member);
    }

    int visit(const QStringList &rooms) const
    {
        int count = 0;
        m_adapter.visit({.rooms = rooms}, [&count](AdapterMember &) { ++count; });
        return count;
    }

private:
    NoListener m_listener;
    LocalAdapter m_adapter{m_listener};
    std::vector<std::unique_ptr<Member>> m_members;
};

// Of the handlers.
struct Owner : Guarded
{
};

} // namespace

void bench_Dispatch::lookUp_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::newRow("first of eight") << "echo"_ba;
    QTest::newRow("last of eight") << "room"_ba;
    QTest::newRow("unknown") << "nobody"_ba;
}

void bench_Dispatch::lookUp()
{
    QFETCH(QByteArray, event);
    EventTable table;
    for (const auto name : {"echo", "pass", "gadget", "binary", "ack", "broadcast", "join", "room"})
        table.add(name, Detail::makeHandler(this, this, [] {}));
    const Nowhere nowhere;
    const Arguments arguments;
    Detail::Invocation invocation(nowhere, arguments, {});
    const Owner owner;
    const Guarded::Guard alive(owner);
    QBENCHMARK
    {
        table.call(event, invocation, alive);
    }
}

template <typename Handler>
void bench_Dispatch::callHandler(const QByteArray &packet, Handler handler)
{
    const QByteArray message = Bench::padded(Bench::messageOf(packet));
    const auto decoder = jsonParser()->createDecoder({});
    Packet event;
    QCOMPARE(decoder->text(message, event), PacketDecoder::Status::Complete);
    EventTable table;
    table.add(event.event, Detail::makeHandler(this, this, handler));
    const Nowhere nowhere;
    Detail::Invocation invocation(nowhere, event.arguments, {});
    const Owner owner;
    const Guarded::Guard alive(owner);
    QBENCHMARK
    {
        if (!table.call(event.event, invocation, alive))
            QFAIL("does not fit");
    }
}

void bench_Dispatch::callWithString()
{
    callHandler(Bench::eventPacket("echo"), [](const QString &) {});
}

void bench_Dispatch::callWithGadget()
{
    callHandler(Bench::gadgetPacket(), [](const Reading &) {});
}

void bench_Dispatch::callWithArguments()
{
    callHandler(Bench::eventPacket("pass"), [](const Arguments &) {});
}

void bench_Dispatch::visitAll()
{
    const Crowd crowd;
    QBENCHMARK
    {
        QCOMPARE(crowd.visit({}), 1000);
    }
}

void bench_Dispatch::visitRoom()
{
    const Crowd crowd;
    QBENCHMARK
    {
        QCOMPARE(crowd.visit({u"42"_s}), 10);
    }
}

void bench_Dispatch::visitTwoRooms()
{
    const Crowd crowd;
    QBENCHMARK
    {
        QCOMPARE(crowd.visit({u"42"_s, u"43"_s}), 20);
    }
}

// What a broadcast costs once, however many receive it.
void bench_Dispatch::sharePacket()
{
    const auto encoder = jsonParser()->createEncoder();
    encoder->beginEvent("/", {}, "broadcast").value(QString(64, u'x'));
    const EncodedPacket &packet = encoder->finish();
    QBENCHMARK
    {
        const SharedPacket shared(packet, true);
    }
}

QTEST_APPLESS_MAIN(bench_Dispatch)
#include "bench_dispatch.moc"

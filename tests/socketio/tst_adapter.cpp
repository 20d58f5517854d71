// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/wireclient.h"

#include <qsocketio/adapter/member.h>
#include <qsocketio/server.h>

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

namespace {

// What the adapters of a server were asked to do.
struct Journal
{
    QStringList made;
    QStringList lines;
};

// An adapter that keeps everything itself, in the simplest way.
class PlainAdapter final : public Adapter
{
public:
    PlainAdapter(const QString &nsp, Listener &listener, Journal &journal)
        : m_nsp(nsp),
          m_listener(listener),
          m_journal(journal)
    {
        journal.made.append(nsp);
    }

    void add(AdapterMember &member) override
    {
        m_journal.lines.append(m_nsp + u" add"_s);
        join(member, member.memberId());
    }
    void join(AdapterMember &member, const QString &room) override
    {
        QList<AdapterMember *> &members = m_rooms[room];
        if (members.contains(&member))
            return;
        members.append(&member);
        m_listener.onRoomJoined(room, member.memberId());
    }
    void leave(AdapterMember &member, const QString &room) override
    {
        if (m_rooms.value(room).contains(&member)) {
            m_rooms[room].removeAll(&member);
            m_listener.onRoomLeft(room, member.memberId());
        }
        if (m_rooms.value(room).isEmpty())
            m_rooms.remove(room);
    }
    void remove(AdapterMember &member) override
    {
        m_journal.lines.append(m_nsp + u" remove"_s);
        for (const QString &room : roomsOf(member))
            leave(member, room);
    }

    QStringList rooms() const override { return m_rooms.keys(); }
    QStringList roomsOf(const AdapterMember &member) const override
    {
        QStringList names;
        for (const auto &[room, members] : m_rooms.asKeyValueRange()) {
            if (members.contains(&member))
                names.append(room);
        }
        names.sort();
        return names;
    }
    qsizetype memberCount(const QString &room) const override { return m_rooms.value(room).size(); }
    void visit(const Selection &selection, const Visitor &visitor) const override
    {
        m_journal.lines.append(m_nsp + u" visit "_s + selection.rooms.join(u','));
        QSet<AdapterMember *> seen;
        for (const QString &room : selection.except) {
            for (AdapterMember *member : m_rooms.value(room))
                seen.insert(member);
        }
        for (const QString &room : selection.rooms.isEmpty() ? rooms() : selection.rooms) {
            for (AdapterMember *member : m_rooms.value(room)) {
                if (!seen.contains(member)) {
                    seen.insert(member);
                    visitor(*member);
                }
            }
        }
    }

    // A cluster of this one server.
    void serverSideEmit(const QByteArray &event, const Arguments &arguments) override
    {
        m_listener.onServerSideEvent(event, arguments, {});
    }

private:
    const QString m_nsp;
    Listener &m_listener;
    Journal &m_journal;
    QHash<QString, QList<AdapterMember *>> m_rooms;
};

// Counts what it hands on to the adapter of the library.
class CountingAdapter final : public Adapter
{
public:
    CountingAdapter(Listener &listener, int &joins) : m_next(localAdapter(listener)), m_joins(joins)
    {
    }

    void add(AdapterMember &member) override { m_next->add(member); }
    void join(AdapterMember &member, const QString &room) override
    {
        ++m_joins;
        m_next->join(member, room);
    }
    void leave(AdapterMember &member, const QString &room) override { m_next->leave(member, room); }
    void remove(AdapterMember &member) override { m_next->remove(member); }
    QStringList rooms() const override { return m_next->rooms(); }
    QStringList roomsOf(const AdapterMember &member) const override
    {
        return m_next->roomsOf(member);
    }
    qsizetype memberCount(const QString &room) const override { return m_next->memberCount(room); }
    void visit(const Selection &selection, const Visitor &visitor) const override
    {
        m_next->visit(selection, visitor);
    }

private:
    const std::unique_ptr<Adapter> m_next;
    int &m_joins;
};

} // namespace

// A server whose application brings its own adapters.
class tst_Adapter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void isMadeForEachNamespace();
    void keepsTheRooms();
    void isToldTheLimitOfRooms();
    void reachesTheSockets();
    void hearsServerSideEvents();
    void mayHandOn();
    void isNotNeeded();

private:
    void serve(const ServerOptions &options);
    ServerSocket *join(const QByteArray &nsp = {});

    Journal m_journal;
    const AdapterFactory m_plain = [this](const QString &nsp, Adapter::Listener &listener) {
        return std::make_unique<PlainAdapter>(nsp, listener, m_journal);
    };
    std::unique_ptr<Server> m_server;
    std::vector<std::unique_ptr<WireClient>> m_clients;
    QList<ServerSocket *> m_sockets;
};

void tst_Adapter::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_journal = {};
}

void tst_Adapter::cleanup()
{
    m_clients.clear();
    m_sockets.clear();
    m_server.reset();
}

void tst_Adapter::serve(const ServerOptions &options)
{
    m_server = std::make_unique<Server>(options);
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
    const auto note = [this](ServerSocket *socket) { m_sockets.append(socket); };
    connect(m_server.get(), &Server::socketConnected, this, note);
    connect(m_server.get(), &Server::namespaceCreated, this, [this, note](Namespace *nsp) {
        connect(nsp, &Namespace::socketConnected, this, note);
    });
}

// A client of its own, in the namespace "/…" of that name and a comma.
ServerSocket *tst_Adapter::join(const QByteArray &nsp)
{
    m_clients.push_back(std::make_unique<WireClient>(m_server->serverPort()));
    m_clients.back()->send("40" + nsp);
    const qsizetype expected = m_sockets.size() + 1;
    return QTest::qWaitFor([&] { return m_sockets.size() == expected; }) ? m_sockets.last()
                                                                         : nullptr;
}

void tst_Adapter::isMadeForEachNamespace()
{
    serve({.adapter = m_plain});
    m_server->of(u"/chat"_s);
    m_server->of(QRegularExpression(u"^/room-\\d$"_s));
    QCOMPARE(m_journal.made, (QStringList{u"/"_s, u"/chat"_s}));
    QVERIFY(join("/room-1,"));
    QCOMPARE(m_journal.made, (QStringList{u"/"_s, u"/chat"_s, u"/room-1"_s}));
    m_clients.clear();
    QTRY_COMPARE(m_journal.lines, (QStringList{u"/room-1 add"_s, u"/room-1 remove"_s}));
}

void tst_Adapter::keepsTheRooms()
{
    serve({.adapter = m_plain});
    ServerSocket *socket = join();
    QVERIFY(socket);
    QStringList joined;
    connect(m_server.get(), &Namespace::roomJoined, this,
            [&joined](const QString &room) { joined.append(room); });
    socket->join({u"a"_s, u"b"_s, u"a"_s});
    socket->leave(u"b"_s);
    QCOMPARE(joined, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(m_server->roomSize(u"a"_s), 1);
    QCOMPARE(m_server->roomSize(u"b"_s), 0);
    QVERIFY(socket->rooms().contains(u"a"_s));
    QCOMPARE(socket->rooms().size(), 2);
}

void tst_Adapter::isToldTheLimitOfRooms()
{
    serve({.adapter = m_plain, .maxRoomsPerSocket = 2});
    ServerSocket *socket = join();
    QVERIFY(socket);
    socket->join({u"a"_s, u"b"_s, u"c"_s});
    QCOMPARE(socket->rooms().size(), 3);
    QCOMPARE(m_server->roomSize(u"c"_s), 0);
}

void tst_Adapter::reachesTheSockets()
{
    serve({.adapter = m_plain});
    ServerSocket *first = join();
    ServerSocket *second = join();
    QVERIFY(first && second);
    first->join(u"a"_s);
    m_journal.lines.clear();
    m_server->to(u"a"_s).emitEvent("in a");
    m_server->except(u"a"_s).emitEvent("not in a");
    QVERIFY(m_clients[0]->waitFor(R"(42["in a"])"));
    QVERIFY(m_clients[1]->waitFor(R"(42["not in a"])"));
    QCOMPARE(m_clients[0]->texts().count(R"(42["not in a"])"), 0);
    QCOMPARE(m_journal.lines, (QStringList{u"/ visit a"_s, u"/ visit "_s}));
}

void tst_Adapter::hearsServerSideEvents()
{
    serve({.adapter = m_plain});
    int heard = 0;
    m_server->onServerSide("note", this, [&heard](int number) { heard = number; });
    m_server->serverSideEmit("note", 7);
    QCOMPARE(heard, 7);
}

void tst_Adapter::mayHandOn()
{
    int joins = 0;
    serve({.adapter = [&joins](const QString &, Adapter::Listener &listener) {
        return std::make_unique<CountingAdapter>(listener, joins);
    }});
    ServerSocket *socket = join();
    QVERIFY(socket);
    socket->join({u"a"_s, u"b"_s});
    QCOMPARE(joins, 2);
    QCOMPARE(socket->rooms(), (QStringList{socket->id(), u"a"_s, u"b"_s}));
    m_server->to(u"b"_s).emitEvent("hello");
    QVERIFY(m_clients[0]->waitFor(R"(42["hello"])"));
}

void tst_Adapter::isNotNeeded()
{
    serve({.adapter = [](const QString &, Adapter::Listener &) { return nullptr; }});
    ServerSocket *socket = join();
    QVERIFY(socket);
    socket->join(u"a"_s);
    QCOMPARE(m_server->roomSize(u"a"_s), 1);
}

QTEST_GUILESS_MAIN(tst_Adapter)
#include "tst_adapter.moc"

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "framecuts.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Net;
using namespace Qt::Literals::StringLiterals;

using Entry = FrameReader::Entry;
using Entries = QList<Entry>;
using Role = WebSocketDecoder::Role;
using Step = WebSocketDecoder::Step;

namespace {

const QByteArray Euro = "\xe2\x82\xac"_ba;

void row(const char *name, const QByteArray &wire, const Entries &entries)
{
    QTest::newRow(name) << wire << entries;
}

void wholeMessages()
{
    row("nothing", ""_ba, {});
    row("a text", frame(Opcode::Text, "hello"), {text("hello")});
    row("an empty text", frame(Opcode::Text, ""), {text("")});
    row("a binary message that is no UTF-8", frame(Opcode::Binary, "\xff\0\x80"_ba),
        {binary("\xff\0\x80"_ba)});
    row("three messages",
        frame(Opcode::Text, "a") + frame(Opcode::Binary, "b") + frame(Opcode::Text, "c"),
        {text("a"), binary("b"), text("c")});
}

void fragmentedMessages()
{
    row("fragments", begin(Opcode::Text, "he") + more("l") + last("lo"), {text("hello")});
    row("binary fragments", begin(Opcode::Binary, "\xff") + last("\xfe"), {binary("\xff\xfe")});
    row("empty fragments", begin(Opcode::Text, "") + more("") + more("") + last(""), {text("")});
    row("an empty start", begin(Opcode::Text, "") + last("x"), {text("x")});
    row("an empty end", begin(Opcode::Text, "x") + last(""), {text("x")});
    row("two fragmented messages",
        begin(Opcode::Text, "a") + last("b") + begin(Opcode::Binary, "c") + last("d"),
        {text("ab"), binary("cd")});
}

void characters()
{
    row("a character in two fragments", begin(Opcode::Text, "\xe2") + last("\x82\xac"),
        {text(Euro)});
    row("a character in three fragments", begin(Opcode::Text, "\xe2") + more("\x82") + last("\xac"),
        {text(Euro)});
    row("an astral character in four fragments",
        begin(Opcode::Text, "\xf0") + more("\x9f") + more("\x98") + last("\x80"),
        {text("\xf0\x9f\x98\x80")});
    row("the last character of all", frame(Opcode::Text, "\xf4\x8f\xbf\xbf"),
        {text("\xf4\x8f\xbf\xbf")});
    row("non-characters", frame(Opcode::Text, "\xef\xbf\xbf\xef\xbf\xbe"),
        {text("\xef\xbf\xbf\xef\xbf\xbe")});
    row("a NUL in a text", frame(Opcode::Text, "a\0b"_ba), {text("a\0b"_ba)});
}

void controlFrames()
{
    row("an empty ping", frame(Opcode::Ping, ""), {{Opcode::Ping, ""}});
    row("the longest ping", frame(Opcode::Ping, QByteArray(125, '\xff')),
        {{Opcode::Ping, QByteArray(125, '\xff')}});
    row("a ping between fragments",
        begin(Opcode::Text, "he") + frame(Opcode::Ping, "now") + last("llo"),
        {{Opcode::Ping, "now"}, text("hello")});
    row("many control frames between fragments",
        begin(Opcode::Text, "\xe2") + frame(Opcode::Ping, "") + more("\x82")
            + frame(Opcode::Pong, "b") + frame(Opcode::Ping, "c") + last("\xac"),
        {{Opcode::Ping, ""}, {Opcode::Pong, "b"}, {Opcode::Ping, "c"}, text(Euro)});
}

void closeFrames()
{
    row("a close without a code", frame(Opcode::Close, ""), {{Opcode::Close, "", 1005}});
    row("a close with a code", frame(Opcode::Close, "\x03\xe8"), {{Opcode::Close, "", 1000}});
    row("a close with a reason", frame(Opcode::Close, "\x03\xe9" + Euro),
        {{Opcode::Close, Euro, 1001}});
    row("a close with a code of the application", frame(Opcode::Close, "\x13\x87"),
        {{Opcode::Close, "", 4999}});
    row("a close between fragments", begin(Opcode::Text, "he") + frame(Opcode::Close, "\x03\xe8"),
        {{Opcode::Close, "", 1000}});
}

void lengths()
{
    row("the shortest 16-bit length", frame(Opcode::Text, QByteArray(126, 'x')),
        {text(QByteArray(126, 'x'))});
    row("the longest message", frame(Opcode::Text, QByteArray(Maximum, 'x')),
        {text(QByteArray(Maximum, 'x'))});
    row("the longest message in fragments",
        begin(Opcode::Text, QByteArray(Maximum / 2, 'x')) + frame(Opcode::Ping, "p")
            + more(QByteArray(Maximum / 2, 'y')) + last(""),
        {{Opcode::Ping, "p"}, text(QByteArray(Maximum / 2, 'x') + QByteArray(Maximum / 2, 'y'))});
    row("half a header", frame(Opcode::Text, "hello").first(3), {});
    row("half a payload", frame(Opcode::Text, "hello").first(8), {});
}

} // namespace

class tst_WebSocketDecoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsTheExamplesOfTheStandard();
    void reads_data();
    void reads();
    void readsUnmaskedFramesAsClient();
    void needsNoCopyOfWholeFrames();
    void findsBadCharactersWhereverTheyAre();
    void shortMessagesHaveALimit();
    void stopsBetweenMessages();
    void readsLongMessages_data();
    void readsLongMessages();
    void placesLongFragments();
    void lendsSpaceForLongPayloadsAlone();
    void announcedLengthsCostNothing();
    void tinyFragmentsCostNothing();
    void idleDecodersKeepNothing();
    void randomDialogues();
};

void tst_WebSocketDecoder::readsTheExamplesOfTheStandard()
{
    // RFC 6455 5.7
    const auto read = [](Role role, const QByteArray &hex) {
        FrameReader reader(role);
        reader.feed(QByteArray::fromHex(hex));
        return reader.entries();
    };
    QCOMPARE(read(Role::Client, "810548656c6c6f"), Entries{text("Hello")});
    QCOMPARE(read(Role::Server, "818537fa213d7f9f4d5158"), Entries{text("Hello")});
    QCOMPARE(read(Role::Client, "010348656c80026c6f"), Entries{text("Hello")});
    QCOMPARE(read(Role::Client, "890548656c6c6f"), (Entries{{Opcode::Ping, "Hello"}}));
    QCOMPARE(read(Role::Server, "8a8537fa213d7f9f4d5158"), (Entries{{Opcode::Pong, "Hello"}}));
    QCOMPARE(read(Role::Client, QByteArray("827e0100") + QByteArray(512, '0')),
             Entries{binary(QByteArray(256, '\0'))});
    QCOMPARE(read(Role::Client, QByteArray("827f0000000000010000") + QByteArray(131'072, '0')),
             Entries{binary(QByteArray(65'536, '\0'))});
}

void tst_WebSocketDecoder::reads_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<Entries>("entries");

    wholeMessages();
    fragmentedMessages();
    characters();
    controlFrames();
    closeFrames();
    lengths();
}

void tst_WebSocketDecoder::reads()
{
    QFETCH(QByteArray, wire);
    QFETCH(Entries, entries);

    compareAllCuts(wire, Role::Server, [&](const FrameReader &reader) {
        return reader.entries() == entries && reader.failureCode() == 0 && reader.tookAll();
    });
}

void tst_WebSocketDecoder::readsUnmaskedFramesAsClient()
{
    QByteArray wire;
    appendFrame(wire, Opcode::Text, "hello");
    appendFrame(wire, Opcode::Ping, "");
    appendFrame(wire, Opcode::Binary, QByteArray(300, '\xff'));
    appendFrame(wire, Opcode::Close, closePayload(1001, "bye"));
    const Entries entries{text("hello"),
                          {Opcode::Ping, ""},
                          binary(QByteArray(300, '\xff')),
                          {Opcode::Close, "bye", 1001}};
    compareAllCuts(wire, Role::Client, [&](const FrameReader &reader) {
        return reader.entries() == entries && reader.failureCode() == 0 && reader.tookAll();
    });
}

void tst_WebSocketDecoder::needsNoCopyOfWholeFrames()
{
    const QByteArray start = begin(Opcode::Text, "a");
    FrameReader reader;
    reader.feed(frame(Opcode::Text, "one") + frame(Opcode::Binary, "two") + start
                + frame(Opcode::Ping, "three"));
    QCOMPARE(reader.entries().size(), 3);
    QCOMPARE(reader.copies(), 0);

    // The header came before, the payload is whole.
    const QByteArray four = frame(Opcode::Continuation, "") + frame(Opcode::Text, "four");
    reader.feed(four.first(9));
    reader.feed(four.sliced(9));
    QCOMPARE(reader.copies(), 1);
    reader.feed(frame(Opcode::Text, "five").first(6));
    reader.feed(frame(Opcode::Text, "five").sliced(6));
    QCOMPARE(reader.copies(), 1);
    QCOMPARE(reader.entries().size(), 6);
}

void tst_WebSocketDecoder::findsBadCharactersWhereverTheyAre()
{
    for (qsizetype size = 1; size < 140; ++size) {
        for (qsizetype at = 0; at < size; ++at) {
            QByteArray payload(size, 'a');
            payload[at] = '\xff';
            QByteArray wire = frame(Opcode::Text, payload);
            WebSocketDecoder decoder(Role::Server, 1000);
            WebSocketDecoder::Message message;
            std::span<char> input(wire.data(), size_t(wire.size()));
            QCOMPARE(decoder.next(input, message), Step::Failed);
            QCOMPARE(decoder.failureCode(), 1007);
            QCOMPARE(decoder.next(input, message), Step::Failed);
        }
    }
}

void tst_WebSocketDecoder::shortMessagesHaveALimit()
{
    for (qsizetype size = 99; size <= 101; ++size) {
        QByteArray wire = frame(Opcode::Binary, QByteArray(size, 'a'));
        WebSocketDecoder decoder(Role::Server, 100);
        WebSocketDecoder::Message message;
        std::span<char> input(wire.data(), size_t(wire.size()));
        const auto step = decoder.next(input, message);
        QCOMPARE(step, size <= 100 ? Step::Ready : Step::Failed);
        QCOMPARE(decoder.failureCode(), size <= 100 ? 0 : 1009);
    }
}

void tst_WebSocketDecoder::stopsBetweenMessages()
{
    QByteArray first = frame(Opcode::Text, "a") + frame(Opcode::Ping, "b");
    first.reserve(first.size() + WebSocketDecoder::Padding);
    const qsizetype size = frame(Opcode::Text, "a").size();

    WebSocketDecoder decoder(Role::Server, Maximum);
    WebSocketDecoder::Message message;
    std::span<char> input(first.data(), size_t(first.size()));
    QCOMPARE(decoder.next(input, message), Step::Ready);
    QCOMPARE(message.payload, "a");
    QCOMPARE(input.data(), first.data() + size);

    // The caller keeps the rest and comes back with other memory.
    QByteArray second(input.data(), qsizetype(input.size()));
    second.reserve(second.size() + WebSocketDecoder::Padding);
    input = {second.data(), size_t(second.size())};
    QCOMPARE(decoder.next(input, message), Step::Ready);
    QCOMPARE(message.opcode, Opcode::Ping);
    QCOMPARE(message.payload, "b");
    QCOMPARE(decoder.next(input, message), Step::Incomplete);
    input = {};
    QCOMPARE(decoder.next(input, message), Step::Incomplete);
}

void tst_WebSocketDecoder::readsLongMessages_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("piece");

    for (const qsizetype size : {65'535, 65'536, 200'000, 1'000'000}) {
        for (const qsizetype piece : {999, 65'536, 100'000})
            QTest::addRow("%d bytes in pieces of %d", int(size), int(piece)) << size << piece;
    }
}

void tst_WebSocketDecoder::readsLongMessages()
{
    QFETCH(qsizetype, size);
    QFETCH(qsizetype, piece);

    QByteArray payload(size, Qt::Uninitialized);
    QRandomGenerator random(1);
    std::generate(payload.begin(), payload.end(), [&random] { return char(random.bounded(256)); });
    const QByteArray wire = frame(Opcode::Binary, payload);

    FrameReader copying;
    FrameReader placing;
    for (qsizetype at = 0; at < wire.size(); at += piece) {
        copying.feed(wire.mid(at, piece));
        placing.place(wire.mid(at, piece));
    }
    for (const FrameReader *reader : {&copying, &placing}) {
        QCOMPARE(reader->entries().size(), 1);
        QVERIFY(reader->entries().constFirst() == binary(payload));
    }
    if (piece < size)
        QVERIFY(placing.placed() > 0);
}

void tst_WebSocketDecoder::placesLongFragments()
{
    const QByteArray half(100'000, 'x');
    const QByteArray wire = begin(Opcode::Text, half) + frame(Opcode::Ping, "now") + last(half)
        + frame(Opcode::Text, "next");
    for (const qsizetype piece : {1'000, 30'000, 70'000}) {
        FrameReader reader;
        for (qsizetype at = 0; at < wire.size(); at += piece)
            reader.place(wire.mid(at, piece));
        QCOMPARE(reader.entries(),
                 (Entries{{Opcode::Ping, "now"}, text(half + half), text("next")}));
        QVERIFY(reader.placed() > 0);
    }

    // What has to be valid is still checked.
    FrameReader refused;
    const QByteArray bad = frame(Opcode::Text, half + '\xff');
    refused.place(bad.first(1'000));
    refused.place(bad.sliced(1'000));
    QVERIFY(refused.placed() > 0);
    QCOMPARE(refused.failureCode(), 1007);
}

void tst_WebSocketDecoder::lendsSpaceForLongPayloadsAlone()
{
    WebSocketDecoder decoder(Role::Server, 16'000'000);
    QVERIFY(decoder.space().empty());
    WebSocketDecoder::Message message;
    QByteArray wire = start(0x82, 127, "\0\0\0\0\0\xf4\x24\0"_ba);
    std::span<char> input(wire.data(), size_t(wire.size()));
    QCOMPARE(decoder.next(input, message), Step::Incomplete);
    // The announced length alone costs nothing here either.
    QVERIFY(decoder.space().size() >= 16 * 1024);
    QVERIFY(decoder.memory() < 100'000);

    WebSocketDecoder another(Role::Server, 16'000'000);
    QByteArray pieces = frame(Opcode::Text, QByteArray(5'000, 'x'));
    input = {pieces.data(), size_t(100)};
    QCOMPARE(another.next(input, message), Step::Incomplete);
    QVERIFY(another.space().empty());
}

void tst_WebSocketDecoder::announcedLengthsCostNothing()
{
    constexpr qsizetype announced = 16'000'000;
    WebSocketDecoder decoder(Role::Server, announced);
    WebSocketDecoder::Message message;
    QByteArray wire = start(0x82, 127, "\0\0\0\0\0\xf4\x24\0"_ba) + QByteArray(8'000, 'x');
    std::span<char> input(wire.data(), size_t(wire.size()));
    QCOMPARE(decoder.next(input, message), Step::Incomplete);
    QVERIFY(input.empty());
    QVERIFY(decoder.memory() < 100'000);

    // A short one is reserved exactly.
    WebSocketDecoder another(Role::Server, announced);
    QByteArray pieces = frame(Opcode::Text, "hello");
    input = {pieces.data(), size_t(8)};
    QCOMPARE(another.next(input, message), Step::Incomplete);
    input = {pieces.data() + 8, size_t(pieces.size() - 8)};
    QCOMPARE(another.next(input, message), Step::Ready);
    QCOMPARE(message.payload, "hello");
    QVERIFY(message.storage.capacity() >= 5 + WebSocketDecoder::Padding);
    QVERIFY(message.storage.capacity() < 256);
}

void tst_WebSocketDecoder::tinyFragmentsCostNothing()
{
    WebSocketDecoder decoder(Role::Server, 1'000'000);
    WebSocketDecoder::Message message;
    const auto feed = [&](QByteArray wire) {
        std::span<char> input(wire.data(), size_t(wire.size()));
        const Step step = decoder.next(input, message);
        message.payload = {};
        return step;
    };
    QCOMPARE(feed(begin(Opcode::Binary, "")), Step::Incomplete);
    for (int i = 0; i < 100'000; ++i)
        QCOMPARE(feed(more(i % 2 ? "x" : "")), Step::Incomplete);
    QCOMPARE(feed(last("")), Step::Ready);
    QCOMPARE(message.storage.size(), 50'000);
    QVERIFY(message.storage.capacity() < 200'000);
}

void tst_WebSocketDecoder::idleDecodersKeepNothing()
{
    QVERIFY(sizeof(WebSocketDecoder) <= 64);
    WebSocketDecoder decoder(Role::Server, Maximum);
    WebSocketDecoder::Message message;
    for (int i = 0; i < 3; ++i) {
        QByteArray wire = frame(Opcode::Ping, "ping") + begin(Opcode::Text, "he")
            + frame(Opcode::Pong, "pong") + last("llo") + frame(Opcode::Ping, "ping");
        int messages = 0;
        for (qsizetype at = 0; at < wire.size(); ++at) {
            std::span<char> input(wire.data() + at, size_t(1));
            messages += decoder.next(input, message) == Step::Ready ? 1 : 0;
        }
        QCOMPARE(messages, 4);
        QCOMPARE(decoder.memory(), 0);
    }
}

void tst_WebSocketDecoder::randomDialogues()
{
    QRandomGenerator random(7);
    const auto control = [&random](QByteArray &wire, Entries &expected) {
        const Entry ping{Opcode::Ping, QByteArray(random.bounded(126), 'p')};
        wire += frame(ping.opcode, ping.payload);
        expected.append(ping);
    };
    for (int round = 0; round < 200; ++round) {
        QByteArray wire;
        Entries expected;
        for (int messages = random.bounded(1, 6); messages > 0; --messages) {
            const Entry entry = binary(QByteArray(random.bounded(0, 1'000), char(messages)));
            QByteArrayView rest = entry.payload;
            Opcode opcode = entry.opcode;
            while (random.bounded(3) > 0) {
                const qsizetype size = random.bounded(int(rest.size()) + 1);
                wire += begin(std::exchange(opcode, Opcode::Continuation), rest.first(size));
                rest = rest.sliced(size);
                if (random.bounded(2))
                    control(wire, expected);
            }
            wire += frame(opcode, rest);
            expected.append(entry);
        }
        FrameReader reader;
        for (qsizetype at = 0; at < wire.size();) {
            const qsizetype size = std::min<qsizetype>(random.bounded(400), wire.size() - at);
            reader.feed(QByteArrayView(wire).sliced(at, size));
            at += size;
        }
        QCOMPARE(reader.failureCode(), 0);
        QVERIFY(reader.entries() == expected);
    }
}

QTEST_GUILESS_MAIN(tst_WebSocketDecoder)
#include "tst_websocketdecoder.moc"

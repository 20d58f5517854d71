// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// The input is what a client sends: one verdict however it is cut, and nothing is accepted that
// Node's parser reads in another way.

#include "cutter.h"
#include "require.h"

#include <qsocketio/net/httpparser_p.h>
#include <qsocketio/net/urlquery_p.h>
#include <qsocketio/net/utf8_p.h>
#include <qsocketio/net/websockethandshake_p.h>

#include <tests/net/requestreader.h>

#ifdef QSOCKETIO_LLHTTP
#include "llhttporacle.h"
#endif

using namespace QSocketIo::Net;

namespace {

RequestReader readInPieces(QByteArrayView wire, qsizetype maximum)
{
    RequestReader reader;
    for (Cutter cutter(wire, maximum); !cutter.atEnd();)
        reader.feed(cutter.next());
    return reader;
}

void compareCuts(QByteArrayView wire)
{
    RequestReader whole;
    const HttpParse verdict = whole.feed(wire);
    for (const qsizetype maximum : {1, 7, 300}) {
        RequestReader pieces = readInPieces(wire, maximum);
        HttpParse same = pieces.feed({});
        // A mistake in an unfinished line may be noticed at its end only.
        if (verdict == HttpParse::Failed && same == HttpParse::Incomplete)
            same = pieces.feed("\n");
        REQUIRE(same == verdict); // the verdict does not depend on the cuts
        REQUIRE(pieces.status == whole.status); // nor does the status
        REQUIRE(pieces.method == whole.method && pieces.target == whole.target); // nor the head
        REQUIRE(pieces.body == whole.body || verdict == HttpParse::Failed); // nor the body
        REQUIRE(pieces.size == whole.size || verdict == HttpParse::Failed); // nor the size
    }
}

void compareHeadPrefixes(QByteArrayView wire)
{
    HttpRequestHead head;
    int status = 0;
    HttpParse verdict = HttpParse::Incomplete;
    const qsizetype step = wire.size() / 200 + 1;
    int verdictStatus = 0;
    for (qsizetype end = 0; end <= wire.size(); end += step) {
        const HttpParse now = parseHttpHead(wire.first(end), {}, head, status);
        REQUIRE(verdict == HttpParse::Incomplete
                || (now == verdict && status == verdictStatus)); // a verdict is final
        REQUIRE(head.size <= end); // a head lies within the bytes
        verdict = now;
        verdictStatus = status;
    }
}

void compareChunks(QByteArrayView wire)
{
    const auto read = [wire](qsizetype maximum, QByteArray &body, int &status) {
        ChunkedDecoder decoder;
        HttpParse verdict = HttpParse::Incomplete;
        for (Cutter cutter(wire, maximum); !cutter.atEnd() && verdict == HttpParse::Incomplete;) {
            const QByteArrayView piece = cutter.next();
            qsizetype consumed = 0;
            verdict = decoder.feed(piece, consumed, body, {}, status);
            REQUIRE(consumed == piece.size()
                    || verdict != HttpParse::Incomplete); // a body takes everything
        }
        return verdict;
    };
    QByteArray whole, dripped;
    int status = 0, sameStatus = 0;
    const HttpParse verdict = read(wire.size() + 1, whole, status);
    const HttpParse same = read(1, dripped, sameStatus);
    REQUIRE(verdict == same && status == sameStatus && whole == dripped); // chunks, likewise
}

void compareWithOracle(QByteArrayView wire)
{
#ifdef QSOCKETIO_LLHTTP
    RequestReader reader;
    // The oracle has a closed list of methods, some of them of other protocols.
    static const QList<QByteArray> methods{"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"};
    if (reader.feed(wire) != HttpParse::Complete || !methods.contains(reader.method))
        return;
    const OracleRequest oracle = askOracle(wire.first(reader.size));
    if (!oracle.isComplete && (oracle.hadExtensionValue || oracle.hadTrailer))
        return;
    REQUIRE(oracle.isComplete); // what we accept, the oracle accepts
    REQUIRE(oracle.method == reader.method); // with the same method
    REQUIRE(oracle.target == reader.target); // with the same target
    REQUIRE(oracle.isUpgrade || oracle.body == reader.body); // with the same body
#else
    Q_UNUSED(wire)
#endif
}

void readAround(QByteArrayView wire)
{
    const UrlQuery query(wire);
    for (qsizetype i = 0; i < query.size(); ++i) {
        REQUIRE(isValidUtf8(query.name(i)) && isValidUtf8(query.value(i))); // queries are text
        REQUIRE(query.contains(query.name(i))); // a parameter is found by its name
    }
    HttpRequestHead head;
    int status = 0;
    if (parseHttpHead(wire, {}, head, status) != HttpParse::Complete)
        return;
    const HttpTarget target = splitTarget(head.target);
    REQUIRE(target.path.startsWith('/') || target.path == "*"); // a path is a path
    WebSocketUpgrade upgrade;
    const bool accepted = readWebSocketUpgrade(head, upgrade, status);
    REQUIRE(accepted == (status == 0)); // a refusal has a status
    REQUIRE(!accepted
            || (head.upgrade && webSocketAccept(upgrade.key).size() == 28)); // an upgrade has a key
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView wire(data, qsizetype(size));
    compareCuts(wire);
    compareHeadPrefixes(wire);
    compareChunks(wire);
    compareWithOracle(wire);
    readAround(wire);
    return 0;
}

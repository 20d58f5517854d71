// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// WebSocket frames, sessions and HTTP requests that are broken.

import assert from 'node:assert/strict';
import { after, before, offence } from './lib/offence.mjs';
import { withServer } from './lib/suite.mjs';
import { frame, message, opcodes, PollingSession, Tcp, WebSocketSession } from './lib/wire.mjs';

const badFrames = {
    'an unmasked frame': [frame(opcodes.text, after, { masked: false }), 1002],
    'the reserved bit 1': [frame(opcodes.text, after, { rsv: 4 }), 1002],
    'the reserved bit 2': [frame(opcodes.text, after, { rsv: 2 }), 1002],
    'the reserved bit 3': [frame(opcodes.text, after, { rsv: 1 }), 1002],
    'the reserved opcode 3': [frame(3, after), 1002],
    'the reserved opcode 7': [frame(7, after), 1002],
    'the reserved opcode 11': [frame(11, ''), 1002],
    'the reserved opcode 15': [frame(15, ''), 1002],
    'a continuation of nothing': [frame(opcodes.continuation, after), 1002],
    'a message inside a message': [
        Buffer.concat([frame(opcodes.text, '42["bro', { fin: false }), frame(opcodes.text, after)]), 1002,
    ],
    'a ping in fragments': [frame(opcodes.ping, 'x', { fin: false }), 1002],
    'a close in fragments': [frame(opcodes.close, '', { fin: false }), 1002],
    'a ping of 126 bytes': [frame(opcodes.ping, 'x'.repeat(126)), 1002],
    'a close of one byte': [frame(opcodes.close, 'x'), 1002],
    'a text with an encoded surrogate': [
        frame(opcodes.text, Buffer.from('42["broadcast","after","\xed\xa0\x80"]', 'latin1')), 1007,
    ],
    'a text with an encoded surrogate pair': [
        frame(opcodes.text, Buffer.from('42["broadcast","after","\xed\xa0\xbd\xed\xb8\x80"]', 'latin1')), 1007,
    ],
    'an encoded surrogate in a key': [
        frame(opcodes.text, Buffer.from('42["broadcast","after",{"\xed\xbf\xbf":1}]', 'latin1')), 1007,
    ],
    'overlong UTF-8': [frame(opcodes.text, Buffer.from('42["broadcast","after","\xc0\xaf"]', 'latin1')), 1007],
    'a stray continuation byte': [frame(opcodes.text, Buffer.from('42["broadcast","after","\x80"]', 'latin1')), 1007],
    'a code point beyond Unicode': [
        frame(opcodes.text, Buffer.from('42["broadcast","after","\xf4\x90\x80\x80"]', 'latin1')), 1007,
    ],
    'a character cut off at the end of the message': [
        frame(opcodes.text, Buffer.from('42["broadcast","after"]\xe2\x82', 'latin1')), 1007,
    ],
    'a reason that is no UTF-8': [frame(opcodes.close, Buffer.from([0x03, 0xe8, 0xed, 0xa0, 0x80])), 1007],
};
for (const code of [0, 999, 1004, 1005, 1006, 1016, 2999, 5000, 65535]) {
    badFrames[`a close with code ${code}`] = [frame(opcodes.close, Buffer.from([code >> 8, code & 255])), 1002];
}

withServer('bad frames', [], ({ test }) => {
    for (const [name, [bytes, code]] of Object.entries(badFrames)) {
        test(`${name} closes with ${code}`, async (t) => {
            const session = await WebSocketSession.open(t.server.port);
            const all = Buffer.concat([message(before), bytes, message(after)]);
            await offence(t, session, () => session.webSocket.write(all), () => session.expectClosed([code]));
        });
    }

    test('a length with its highest bit set closes the WebSocket', async (t) => {
        const session = await WebSocketSession.open(t.server.port);
        const bytes = Buffer.from([0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5]);
        await offence(t, session, () => session.webSocket.write(bytes), () => session.expectClosed([1002, 1009]));
    });

    test('no packet at all closes the WebSocket', async (t) => {
        const session = await WebSocketSession.open(t.server.port);
        const reason = await offence(t, session, () => session.send(before, 'abc', after));
        assert.equal(reason, 'parse error');
    });

    test('an empty text message closes the WebSocket', async (t) => {
        const session = await WebSocketSession.open(t.server.port);
        assert.equal(await offence(t, session, () => session.send(before, '', after)), 'parse error');
    });

    test('a close packet over WebSocket closes it', async (t) => {
        const session = await WebSocketSession.open(t.server.port);
        assert.equal(await offence(t, session, () => session.send(before, '1', after)), 'transport close');
    });

    test('a WebSocket that breaks off in a frame is a closed transport', async (t) => {
        const session = await WebSocketSession.open(t.server.port);
        const half = message(after).subarray(0, 9);
        const reason = await offence(
            t, session,
            () => {
                session.webSocket.write(Buffer.concat([message(before), half]));
                session.webSocket.tcp.socket.end();
            },
            () => session.webSocket.expectClosed(),
        );
        assert.equal(reason, 'transport close');
    });
});

withServer('sessions that break', [], ({ test }) => {
    test('bytes that are no UTF-8 end a polling session', async (t) => {
        const session = await PollingSession.open(t.server.port);
        const payload = Buffer.from('42["broadcast","after","\xed\xa0\x80"]', 'latin1');
        await offence(t, session, async () => {
            const { status } = await session.post(payload).catch(() => ({ status: 400 }));
            assert.equal(status, 400);
        });
    });

    test('a poll that its client gives up is a transport error', async (t) => {
        const session = await PollingSession.open(t.server.port);
        const controller = new AbortController();
        const reason = await offence(t, session, async () => {
            const poll = await session.park({ signal: controller.signal });
            // The server has seen the poll when it has answered a later request.
            await session.send('42["to-room","nobody","x"]');
            controller.abort();
            await assert.rejects(poll.answer);
        });
        assert.equal(reason, 'transport error');
    });

    test('overlapping polls are a transport error', async (t) => {
        const session = await PollingSession.open(t.server.port);
        const reason = await offence(t, session, () => Promise.all([session.poll(), session.poll()]));
        assert.equal(reason, 'transport error');
    });

    test('a close packet over polling is a closed transport', async (t) => {
        const session = await PollingSession.open(t.server.port);
        const reason = await offence(t, session, () => session.offend(before, '1', after));
        assert.equal(reason, 'transport close');
    });

    test('a WebSocket whose peer vanishes is a closed transport', async (t) => {
        const session = await WebSocketSession.open(t.server.port);
        const reason = await offence(
            t, session, () => session.destroy(), () => session.webSocket.expectClosed(),
        );
        assert.equal(reason, 'transport close');
    });
});

const badRequests = {
    'bytes that are no HTTP': 'rubbish\r\n\r\n',
    'a TLS greeting': Buffer.from('16030100a5010000a10303', 'hex'),
    'a request without a version': 'GET /socket.io/\r\n\r\n',
    'another protocol': 'GET / RTSP/1.0\r\nHost: h\r\n\r\n',
    'a version of the future': 'GET / HTTP/9.9\r\nHost: h\r\n\r\n',
    'no host': 'GET /healthz HTTP/1.1\r\n\r\n',
    'a header without a colon': 'GET /healthz HTTP/1.1\r\nHost: h\r\nrubbish\r\n\r\n',
    'a blank in a header name': 'GET /healthz HTTP/1.1\r\nHost: h\r\nBad Name: x\r\n\r\n',
    'a blank before the colon': 'GET /healthz HTTP/1.1\r\nHost: h\r\nContent-Length : 0\r\n\r\n',
    'a zero in a header': 'GET /healthz HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n',
    'a length that is no number': 'POST /healthz HTTP/1.1\r\nHost: h\r\nContent-Length: ten\r\n\r\n',
    'a negative length': 'POST /healthz HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n',
    'two lengths': 'POST /healthz HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx',
    'a length beside chunks':
        'POST /healthz HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'an unknown encoding': 'POST /healthz HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n',
    'headers without end': `GET /healthz HTTP/1.1\r\nHost: h\r\n${'X-Filler: y\r\n'.repeat(20_000)}`,
    'a header of 200 kB': `GET /healthz HTTP/1.1\r\nHost: h\r\nX: ${'y'.repeat(200_000)}\r\n\r\n`,
    'a target of 200 kB': `GET /healthz?${'y'.repeat(200_000)} HTTP/1.1\r\nHost: h\r\n\r\n`,
};

withServer('bad HTTP', [], ({ test }) => {
    for (const [name, bytes] of Object.entries(badRequests)) {
        test(`${name} is refused and the connection closed`, async (t) => {
            const witness = await t.join('/');
            const tcp = await Tcp.open(t.server.port);
            t.cleanup.add(() => tcp.destroy());
            tcp.write(bytes);
            const answer = await tcp.untilClosed();
            // A reset may swallow the answer when the server did not read everything.
            assert.match(answer, /^$|^HTTP\/1\.1 (4\d\d|5\d\d) /);
            await witness.settle();
        });
    }

    test('a bad chunk ends the session it was posted to', async (t) => {
        const session = await PollingSession.open(t.server.port);
        const tcp = await Tcp.open(t.server.port);
        await offence(t, session, async () => {
            tcp.write(`POST ${session.url} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n${after}\r\n0\r\n\r\n`);
            assert.match(await tcp.untilClosed(), /^$|^HTTP\/1\.1 4/);
        });
    });

    test('a connection in the middle of nothing does no harm', async (t) => {
        const witness = await t.join('/');
        const connections = await Promise.all(Array.from({ length: 50 }, () => Tcp.open(t.server.port)));
        for (const [index, tcp] of connections.entries()) {
            tcp.write('GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: h\r\n'.slice(0, index));
            tcp.destroy();
        }
        await witness.settle();
    });
});

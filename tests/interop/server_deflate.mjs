// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// permessage-deflate (RFC 7692) with the npm package ws and by hand.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { deflateRawSync } from 'node:zlib';
import { WebSocket } from 'ws';
import { io } from 'socket.io-client';
import { within } from './lib/harness.mjs';
import { withServer } from './lib/suite.mjs';
import { RawWebSocket } from './lib/wire.mjs';

const path = '/engine.io/?EIO=4&transport=websocket';
const agreed = 'permessage-deflate; server_no_context_takeover; client_no_context_takeover';

async function open(port, context, options) {
    const webSocket = new WebSocket(`ws://127.0.0.1:${port}${path}`, options);
    context.cleanup.add(() => webSocket.terminate());
    const received = [];
    const waiting = [];
    webSocket.on('message', (data, isBinary) => {
        const message = isBinary ? data : data.toString();
        (waiting.shift() ?? ((m) => received.push(m)))(message);
    });
    webSocket.on('error', () => {});
    await within(once(webSocket, 'open'), 'a WebSocket');
    const next = () => within(
        received.length > 0 ? Promise.resolve(received.shift()) : new Promise((resolve) => waiting.push(resolve)),
        'a message',
    );
    assert.match(await next(), /^0\{/);
    return { webSocket, next };
}

function compressed(text) {
    const bytes = deflateRawSync(Buffer.from(text), { finishFlush: 2 });
    return bytes.subarray(0, bytes.length - 4);
}

function frameOf(firstByte, payload) {
    const mask = Buffer.from([1, 2, 3, 4]);
    const head = payload.length < 126
        ? Buffer.from([firstByte, 0x80 | payload.length])
        : payload.length < 65536
            ? Buffer.from([firstByte, 0xfe, payload.length >> 8, payload.length & 0xff])
            : Buffer.concat([Buffer.from([firstByte, 0xff, 0, 0, 0, 0]), (() => {
                const length = Buffer.alloc(4);
                length.writeUInt32BE(payload.length);
                return length;
            })()]);
    return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ mask[index % 4])]);
}

const offer = { 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' };
const messages = ['4short', `4${'hello '.repeat(2000)}`, `4${'žš😀'.repeat(1000)}`, Buffer.alloc(50_000, 'abc')];

function exchanges({ test }) {
    for (const [name, options] of Object.entries({
        'what ws offers by itself': { perMessageDeflate: true },
        'a client that keeps no window': { perMessageDeflate: { clientNoContextTakeover: true } },
        'small windows on both sides': { perMessageDeflate: { serverMaxWindowBits: 9, clientMaxWindowBits: 9 } },
        'every message compressed': { perMessageDeflate: { threshold: 0 } },
    })) {
        test(`messages come back with ${name}`, async (context) => {
            const { webSocket, next } = await open(context.server.port, context, options);
            assert.match(webSocket.extensions, /permessage-deflate/);
            for (let round = 0; round < 3; ++round) {
                for (const message of messages) {
                    webSocket.send(message);
                    assert.deepEqual(await next(), message);
                }
            }
        });
    }

    test('a client that offers nothing gets nothing', async (context) => {
        const { webSocket, next } = await open(context.server.port, context, { perMessageDeflate: false });
        assert.equal(webSocket.extensions, '');
        webSocket.send(messages[1]);
        assert.equal(await next(), messages[1]);
    });
}

withServer('compressed WebSockets', ['--engine-only', '--per-message-deflate'], (suite) => {
    const { test } = suite;
    exchanges(suite);

    test("Chromium's offer is answered", async ({ server }) => {
        const { tcp, status, answer } = await RawWebSocket.request(server.port, path, offer);
        assert.equal(status, 101);
        assert.ok(answer.includes(`Sec-WebSocket-Extensions: ${agreed}\r\n`), answer);
        tcp.destroy();
    });

    test('an offer that nobody understands is ignored', async ({ server }) => {
        const headers = { 'Sec-WebSocket-Extensions': 'permessage-deflate; turbo=9' };
        const { tcp, status, answer } = await RawWebSocket.request(server.port, path, headers);
        assert.equal(status, 101);
        assert.doesNotMatch(answer, /Extensions/i);
        tcp.destroy();
    });

    const attacks = {
        'a bomb is closed with 1009': [1009, () => frameOf(0xc1, compressed(`4${'x'.repeat(30_000_000)}`))],
        'what is no compressed data is closed with 1007': [1007, () => frameOf(0xc1, Buffer.alloc(30, 0xff))],
        'compressed text that is no UTF-8 is closed with 1007':
            [1007, () => frameOf(0xc1, compressed(Buffer.from([0x34, 0xff, 0xfe])))],
        'a compressed ping is closed with 1002': [1002, () => frameOf(0xc9, Buffer.from('x'))],
    };
    for (const [name, [code, bytes]] of Object.entries(attacks)) {
        test(name, async (context) => {
            const { server } = context;
            const webSocket = await RawWebSocket.open(server.port, path, offer);
            await webSocket.next();
            webSocket.write(bytes());
            assert.equal(await webSocket.expectClosed(), code);
            const healthy = await open(server.port, context, { perMessageDeflate: true });
            healthy.webSocket.send(messages[1]);
            assert.equal(await healthy.next(), messages[1]);
        });
    }
});

withServer('clients that keep their window', ['--engine-only', '--per-message-deflate', '--client-context-takeover'], (suite) => {
    exchanges(suite);

    suite.test('the server lets them', async ({ server }) => {
        const { tcp, answer } = await RawWebSocket.request(server.port, path, offer);
        assert.ok(answer.includes('Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n'), answer);
        tcp.destroy();
    });
});

withServer('compressed events', ['--per-message-deflate'], ({ test }) => {
    test('reach everybody in a broadcast, and the one who compresses nothing', async (context) => {
        const { server, cleanup } = context;
        const sockets = await Promise.all([true, true, false].map(async (perMessageDeflate) => {
            const socket = io(`http://127.0.0.1:${server.port}`, {
                transports: ['websocket'], forceNew: true, perMessageDeflate: perMessageDeflate ? { threshold: 100 } : false,
            });
            cleanup.add(() => socket.disconnect());
            await within(once(socket, 'connect'), 'a connection');
            return socket;
        }));
        const text = 'hello '.repeat(1000);
        const binary = Buffer.alloc(5000, 'xyz');
        const all = sockets.map((socket) => within(new Promise((resolve) => {
            socket.once('news', (...args) => resolve(args));
        }), 'a broadcast'));
        sockets[0].emit('emit-op', { from: 'nsp' }, 'news', [text, binary]);
        for (const args of await Promise.all(all)) {
            assert.equal(args[0], text);
            assert.deepEqual(Buffer.from(args[1]), binary);
        }
    });

    test('may be sent as they are', async ({ server, cleanup }) => {
        const socket = io(`http://127.0.0.1:${server.port}`, { transports: ['websocket'], forceNew: true });
        cleanup.add(() => socket.disconnect());
        await within(once(socket, 'connect'), 'a connection');
        const text = 'plain '.repeat(1000);
        const got = new Promise((resolve) => socket.once('news', resolve));
        socket.emit('emit-op', { from: 'nsp', compress: false }, 'news', [text]);
        assert.equal(await within(got, 'a broadcast'), text);
    });
});

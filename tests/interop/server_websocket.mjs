// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Engine.IO as bytes on the wire: messages over WebSocket, the upgrade, the heartbeat.

import assert from 'node:assert/strict';
import { scaled } from './lib/harness.mjs';
import { withServer } from './lib/suite.mjs';
import {
    candidate, expectError, frame, opcodes, PollingSession, RawWebSocket, request, Tcp, upgrade, WebSocketSession,
} from './lib/wire.mjs';

const engine = ['--engine-only'];
const path = '/engine.io/';
const inEngine = { path };

withServer('WebSocket', engine, ({ test }) => {
    test('text and binary come back as they came', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        session.send('4hello', Buffer.from([1, 2, 3]), '4', Buffer.alloc(0), '4žš😀');
        assert.equal(await session.next(), '4hello');
        assert.deepEqual(await session.next(), Buffer.from([1, 2, 3]));
        assert.equal(await session.next(), '4');
        assert.deepEqual(await session.next(), Buffer.alloc(0));
        assert.equal(await session.next(), '4žš😀');
    });

    for (const size of [125, 126, 127, 65535, 65536, 200_000]) {
        test(`a message of ${size} bytes comes back`, async ({ server }) => {
            const session = await WebSocketSession.open(server.port, inEngine);
            session.send(Buffer.alloc(size, 'abc'));
            assert.deepEqual(await session.next(), Buffer.alloc(size, 'abc'));
        });
    }

    test('fragments make one message, with control frames and characters between them', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        const bytes = Buffer.from('4a😀ž');
        const parts = [...bytes].map((byte, index) => [
            frame(index === 0 ? opcodes.text : opcodes.continuation, Buffer.from([byte]), { fin: false }),
            frame(opcodes.ping, `p${index}`),
        ]);
        session.webSocket.write(Buffer.concat([...parts.flat(), frame(opcodes.continuation, '')]));
        for (let index = 0; index < bytes.length; ++index) {
            assert.deepEqual(await session.next(), { opcode: opcodes.pong, payload: `p${index}` });
        }
        assert.equal(await session.next(), '4a😀ž');
    });

    test('bytes may come one by one', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        for (const byte of frame(opcodes.text, '4slow ž')) {
            session.webSocket.write(Buffer.from([byte]));
            await new Promise(setImmediate);
        }
        assert.equal(await session.next(), '4slow ž');
    });

    test('the request is understood in any spelling', async ({ server }) => {
        const tcp = await Tcp.open(server.port);
        tcp.write(
            `GET ${path}?EIO=4&transport=websocket HTTP/1.1\r\nhost: h\r\nCONNECTION:keep-alive , upgrade\r\n`
            + 'upgrade: WebSocket\r\nsec-websocket-version:  13\r\nSEC-WEBSOCKET-KEY: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
        );
        const answer = await tcp.until(/\r\n\r\n[^]*"maxPayload"/);
        assert.match(answer, /^HTTP\/1\.1 101 /);
        assert.match(answer, /sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=/i);
        tcp.destroy();
    });

    test('a pong nobody asked for is fine', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        session.webSocket.write(frame(opcodes.pong, 'unasked'));
        session.send('3', '4alive');
        assert.equal(await session.next(), '4alive');
    });

    test('a close frame is answered with its code', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        session.webSocket.write(frame(opcodes.close, Buffer.from([0x03, 0xe8, 0x62, 0x79, 0x65])));
        assert.equal(await session.webSocket.expectClosed(), 1000);
    });

    test('an empty close frame is answered', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        session.webSocket.write(frame(opcodes.close));
        assert.ok([1000, 1005].includes(await session.webSocket.expectClosed()));
    });

    test('a close packet closes the WebSocket', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        session.send('1');
        await session.expectClosed();
    });

    test('after a close packet nothing is echoed', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        session.send('1', '4after');
        await session.expectClosed();
        assert.deepEqual(session.webSocket.packets.peek(), []);
    });

    test('a session over WebSocket cannot be taken over by a second one', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        await RawWebSocket.expectRefused(
            server.port, `${path}?EIO=4&transport=websocket&sid=${session.sid}`, ['2probe', '5'],
        );
        session.send('4alive');
        assert.equal(await session.next(), '4alive');
    });

    test('a session over WebSocket cannot be polled', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        expectError(
            await request(server.port, `${path}?EIO=4&transport=polling&sid=${session.sid}`), 3, 'Bad request',
        );
        session.send('4alive');
        assert.equal(await session.next(), '4alive');
    });
});

withServer('upgrade', [...engine, '--upgrade-timeout', String(scaled(300))], ({ test }) => {
    test('goes by probe, noop and upgrade packet', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const poll = await session.park();
        const webSocket = await candidate(session);
        webSocket.send('2probe');
        assert.equal(await webSocket.next(), '3probe');
        assert.equal((await poll.answer).body, '6');
        // A further poll gets its noop as well, as long as the upgrade is not finished.
        assert.equal((await session.poll()).body, '6');
        webSocket.send('5', '4hello');
        assert.equal(await webSocket.next(), '4hello');
    });

    test('afterwards polls and further WebSockets are refused', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const webSocket = await upgrade(session);
        webSocket.send('4first');
        assert.equal(await webSocket.next(), '4first');
        expectError(await session.poll(), 3, 'Bad request');
        expectError(await session.post('4x'), 3, 'Bad request');
        await RawWebSocket.expectRefused(server.port, `${path}?EIO=4&transport=websocket&sid=${session.sid}`, ['2probe']);
        webSocket.send('4alive');
        assert.equal(await webSocket.next(), '4alive');
    });

    test('what the client posts during the upgrade is answered once and in order', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        await session.send('4one');
        assert.equal(await session.next(), '4one');
        const webSocket = await candidate(session);
        webSocket.send('2probe');
        assert.equal(await webSocket.next(), '3probe');
        await session.send('4two', '4three');
        const polled = [];
        for (let packet = await session.next(); packet !== '6'; packet = await session.next()) {
            polled.push(packet);
        }
        webSocket.send('5', '4four');
        while (polled.length < 3) {
            polled.push(await webSocket.next());
        }
        assert.deepEqual(polled, ['4two', '4three', '4four']);
    });

    test('a poll that waits when the upgrade ends is released', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const webSocket = await candidate(session);
        const poll = await session.park();
        webSocket.send('2probe', '5');
        assert.equal(await webSocket.next(), '3probe');
        const { status, body } = await poll.answer;
        assert.ok((status === 200 && ['6', '1'].includes(body)) || status === 400, `${status} ${body}`);
        webSocket.send('4alive');
        assert.equal(await webSocket.next(), '4alive');
    });

    const rubbish = {
        'a message': '4hello',
        'another probe': '2other',
        'a ping without a probe': '2',
        'no packet': 'abc',
        'an upgrade before the probe and a message': '4x',
        'binary': Buffer.from([1, 2, 3]),
        'a bad frame': frame(opcodes.text, '2probe', { masked: false }),
    };
    for (const [name, packet] of Object.entries(rubbish)) {
        test(`a candidate that sends ${name} is closed and the session lives on`, async ({ server }) => {
            const session = await PollingSession.open(server.port, inEngine);
            const webSocket = await candidate(session);
            name === 'a bad frame' ? webSocket.write(packet) : webSocket.send(packet);
            await webSocket.expectClosed();
            assert.deepEqual(webSocket.packets.peek(), []);
            await session.send('4alive');
            assert.equal(await session.next(), '4alive');
        });
    }

    for (const [name, packets] of [['nothing', []], ['only the probe', ['2probe']]]) {
        test(`a candidate that sends ${name} is given up and the session lives on`, async ({ server }) => {
            const session = await PollingSession.open(server.port, inEngine);
            const webSocket = await candidate(session);
            if (packets.length > 0) {
                webSocket.send(...packets);
            }
            await webSocket.expectClosed();
            await session.send('4alive');
            let packet = await session.next();
            while (packet === '6') {
                packet = await session.next();
            }
            assert.equal(packet, '4alive');
            // A later candidate may succeed.
            const second = await upgrade(session);
            second.send('4upgraded');
            assert.equal(await second.next(), '4upgraded');
        });
    }

    test('a candidate that vanishes leaves the session alone', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const webSocket = await candidate(session);
        webSocket.send('2probe');
        assert.equal(await webSocket.next(), '3probe');
        webSocket.destroy();
        await session.send('4alive');
        let packet = await session.next();
        while (packet === '6') {
            packet = await session.next();
        }
        assert.equal(packet, '4alive');
    });

    test('a second candidate does not disturb the first', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const first = await candidate(session);
        first.send('2probe');
        assert.equal(await first.next(), '3probe');
        const second = await candidate(session).catch(() => null);
        await second?.expectClosed();
        first.send('5', '4hello');
        assert.equal(await first.next(), '4hello');
    });
});

withServer('heartbeat', [...engine, '--ping-interval', String(scaled(200)), '--ping-timeout', String(scaled(400))], ({ test }) => {
    test('pings come over polling and pongs keep the session', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        for (let round = 0; round < 5; ++round) {
            assert.equal(await session.next(), '2');
            await session.send('3');
        }
    });

    test('pings come over WebSocket and pongs keep the session', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        for (let round = 0; round < 5; ++round) {
            assert.equal(await session.next(), '2');
            session.send('3');
        }
    });

    test('a polling session without pong is given up', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        assert.equal(await session.next(), '2');
        await session.expectClosed();
    });

    test('a polling session that never polls is given up', async ({ server }) => {
        const silent = await PollingSession.open(server.port, inEngine);
        // Another session measures the time: three pings are more than interval and timeout.
        const clock = await WebSocketSession.open(server.port, inEngine);
        for (let round = 0; round < 4; ++round) {
            assert.equal(await clock.next(), '2');
            clock.send('3');
        }
        expectError(await silent.poll(), 1, 'Session ID unknown');
    });

    test('a WebSocket without pong is closed', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        assert.equal(await session.next(), '2');
        await session.webSocket.expectClosed();
    });

    test('messages are no pong', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        assert.equal(await session.next(), '2');
        session.send('4hello');
        assert.equal(await session.next(), '4hello');
        await session.webSocket.expectClosed();
    });

    test('a ping in the wrong direction ends the session', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        session.send('2');
        await session.expectClosed();
    });

    test('the heartbeat goes on after the upgrade', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const webSocket = await upgrade(session);
        for (let round = 0; round < 4; ++round) {
            assert.equal(await webSocket.next(), '2');
            webSocket.send('3');
        }
    });
});

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Attacks on the WebSocket side of a running server: the upgrade, its headers, frames, compression.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { attack, crowd, flood, pour } from './lib/attack.mjs';
import { scaled } from './lib/harness.mjs';
import { withServer } from './lib/suite.mjs';
import { candidate, frame, message, opcodes, PollingSession, RawWebSocket, Tcp, WebSocketSession } from './lib/wire.mjs';

const path = '/socket.io/';
const target = `${path}?EIO=4&transport=websocket`;
const head = (url = target, more = '') => Buffer.from(
    `GET ${url} HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n`
    + `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${more}\r\n`);
const mebibyte = Buffer.alloc(1024 * 1024, 'x');

withServer('the upgrade', [], ({ test }) => {
    const firstFrames = {
        'an unmasked frame': frame(opcodes.text, '40', { masked: false }),
        'a reserved opcode': frame(3, 'x'),
        'a frame of half an exabyte': Buffer.from([0x82, 0xff, 7, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4]),
        'random bytes': randomBytes(300),
        'a close frame of one byte': frame(opcodes.close, 'x'),
    };
    for (const [name, bytes] of Object.entries(firstFrames)) {
        test(`${name} in the segment of the request ends that connection only (CVE-2022-21676)`, async (t) => {
            await attack(t, async () => {
                for (const tcp of await crowd(t, 10)) {
                    tcp.write(Buffer.concat([head(), bytes]));
                    await tcp.untilClosed();
                }
                for (let round = 0; round < 5; ++round) {
                    const session = await PollingSession.open(t.server.port);
                    const [tcp] = await crowd(t, 1);
                    tcp.write(Buffer.concat([head(`${target}&sid=${session.sid}`), bytes]));
                    await tcp.untilClosed();
                    await session.join('/');
                }
            });
        });
    }

    test('resets while a refusal is on its way end nothing else (CVE-2022-41940)', async (t) => {
        await attack(t, async () => {
            for (const url of [`${path}?EIO=4&transport=nothing`, `${target}&deny=1`, `${target}&sid=none`, '/nowhere', target]) {
                for (const tcp of await crowd(t, 40)) {
                    tcp.write(head(url));
                    tcp.socket.resetAndDestroy();
                }
            }
        });
    });

    const oddQueries = [
        'EIO=4', 'EIO=4&transport', 'EIO=4&transport=', 'EIO=4&transport[]=websocket', 'EIO=4&transport=constructor',
        'EIO=4&transport=__proto__', 'EIO=4&transport=polling&transport=websocket', 'EIO[]=4&transport=websocket',
        'EIO=4&transport=%', 'EIO=4&transport=websocket%00', 'EIO=4&transport=WEBSOCKET', 'EIO=-4&transport=websocket',
    ];
    for (const query of oddQueries) {
        test(`the query ${query} is answered, with a session and without (CVE-2023-31125)`, async (t) => {
            await attack(t, async () => {
                const session = await PollingSession.open(t.server.port);
                for (const sid of ['', `&sid=${session.sid}`, `&sid=${session.sid}&sid=other`]) {
                    const tcp = await Tcp.open(t.server.port);
                    t.cleanup.add(() => tcp.destroy());
                    tcp.write(head(`${path}?${query}${sid}`));
                    assert.match(await tcp.until(/\r\n\r\n/), /^HTTP\/1\.1 (101|400) /);
                }
            });
        });
    }

    test('thousands of candidates for one session do not pile up', async (t) => {
        await attack(t, async () => {
            const session = await PollingSession.open(t.server.port);
            for (let round = 0; round < 20; ++round) {
                for (const tcp of await crowd(t, 50)) {
                    tcp.write(head(`${target}&sid=${session.sid}`));
                    await tcp.until(/\r\n\r\n/);
                }
            }
            await session.join('/');
        });
    });

    test('a candidate that probes for ever is given no memory', async (t) => {
        await attack(t, async () => {
            const session = await PollingSession.open(t.server.port);
            const webSocket = await candidate(session);
            webSocket.tcp.socket.pause();
            await pour(webSocket.tcp, Buffer.concat(Array.from({ length: 2000 }, () => message('2probe'))), 100);
        });
    });
});

const oddHeaders = {
    'an extension named like a property of every object (GHSA-5v72-xg48-5rpm)': [
        'Sec-WebSocket-Extensions: constructor', 'Sec-WebSocket-Extensions: __proto__; toString=1, hasOwnProperty',
    ],
    'an extension header that costs exponential time (CVE-2020-7662, CVE-2020-7663)': [
        `Sec-WebSocket-Extensions: a; b="${'\\c'.repeat(3500)}`, `Sec-WebSocket-Extensions: a;b="${'\\'.repeat(3500)}x"`,
        `Sec-WebSocket-Extensions: ${'a;'.repeat(3500)}`, `Sec-WebSocket-Extensions: ${', '.repeat(3500)}x`,
    ],
    'a protocol header that costs quadratic time (CVE-2021-32640)': [
        `Sec-WebSocket-Protocol: b${' '.repeat(7500)}x`, `Sec-WebSocket-Protocol: ${','.repeat(7500)}`,
    ],
    'parameters of compression that are none': [
        'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99999999999999999999',
        'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=7',
        'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits',
        'Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover=1; client_no_context_takeover',
        'Sec-WebSocket-Extensions: permessage-deflate; \u00ff=1',
    ],
};

for (const flags of [[], ['--per-message-deflate']]) {
    withServer(`headers of the upgrade, ${flags.join() || 'plain'}`, flags, ({ test }) => {
        for (const [name, lines] of Object.entries(oddHeaders)) {
            test(name, async (t) => {
                await attack(t, async () => {
                    for (const line of lines) {
                        for (const tcp of await crowd(t, 10)) {
                            tcp.write(head(target, `${line}\r\n`));
                            assert.match(await tcp.until(/\r\n\r\n/), /^HTTP\/1\.1 (101|400) /);
                        }
                    }
                });
            });
        }
    });
}

withServer('frames', [], ({ test }) => {
    test('pings come back as they were, not with other memory (CVE-2016-10518)', async (t) => {
        await attack(t, async () => {
            const session = await WebSocketSession.open(t.server.port);
            for (let size = 0; size <= 125; ++size) {
                const payload = randomBytes(size);
                session.webSocket.write(frame(opcodes.ping, payload));
                assert.deepEqual(await session.next(), { opcode: opcodes.pong, payload: payload.toString('latin1') });
            }
            session.destroy();
        });
    });

    test('a close frame holds its code and nothing else (CVE-2026-45736)', async (t) => {
        await attack(t, async () => {
            for (const bytes of [frame(opcodes.close, Buffer.from([0x03, 0xe8])), frame(opcodes.close), frame(3, 'x')]) {
                const session = await WebSocketSession.open(t.server.port);
                session.webSocket.write(bytes);
                await session.webSocket.expectClosed();
                const wire = session.webSocket.tcp.received;
                const close = wire.subarray(wire.lastIndexOf(0x88));
                assert.ok(/^[\x20-\x7e]*$/.test(close.subarray(4).toString('latin1')), close.toString('hex'));
                assert.equal(close.length, 2 + close[1]);
            }
        });
    });

    test('a message of 2 GB is refused by its length (CVE-2018-21035, CVE-2016-10542)', async (t) => {
        await attack(t, async () => {
            for (const size of [[0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff], [0, 0, 0, 1, 0, 0, 0, 0]]) {
                const session = await WebSocketSession.open(t.server.port);
                session.webSocket.write(Buffer.from([0x82, 0xff, ...size, 1, 2, 3, 4]));
                await flood(session.webSocket.tcp, mebibyte, 30);
            }
        }, { growth: 8 });
    });

    test('fragments that never end are refused at the limit (CVE-2016-10542)', async (t) => {
        await attack(t, async () => {
            const session = await WebSocketSession.open(t.server.port);
            session.webSocket.write(frame(opcodes.text, '4', { fin: false }));
            await flood(session.webSocket.tcp, frame(opcodes.continuation, mebibyte.subarray(0, 65536), { fin: false }), 400);
        }, { growth: 12 });
    });

    for (const [name, bytes] of [['empty', ''], ['tiny', 'x']]) {
        test(`a million ${name} fragments cost no more than the message (CVE-2026-48779)`, async (t) => {
            await attack(t, async () => {
                const session = await WebSocketSession.open(t.server.port);
                session.webSocket.write(frame(opcodes.binary, 'x', { fin: false }));
                const some = Buffer.concat(
                    Array.from({ length: 1000 }, () => frame(opcodes.continuation, bytes, { fin: false })));
                await pour(session.webSocket.tcp, some, 990);
                session.webSocket.write(frame(opcodes.ping, 'read'));
                assert.deepEqual(await session.next(), { opcode: opcodes.pong, payload: 'read' });
                session.destroy();
            }, { growth: 12 });
        });
    }

    test('a message byte by byte is not copied each time (CVE-2020-36049)', async (t) => {
        await attack(t, async () => {
            const session = await WebSocketSession.open(t.server.port);
            await session.join('/');
            const text = `421["echo","${'x'.repeat(900_000)}"]`;
            const whole = message(text);
            const start = performance.now();
            for (let at = 0; at < whole.length; at += 500) {
                session.webSocket.write(whole.subarray(at, at + 500));
                await new Promise(setImmediate);
            }
            assert.equal((await session.next()).length, text.length - 7);
            assert.ok(performance.now() - start < scaled(4000));
            session.destroy();
        });
    });

    for (const [name, bytes] of [['pings', frame(opcodes.ping, 'x'.repeat(125))], ['questions', message('421["echo",1]')]]) {
        test(`${name} of who never reads the answers are not answered without bound`, async (t) => {
            await attack(t, async () => {
                const session = await WebSocketSession.open(t.server.port);
                await session.join('/');
                session.webSocket.tcp.socket.pause();
                const some = Buffer.concat(Array.from({ length: 5000 }, () => bytes));
                const rounds = Math.ceil(60_000_000 / some.length);
                const late = new Promise((resolve) => setTimeout(resolve, scaled(2_500)));
                await Promise.race([pour(session.webSocket.tcp, some, rounds), late]);
                session.destroy();
            }, { growth: 32 });
        });
    }
});

withServer('compressed messages', ['--per-message-deflate'], ({ test }) => {
    const compressed = (bytes) => {
        const payload = deflateRawSync(bytes, { finishFlush: 2 }).subarray(0, -4);
        return frame(opcodes.text, payload, { rsv: 4 });
    };
    const open = async (t) => {
        const webSocket = await RawWebSocket.open(
            t.server.port, target, { 'Sec-WebSocket-Extensions': 'permessage-deflate' });
        t.cleanup.add(() => webSocket.destroy());
        assert.equal((await webSocket.next())[0], '0');
        webSocket.send('40');
        assert.match(await webSocket.next(), /^40/);
        await webSocket.next();
        return webSocket;
    };

    test('are understood', async (t) => {
        const webSocket = await open(t);
        webSocket.write(compressed('421["echo","squeezed"]'));
        assert.equal(await webSocket.next(), '431["squeezed"]');
    });

    test('that inflate to 200 MB are cut off at the limit', async (t) => {
        const bomb = compressed(Buffer.alloc(200_000_000, 'x'));
        assert.ok(bomb.length < 1_000_000);
        await attack(t, async () => {
            for (let round = 0; round < 20; ++round) {
                const webSocket = await open(t);
                webSocket.write(bomb);
                assert.equal(await webSocket.expectClosed(), 1009);
            }
        });
    });

    const broken = {
        'are no deflate': frame(opcodes.text, randomBytes(200), { rsv: 4 }),
        'are empty': frame(opcodes.text, '', { rsv: 4 }),
        'end in the middle': frame(opcodes.text, deflateRawSync(Buffer.alloc(5000, 'ab')).subarray(0, 12), { rsv: 4 }),
        'inflate to text that is no UTF-8': compressed(Buffer.from('42["x","\xed\xa0\x80"]', 'latin1')),
        'are marked on a continuation': Buffer.concat([
            frame(opcodes.text, '42["x"', { fin: false }), frame(opcodes.continuation, ']', { rsv: 4 }),
        ]),
        'are control frames': frame(opcodes.ping, 'x', { rsv: 4 }),
    };
    for (const [name, bytes] of Object.entries(broken)) {
        test(`that ${name} end the connection`, async (t) => {
            await attack(t, async () => {
                for (let round = 0; round < 10; ++round) {
                    const webSocket = await open(t);
                    webSocket.write(bytes);
                    await webSocket.expectClosed();
                }
            });
        });
    }
});

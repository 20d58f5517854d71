// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Attacks on the HTTP side of a running server. Each title says what was wrong with somebody
// else's server once, with the public number of that fault.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { attack, crowd, flood, pour } from './lib/attack.mjs';
import { Server, scaled, until } from './lib/harness.mjs';
import { Context, test as plainTest, withServer } from './lib/suite.mjs';
import { PollingSession, RawWebSocket, request, Tcp, WebSocketSession } from './lib/wire.mjs';

const path = '/socket.io/';
const handshake = `${path}?EIO=4&transport=polling`;
const mebibyte = Buffer.alloc(1024 * 1024, 'x');

withServer('session ids', [], ({ test }) => {
    test('cannot be guessed: no pattern in a thousand of them (CVE-2017-16031)', async (t) => {
        await attack(t, async () => {
            const ids = [];
            for (let round = 0; round < 20; ++round) {
                const sessions = await Promise.all(
                    Array.from({ length: 50 }, () => PollingSession.open(t.server.port)));
                ids.push(...sessions.map(({ sid }) => sid));
            }
            assert.equal(new Set(ids).size, ids.length);
            // Sixteen places of 64 letters each are 96 bits. A counter or a clock would show as a
            // place with few letters; an honest place misses one of 64 with a chance of 1 in 10^5.
            const lively = [...ids[0]].filter(
                (_, place) => new Set(ids.map((id) => id[place])).size >= 48);
            assert.ok(lively.length >= 16, `${lively.length} places vary`);
        });
    });

    const members = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '', '%00', '..%2f', "'", '%ff'];
    for (const sid of members) {
        test(`the id "${sid}" names no session (GHSA-gr94-w7qr-f4j3)`, async (t) => {
            await attack(t, async () => {
                for (const method of ['GET', 'POST']) {
                    const { status } = await request(t.server.port, `${handshake}&sid=${sid}`, { method });
                    assert.ok(status === 400 || (sid === '' && method === 'GET' && status === 200), `${status}`);
                }
                if (sid !== '') {
                    await RawWebSocket.expectRefused(
                        t.server.port, `${path}?EIO=4&transport=websocket&sid=${sid}`, ['2probe', '5']);
                }
            });
        });
    }
});

withServer('pages of other origins', [], ({ test }) => {
    test('read no answer unless that is asked for (CVE-2020-28481)', async (t) => {
        await attack(t, async () => {
            for (const method of ['GET', 'OPTIONS', 'POST']) {
                const { headers } = await request(t.server.port, handshake, {
                    method,
                    headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
                });
                for (const name of Object.keys(headers)) {
                    assert.ok(!name.startsWith('access-control-'), name);
                }
            }
        });
    });
});

withServer('bodies', [], ({ test }) => {
    test('100 MB with their length told are refused before they are read (CVE-2020-36048)', async (t) => {
        const session = await PollingSession.open(t.server.port);
        await attack(t, async () => {
            for (const tcp of await crowd(t, 10)) {
                tcp.write(`POST ${session.url} HTTP/1.1\r\nHost: h\r\nContent-Length: 100000000\r\n\r\n`);
                await pour(tcp, mebibyte, 20);
                assert.match(await tcp.untilClosed(), /^$|^HTTP\/1\.1 413 /);
            }
        }, { growth: 8 });
    });

    test('100 MB in chunks are refused at the limit (CVE-2020-36048)', async (t) => {
        await attack(t, async () => {
            for (const tcp of await crowd(t, 10)) {
                const session = await PollingSession.open(t.server.port);
                tcp.write(`POST ${session.url} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n`);
                const chunk = Buffer.concat([Buffer.from('100000\r\n'), mebibyte, Buffer.from('\r\n')]);
                await flood(tcp, chunk, 100);
                assert.match(await tcp.untilClosed(), /^$|^HTTP\/1\.1 413 /);
            }
        });
    });

    test('that are announced and never sent cost nothing (CVE-2020-36048)', async (t) => {
        await attack(t, async () => {
            for (const tcp of await crowd(t, 200)) {
                const session = await PollingSession.open(t.server.port);
                tcp.write(`POST ${session.url} HTTP/1.1\r\nHost: h\r\nContent-Length: 999999\r\n\r\n4`);
            }
        }, { growth: 16 });
    });

    test('of a binary type are answered, and the connection serves on (CVE-2026-59725)', async (t) => {
        await attack(t, async () => {
            for (const tcp of await crowd(t, 20)) {
                const session = await PollingSession.open(t.server.port);
                tcp.write(`POST ${session.url} HTTP/1.1\r\nHost: h\r\n`
                    + 'Content-Type: application/octet-stream\r\nContent-Length: 2\r\n\r\n4x');
                assert.match(await tcp.until(/\r\n\r\n/), /^HTTP\/1\.1 400 /);
                await session.expectClosed();
            }
        });
    });

    test('with compressed content are not inflated', async (t) => {
        const { gzipSync } = await import('node:zlib');
        const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
        await attack(t, async () => {
            for (let round = 0; round < 5; ++round) {
                const session = await PollingSession.open(t.server.port);
                const { status } = await session.post(bomb, { headers: { 'Content-Encoding': 'gzip' } });
                assert.ok(status >= 400 && status < 500, `status ${status}`);
            }
        }, { growth: 8 });
    });

    test('with chunk extensions without end are refused (CVE-2024-22019)', async (t) => {
        await attack(t, async () => {
            for (const tcp of await crowd(t, 5)) {
                const session = await PollingSession.open(t.server.port);
                tcp.write(`POST ${session.url} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1;`);
                await flood(tcp, Buffer.alloc(65536, 'a=b;'), 1000);
            }
        }, { growth: 8 });
    });

    test('with extensions on each of many chunks are refused (CVE-2024-22019)', async (t) => {
        await attack(t, async () => {
            const [tcp] = await crowd(t, 1);
            const session = await PollingSession.open(t.server.port);
            tcp.write(`POST ${session.url} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n`);
            const chunks = Buffer.from(`1;${'e'.repeat(1000)}\r\nx\r\n`.repeat(100));
            await flood(tcp, chunks, 500);
        }, { growth: 8 });
    });

    test('with trailers without end are refused', async (t) => {
        await attack(t, async () => {
            const [tcp] = await crowd(t, 1);
            const session = await PollingSession.open(t.server.port);
            tcp.write(`POST ${session.url} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n4\r\n0\r\n`);
            await flood(tcp, Buffer.from('X-Trailer: y\r\n'.repeat(5000)), 500);
        }, { growth: 8 });
    });
});

const smuggled = 'GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n';
const ambiguous = {
    'a length and chunks': 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'chunks that are not the last encoding': 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n',
    'chunks twice': 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'chunks with a vertical tab': 'Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n',
    'xchunked': 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
    'a folded header': 'Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n',
    'a blank before the colon': 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n',
    'a bare carriage return in a header': 'X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'lines that end with a bare line feed': 'Content-Length: 0\n\n',
    'a carriage return too many at the end': 'Content-Length: 0\r\n\r\r\n',
    'lengths that differ': 'Content-Length: 1\r\nContent-Length: 0\r\n\r\n',
    'a list of lengths': 'Content-Length: 0, 1\r\n\r\n',
    'a length with a sign': 'Content-Length: +0\r\n\r\n',
    'a hexadecimal length': 'Content-Length: 0x0\r\n\r\n',
    'a length beyond 64 bits': 'Content-Length: 18446744073709551616\r\n\r\n',
    'a chunk size with a sign': 'Transfer-Encoding: chunked\r\n\r\n+0\r\n\r\n',
    'a chunk size with a prefix': 'Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n',
    'a chunk size beyond 64 bits': 'Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n\r\n',
    'a chunk line that ends with a bare line feed': 'Transfer-Encoding: chunked\r\n\r\n0\n\r\n',
    'a chunk whose data is longer than told': 'Transfer-Encoding: chunked\r\n\r\n1\r\nxxx\r\n0\r\n\r\n',
    'an empty name': ': x\r\nContent-Length: 0\r\n\r\n',
};

withServer('requests inside requests', [], ({ test }) => {
    for (const [name, rest] of Object.entries(ambiguous)) {
        test(`are not seen: ${name} (CVE-2022-32213, CVE-2023-30589, CVE-2024-27982, CVE-2025-23167)`, async (t) => {
            await attack(t, async () => {
                const [tcp] = await crowd(t, 1);
                tcp.write(`POST /healthz HTTP/1.1\r\nHost: h\r\n${rest}${smuggled}`);
                const answers = await tcp.untilClosed();
                assert.match(answers, /^$|^HTTP\/1\.1 (4\d\d|5\d\d) /);
                assert.equal(answers.split('HTTP/1.1 ').length <= 2, true, answers);
                assert.doesNotMatch(answers, /HTTP\/1\.1 200 /);
            });
        });
    }
});

withServer('slow and large requests', [], ({ test }) => {
    test('headers drop by drop hold up nobody (CVE-2018-12122, CVE-2007-6750)', async (t) => {
        await attack(t, async () => {
            const connections = await crowd(t, 300);
            const drip = `GET ${handshake} HTTP/1.1\r\nHost: h\r\nX: `;
            for (const letter of drip) {
                connections.forEach((tcp) => tcp.write(letter));
                await new Promise(setImmediate);
            }
        }, { growth: 16 });
    });

    test('headers just below the limit, times 300 and unfinished, stay small (CVE-2018-12121)', async (t) => {
        await attack(t, async () => {
            const filler = Array.from({ length: 15 }, (_, index) => `X-${index}: ${'y'.repeat(980)}\r\n`).join('');
            for (const tcp of await crowd(t, 300)) {
                tcp.write(`GET ${handshake} HTTP/1.1\r\nHost: h\r\n${filler}`);
            }
        });
    });

    test('headers beyond the limit end the connection (CVE-2018-12121)', async (t) => {
        await attack(t, async () => {
            for (const tcp of await crowd(t, 10)) {
                tcp.write(`GET ${handshake} HTTP/1.1\r\nHost: h\r\n`);
                await flood(tcp, Buffer.from(`X: ${'y'.repeat(8000)}\r\n`), 2000);
            }
        }, { growth: 8 });
    });

    test('kept connections that start a request and stop do no harm (CVE-2019-5737)', async (t) => {
        await attack(t, async () => {
            for (const tcp of await crowd(t, 200)) {
                tcp.write('GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n');
                await tcp.until(/ok$/);
                tcp.write('GET /healthz HTT');
            }
        }, { growth: 16 });
    });

    test('ten thousand requests in one segment are answered one after the other', async (t) => {
        await attack(t, async () => {
            const [tcp] = await crowd(t, 1);
            // Who asks so much and reads nothing is not read from for ever.
            tcp.socket.pause();
            tcp.write(smuggled.repeat(10_000));
            await new Promise(setImmediate);
            tcp.socket.resume();
            await until('all answers', () => tcp.received.toString('latin1').split('HTTP/1.1 200').length === 10_001);
        });
    });

    test('polls of who never reads the answers are not piled up', async (t) => {
        await attack(t, async () => {
            const [tcp] = await crowd(t, 1);
            tcp.socket.pause();
            const requests = Buffer.from(smuggled.repeat(1000));
            const rounds = 400;
            const late = new Promise((resolve) => setTimeout(resolve, scaled(3_000)));
            await Promise.race([pour(tcp, requests, rounds), late]);
            assert.ok(tcp.socket.bytesWritten < rounds * requests.length,
                'the server read 13 MB of requests and nobody read its answers');
        }, { growth: 8 });
    });

    test('WebSocket requests with thousands of headers are refused (CVE-2024-37890)', async (t) => {
        await attack(t, async () => {
            for (const count of [99, 101, 500, 2100]) {
                const [tcp] = await crowd(t, 1);
                const filler = Array.from({ length: count }, (_, index) => `x${index}: 1\r\n`).join('');
                tcp.write(`GET ${path}?EIO=4&transport=websocket HTTP/1.1\r\n${filler}`
                    + 'Host: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n'
                    + 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n');
                assert.match(await tcp.untilClosed(), /^$|^HTTP\/1\.1 4\d\d /);
            }
        });
    });
});

const impatient = ['--ping-interval', String(scaled(1000)), '--ping-timeout', String(scaled(1000))];

withServer('sessions that nobody uses', impatient, ({ test }) => {
    test('are given up, thousands of them as well (CVE-2026-48809)', async (t) => {
        await attack(t, async () => {
            for (let round = 0; round < 40; ++round) {
                await Promise.all(Array.from({ length: 50 }, () => PollingSession.open(t.server.port)));
            }
            const witness = await t.join('/');
            await until('the end of the sessions', async () => (await witness.ask('stats')).clients <= 2);
        });
    });

    test('cost no thread and no descriptor each (CVE-2026-48802)', async (t) => {
        await attack(t, async (vitals) => {
            const { threads, descriptors } = vitals;
            const sessions = await Promise.all(
                Array.from({ length: 200 }, () => WebSocketSession.open(t.server.port)));
            sessions.forEach((session) => session.send('3', '3', '3'));
            await Promise.all(sessions.map((session) => session.join('/')));
            assert.ok(vitals.threads <= threads + 2, `${vitals.threads} threads`);
            sessions.forEach((session) => session.destroy());
            await until('the end of the descriptors', () => vitals.descriptors <= descriptors + 2);
        });
    });
});

plainTest('a server without free descriptors waits instead of spinning, and recovers', async (cleanup) => {
    const server = await Server.startLimited(48);
    cleanup.add(() => server.stop());
    const t = new Context(server, cleanup);
    // A sanitizer needs descriptors for what it sees for the first time.
    for (let round = 0; round < 3; ++round) {
        assert.equal((await request(server.port, '/healthz')).status, 200);
        const session = await WebSocketSession.open(server.port);
        session.webSocket.tcp.socket.resetAndDestroy();
    }
    await attack(t, async (vitals) => {
        const sockets = Array.from({ length: 100 }, () =>
            net.connect({ host: '127.0.0.1', port: server.port }).on('error', () => {}));
        cleanup.add(() => sockets.forEach((socket) => socket.destroy()));
        await Promise.all(sockets.map((socket) => once(socket, 'connect')));
        const { processorTime } = vitals;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        const spent = vitals.processorTime - processorTime;
        assert.ok(spent <= 0.5, `${spent} s of processor time in a second of waiting`);
        sockets.forEach((socket) => socket.destroy());
        await until('the server to accept again', async () => {
            const answer = await request(server.port, '/healthz').catch(() => null);
            return answer?.status === 200;
        });
    });
    const warnings = server.errors.split('\n').filter((line) => /descriptor|EMFILE|open files/i.test(line));
    assert.ok(warnings.length >= 1 && warnings.length <= 3, server.errors);
});

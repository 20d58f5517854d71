// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// What our client asks the official server for: addresses, headers, cookies, transports.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import http from 'node:http';
import { describe } from 'node:test';
import { scaled } from './lib/harness.mjs';
import { Liar, honest } from './lib/liar.mjs';
import { NodeServer } from './lib/node_server.mjs';
import { clientMatrix, clientTest } from './lib/suite.mjs';

/** Notes every request that reaches the server. */
function noted(io) {
    io.requests = [];
    io.engine.use((request, response, next) => {
        io.requests.push({
            method: request.method, headers: request.headers,
            query: new URL(request.url, 'http://h').searchParams, path: new URL(request.url, 'http://h').pathname,
        });
        next();
    });
}

clientMatrix('requests', (declare) => {
    declare('headers go out with every one of them', async (t) => {
        await t.join({ extraHeaders: { Authorization: 'Bearer t1', 'X-Own': 'ž' } });
        await t.expectUpgrade();
        const { requests } = t.server.io;
        assert.ok(requests.length >= 1);
        for (const { headers } of requests) {
            assert.equal(headers.authorization, 'Bearer t1');
            assert.equal(Buffer.from(headers['x-own'], 'latin1').toString(), 'ž');
            assert.equal(headers['user-agent'], 'QSocketIo');
        }
    });

    declare("the application's query never overrides the protocol's", async (t) => {
        await t.join({ query: { EIO: '3', transport: 'carrier-pigeon', sid: 'forged', b64: 'x', own: 'kept' } });
        await t.expectUpgrade();
        const { requests } = t.server.io;
        assert.equal(requests[0].query.get('sid'), null);
        for (const { query } of requests) {
            assert.deepEqual(query.getAll('EIO'), ['4']);
            assert.match(query.getAll('transport').join(), /^(polling|websocket)$/);
            assert.ok(query.getAll('sid').length <= 1);
            assert.equal(query.get('own'), 'kept');
        }
    });

    declare('polls carry a timestamp each, a WebSocket none', async (t) => {
        await t.join();
        await t.expectUpgrade();
        const stamps = t.server.io.requests.filter(({ query }) => query.get('transport') === 'polling').map(({ query }) => query.get('t'));
        assert.ok(stamps.every(Boolean));
        assert.equal(new Set(stamps).size, stamps.length);
        assert.ok(t.server.io.requests.every(({ query }) => query.get('transport') === 'polling' || !query.has('t')));
    });

    for (const timestampRequests of [true, false]) {
        declare(`timestampRequests ${timestampRequests} counts for both transports`, async (t) => {
            await t.join({ timestampRequests, timestampParam: 'when' });
            await t.expectUpgrade();
            for (const { query } of t.server.io.requests) {
                assert.equal(query.has('when'), timestampRequests);
                assert.ok(!query.has('t'));
            }
        });
    }

    declare('binary travels as text with forceBase64', async (t) => {
        const { peer } = await t.join({ forceBase64: true });
        await t.expectUpgrade();
        assert.ok(t.server.io.requests.every(({ query }) => query.get('b64') === '1'));
        await t.client.run('on', { event: 'bytes', ack: 'echo' });
        for (const bytes of [Buffer.alloc(0), Buffer.from([0, 255, 30]), Buffer.alloc(50_000, 0xe9)]) {
            const [answer] = await peer.ask('bytes', [bytes]);
            assert.ok(answer.equals(bytes));
        }
    });

    declare('the path may lack its slash', async (t) => {
        await t.join({ path: '/socket.io' });
        assert.ok(t.server.io.requests.every(({ path }) => path === '/socket.io/'));
    });
}, {}, noted);

clientMatrix('cookies', (declare) => {
    declare("the server's come back with every request, the upgrade's as well", async (t) => {
        await t.join({ extraHeaders: { 'X-Own': '1' } });
        await t.expectUpgrade();
        const { requests } = t.server.io;
        for (const { headers, query } of requests) {
            // A WebSocket that opens the session gets none.
            if (query.get('sid') && requests[0].query.get('transport') === 'polling') {
                assert.match(headers.cookie, new RegExp(`sticky=${query.get('sid')}`));
            }
        }
    });
}, { cookie: { name: 'sticky' } }, noted);

clientMatrix('paths without a slash', (declare) => {
    declare('are asked for as they are', async (t) => {
        await t.join({ path: '/socket.io', addTrailingSlash: false });
        await t.expectUpgrade();
    });
}, { addTrailingSlash: false });

describe('WebSocket subprotocols', () => {
    clientTest('are offered', async (client, cleanup) => {
        const liar = await Liar.start();
        cleanup.add(() => liar.close());
        let offered;
        liar.http.prependListener('upgrade', (request) => {
            offered = request.headers['sec-websocket-protocol'];
        });
        await client.run('connect', { url: liar.url, opts: { transports: ['websocket'], protocols: ['first', 'second'], reconnection: false } });
        const session = await liar.session();
        await session.accept();
        await client.next('connect');
        assert.match(offered, /^first, ?second$/);
    });
});

describe('transports', () => {
    clientTest('WebSocket first: no upgrade, no polling', async (client, cleanup) => {
        const server = await NodeServer.start({}, noted);
        cleanup.add(() => server.close());
        await client.run('connect', { url: server.url, opts: { transports: ['websocket', 'polling'] } });
        await client.next('connect');
        assert.equal((await client.state()).transport, 'websocket');
        assert.deepEqual(server.io.requests.map(({ query }) => query.get('transport')), ['websocket']);
    });

    for (const tryAllTransports of [true, false]) {
        clientTest(`one that is refused, tryAllTransports ${tryAllTransports}`, async (client, cleanup) => {
            const server = await NodeServer.start({ transports: ['polling'] });
            cleanup.add(() => server.close());
            await client.run('connect', {
                url: server.url, opts: { transports: ['websocket', 'polling'], tryAllTransports, reconnection: false },
            });
            if (tryAllTransports) {
                await client.next('connect');
                assert.equal((await client.state()).transport, 'polling');
                assert.deepEqual(client.seen('connect_error'), []);
            } else {
                assert.equal((await client.next('connect_error')).message, 'websocket error');
            }
        });
    }

    clientTest('rememberUpgrade comes back over WebSocket', async (client, cleanup) => {
        const server = await NodeServer.start({}, noted);
        cleanup.add(() => server.close());
        await client.run('connect', { url: server.url, opts: { rememberUpgrade: true, reconnectionDelay: 20 } });
        await client.next('connect');
        await client.next('upgrade');
        server.io.requests.length = 0;
        await client.run('closeEngine', {});
        await client.next('connect');
        assert.deepEqual(server.io.requests.map(({ query }) => query.get('transport')), ['websocket']);
    });
});

describe('limits', () => {
    for (const transports of [['polling'], ['websocket']]) {
        clientTest(`a message beyond maxReceivedBytes ends the connection, ${transports}`, async (client, cleanup) => {
            const server = await NodeServer.start({ httpCompression: false });
            cleanup.add(() => server.close());
            await client.run('connect', { url: server.url, opts: { transports, maxReceivedBytes: 50_000, reconnection: false } });
            await client.next('connect');
            const peer = await server.peer();
            peer.emit('small', 'x'.repeat(40_000));
            await client.next('event', { event: 'small' });
            peer.emit('large', 'x'.repeat(60_000));
            assert.match((await client.next('disconnect')).reason, /^transport (close|error)$/);
            assert.deepEqual(client.seen('event'), []);
        });
    }

    clientTest('bodies stay within maxPayload', async (client, cleanup) => {
        const sizes = [];
        const server = await NodeServer.start({ maxHttpBufferSize: 10_000 }, (io) => {
            io.engine.use((request, response, next) => {
                if (request.method === 'POST') {
                    sizes.push(Number(request.headers['content-length']));
                }
                next();
            });
        });
        cleanup.add(() => server.close());
        await client.run('connect', { url: server.url, opts: { transports: ['polling'] } });
        await client.next('connect');
        const peer = await server.peer();
        for (let i = 0; i < 60; ++i) {
            await client.run('emit', { event: 'n', args: [i, i % 2 ? 'ž'.repeat(400) : { $binary: Buffer.alloc(600).toString('base64') }] });
        }
        for (let i = 0; i < 60; ++i) {
            assert.equal((await peer.next('n'))[0], i);
        }
        assert.ok(Math.max(...sizes) <= 10_000, `the largest body has ${Math.max(...sizes)} bytes`);
        assert.ok(sizes.length < 60, 'packets are joined');
    });

    clientTest('a request that stands still is given up after requestTimeout', async (client, cleanup) => {
        const server = http.createServer(() => {});
        await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
        cleanup.add(() => {
            server.closeAllConnections();
            server.close();
        });
        const start = performance.now();
        await client.run('connect', {
            url: `http://127.0.0.1:${server.address().port}`,
            opts: { transports: ['polling'], requestTimeout: 200, reconnection: false },
        });
        assert.equal((await client.next('connect_error')).message, 'xhr poll error');
        assert.ok(performance.now() - start < scaled(5000));
    });
});

describe('posts', () => {
    clientTest('one whose answer never comes is not sent again', async (client, cleanup) => {
        const liar = await Liar.start({ open: honest });
        cleanup.add(() => liar.close());
        await client.run('connect', { url: liar.url, opts: { transports: ['polling'], reconnection: false } });
        const session = await liar.session();
        await session.accept();
        await client.next('connect');
        const bodies = [];
        liar.respond = async (request) => {
            const hash = createHash('sha1');
            for await (const chunk of request) {
                hash.update(chunk);
            }
            if (request.method === 'POST') {
                bodies.push(hash.digest('hex'));
            }
            request.socket.destroy();
        };
        await client.run('emit', { event: 'once' });
        assert.equal((await client.next('disconnect')).reason, 'transport error');
        await client.run('sleep', { ms: 100 });
        assert.equal(bodies.length, 1);
    });
});

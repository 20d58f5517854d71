// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Our client's connection to the official server: namespaces, auth, parting, reconnection.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { describe } from 'node:test';
import { patience, scaled, TestClient, until, within, withLogging } from './lib/harness.mjs';
import { NodeServer } from './lib/node_server.mjs';
import { clientMatrix, clientTest, test } from './lib/suite.mjs';

const quick = { reconnectionDelay: 40, reconnectionDelayMax: 100 };
const broken = /^transport (close|error)$/;

/** The official middleware of the tests: `auth.token` must be `secret`. */
function guard(io) {
    io.of('/custom').use((socket, next) => {
        if (socket.handshake.auth.token === 'secret') {
            next();
        } else {
            const error = new Error('unauthorized ž');
            error.data = { code: 401, hint: ['bad token'], got: socket.handshake.auth.token ?? null };
            next(error);
        }
    });
    io.of('/nested/name').use((socket, next) => next(new Error('no data')));
}

clientMatrix('connection', (declare) => {
    declare('it tells its id and its transport, and the upgrade', async (t) => {
        const { line, peer } = await t.join();
        assert.equal(line.recovered, false);
        // A quick upgrade may be over before the namespace is joined.
        assert.ok((t.options.transports ?? ['polling', 'websocket']).includes(line.transport));
        await t.expectUpgrade();
        const state = await t.client.state();
        const transport = t.options.transports?.[0] ?? 'websocket';
        assert.deepEqual(
            { ...state, id: undefined, type: undefined },
            { type: undefined, id: undefined, connected: true, active: true, sid: peer.id, recovered: false, transport },
        );
    });

    declare('auth, query and headers reach the server', async (t) => {
        const auth = { token: 'žluť', deep: { list: [1, null, '😀'] } };
        const { peer } = await t.join({
            auth, query: { 'a b': 'č&=+#', n: '1' }, extraHeaders: { 'X-Own': 'value', Cookie: 'a=b' },
        });
        const { handshake } = peer.socket;
        assert.deepEqual(handshake.auth, auth);
        assert.equal(handshake.query['a b'], 'č&=+#');
        assert.equal(handshake.query.n, '1');
        assert.equal(handshake.query.EIO, '4');
        assert.equal(handshake.headers['x-own'], 'value');
        assert.equal(handshake.headers.cookie, 'a=b');
        assert.equal(peer.socket.conn.protocol, 4);
    });

    declare('without auth the server sees an empty one', async (t) => {
        const { peer } = await t.join();
        assert.deepEqual(peer.socket.handshake.auth, {});
    });

    declare('namespaces share the connection of their manager', async (t) => {
        const root = await t.join({}, { manager: 'm', socket: 'root' });
        const custom = await t.join({ auth: { token: 'secret' } }, { manager: 'm', socket: 'custom', nsp: '/custom' });
        const apart = await t.join({}, { manager: 'n', socket: 'apart' });
        assert.equal(root.peer.socket.conn.id, custom.peer.socket.conn.id);
        assert.notEqual(root.peer.socket.conn.id, apart.peer.socket.conn.id);

        custom.peer.emit('hello', 1);
        assert.equal((await t.client.next('event', { event: 'hello' })).socket, 'custom');
        await t.client.run('emit', { socket: 'root', event: 'hello', args: [2] });
        assert.deepEqual(await root.peer.next('hello'), [2]);

        await t.client.run('disconnect', { socket: 'custom' });
        assert.equal((await t.client.next('disconnect')).socket, 'custom');
        assert.equal(await custom.peer.disconnected(), 'client namespace disconnect');
        root.peer.emit('hello', 3);
        assert.deepEqual((await t.client.next('event', { event: 'hello' })).args, [3]);
    });

    declare('a refused namespace tells message and data and may be tried again', async (t) => {
        await t.connect({ auth: { token: 'wrong' } }, { nsp: '/custom' });
        const refusal = await t.client.next('connect_error', { socket: 's' });
        assert.equal(refusal.message, 'unauthorized ž');
        assert.deepEqual(refusal.data, { code: 401, hint: ['bad token'], got: 'wrong' });
        const state = await t.client.state();
        assert.equal(state.connected, false);
        assert.equal(state.active, false);
        assert.equal(state.sid, null);

        await t.client.run('reconnect', { auth: { token: 'secret' } });
        const line = await t.client.next('connect');
        assert.equal(line.sid, (await t.server.peer('/custom')).id);
    });

    declare('a refusal without data has null for it', async (t) => {
        await t.connect({}, { nsp: '/nested/name' });
        const { message, data } = await t.client.next('connect_error');
        assert.equal(message, 'no data');
        assert.equal(data, null);
    });

    declare('an unknown namespace is invalid, others on that connection live', async (t) => {
        const { peer } = await t.join({}, { manager: 'm', socket: 'root' });
        await t.connect({}, { manager: 'm', socket: 'other', nsp: '/unknown' });
        const { message } = await t.client.next('connect_error', { socket: 'other' });
        assert.equal(message, 'Invalid namespace');
        peer.emit('hello');
        await t.client.next('event', { socket: 'root', event: 'hello' });
    });

    declare('the client disconnects and connects again by hand with new auth', async (t) => {
        const { peer } = await t.join({ ...quick, auth: { round: 1 } });
        await t.client.run('disconnect', {});
        assert.equal((await t.client.next('disconnect')).reason, 'io client disconnect');
        assert.match(await peer.disconnected(), /^(client namespace disconnect|transport close)$/);
        assert.equal((await t.client.state()).active, false);

        await t.client.run('reconnect', { auth: { round: 2 } });
        const line = await t.client.next('connect');
        const again = await t.server.peer();
        assert.equal(line.sid, again.id);
        assert.notEqual(again.id, peer.id);
        assert.deepEqual(again.socket.handshake.auth, { round: 2 });
        assert.deepEqual(t.client.seen('reconnect_attempt'), []);
    });

    for (const close of [false, true]) {
        declare(`the server disconnects the socket, close ${close}: no reconnection of its own`, async (t) => {
            const { peer } = await t.join(quick);
            peer.emit('last words', 1);
            peer.socket.disconnect(close);
            assert.equal((await t.client.next('disconnect')).reason, 'io server disconnect');
            assert.equal(t.client.seen('event').length, 1);
            assert.equal((await t.client.state()).active, false);
            // Longer than the delay of an attempt.
            await t.client.run('sleep', { ms: 150 });
            assert.deepEqual(t.client.seen('reconnect_attempt'), []);
            assert.deepEqual(t.client.seen('connect'), []);
            await t.client.run('reconnect', {});
            assert.equal((await t.client.next('connect')).sid, (await t.server.peer()).id);
        });
    }

    declare('the server closes the connection below: the client reconnects', async (t) => {
        const { peer } = await t.join({ ...quick, auth: { kept: true } });
        peer.socket.conn.close();
        assert.match((await t.client.next('disconnect')).reason, broken);
        assert.equal((await t.client.next('reconnect_attempt')).attempt, 1);
        assert.equal((await t.client.next('reconnect', { manager: 's' })).attempt, 1);
        const again = await t.server.peer();
        assert.equal((await t.client.next('connect')).sid, again.id);
        assert.deepEqual(again.socket.handshake.auth, { kept: true });
    });

    declare('closeEngine is a broken network: the client reconnects', async (t) => {
        const { peer } = await t.join(quick);
        await t.expectUpgrade();
        await t.client.run('closeEngine', {});
        assert.match((await t.client.next('disconnect')).reason, broken);
        await t.client.next('reconnect');
        const again = await t.server.peer();
        assert.equal((await t.client.next('connect')).sid, again.id);
        assert.notEqual(again.id, peer.id);
    });

    declare('a server that goes away and comes back is found again', async (t) => {
        const { peer } = await t.join(quick);
        await t.expectUpgrade();
        await t.server.close();
        assert.match((await t.client.next('disconnect')).reason, broken);
        for (let attempt = 1; attempt <= 3; ++attempt) {
            assert.equal((await t.client.next('reconnect_attempt', { manager: 's' })).attempt, attempt);
            assert.equal(typeof (await t.client.next('reconnect_error', { manager: 's' })).message, 'string');
        }
        for (const value of ['kept', 'in order']) {
            await t.client.run('emit', { event: 'buffered', args: [value] });
        }
        const state = await t.client.state();
        assert.equal(state.connected, false);
        assert.equal(state.active, true);

        await t.server.open();
        assert.ok((await t.client.next('reconnect', { manager: 's' })).attempt >= 3);
        const again = await t.server.peer();
        assert.equal((await t.client.next('connect', { socket: 's' })).sid, again.id);
        assert.notEqual(again.id, peer.id);
        assert.deepEqual(await again.next('buffered'), ['kept']);
        assert.deepEqual(await again.next('buffered'), ['in order']);
        await t.expectUpgrade();
    });
}, {}, guard);

clientMatrix('heartbeat', (declare) => {
    declare('the client answers pings', async (t) => {
        const { peer } = await t.join({ reconnection: false });
        for (let round = 0; round < 5; ++round) {
            await within(once(peer.socket.conn, 'heartbeat'), 'a pong');
        }
        await t.expectUpgrade();
        assert.equal((await t.client.state()).connected, true);
    });
}, { pingInterval: scaled(100), pingTimeout: scaled(500) });

clientMatrix('path', (declare) => {
    declare('the path can be chosen', async (t) => {
        const { peer } = await t.join({ path: '/my/own/' });
        assert.match(peer.socket.handshake.url, /^\/my\/own\//);
    });

    declare('the wrong path is a failed connection', async (t) => {
        await t.connect({ reconnection: false });
        assert.equal(typeof (await t.client.next('connect_error')).message, 'string');
    });
}, { path: '/my/own/' });

/** A port on which nobody listens, and stays free for a while. */
async function deadUrl() {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    await new Promise((resolve) => server.close(resolve));
    return `http://127.0.0.1:${port}`;
}

describe('attempts', () => {
    for (const transports of [['polling'], ['websocket']]) {
        clientTest(`grow their delay up to its maximum, ${transports}`, async (client) => {
            const start = performance.now();
            await client.run('connect', {
                url: await deadUrl(),
                opts: { transports, reconnectionDelay: 100, reconnectionDelayMax: 300, randomizationFactor: 0 },
            });
            const error = await client.next('connect_error', { socket: 's' });
            assert.equal(typeof error.message, 'string');
            assert.equal(error.data, null);
            assert.equal((await client.state()).active, true);
            let due = 0;
            for (const [index, delay] of [100, 200, 300, 300, 300].entries()) {
                due += delay;
                assert.equal((await client.next('reconnect_attempt', { manager: 's' })).attempt, index + 1);
                const elapsed = performance.now() - start;
                // Timers of Qt and Node may fire a few milliseconds early, never late by much.
                assert.ok(elapsed >= due * 0.9 - 5, `attempt ${index + 1} after ${elapsed} ms, due at ${due}`);
                assert.ok(elapsed <= due + scaled(3000), `attempt ${index + 1} after ${elapsed} ms, due at ${due}`);
            }
        });

        clientTest(`end after reconnectionAttempts, ${transports}`, async (client) => {
            await client.run('connect', {
                url: await deadUrl(),
                opts: { transports, reconnectionDelay: 20, reconnectionDelayMax: 30, reconnectionAttempts: 3 },
            });
            await client.next('reconnect_failed', { manager: 's' });
            const attempts = client.seen('reconnect_attempt').map(({ attempt }) => attempt);
            assert.deepEqual(attempts, [1, 2, 3]);
            for (let attempt = 1; attempt <= 3; ++attempt) {
                await client.next('reconnect_error', { manager: 's' });
            }
            await client.run('sleep', { ms: 100 });
            assert.deepEqual(client.seen('reconnect_attempt').length, 3);
            assert.ok(client.seen('connect_error').length >= 1);
            assert.equal((await client.state()).connected, false);
        });

        clientTest(`are not made without reconnection, ${transports}`, async (client) => {
            await client.run('connect', { url: await deadUrl(), opts: { transports, reconnection: false } });
            await client.next('connect_error');
            await client.run('sleep', { ms: 100 });
            assert.deepEqual(client.seen('reconnect_attempt'), []);
            assert.deepEqual(client.seen('connect_error'), []);
        });

        clientTest(`stop when the client disconnects, ${transports}`, async (client) => {
            await client.run('connect', {
                url: await deadUrl(), opts: { transports, reconnectionDelay: 50, reconnectionDelayMax: 50 },
            });
            await client.next('reconnect_attempt');
            await client.run('disconnect', {});
            const { length } = client.seen('reconnect_attempt');
            await client.run('sleep', { ms: 200 });
            assert.ok(client.seen('reconnect_attempt').length <= length + 1);
            assert.equal((await client.state()).active, false);
        });

        clientTest(`an attempt that gets no answer times out, ${transports}`, async (client, cleanup) => {
            const sockets = new Set();
            const silent = net.createServer((socket) => {
                sockets.add(socket);
                socket.on('error', () => {});
            });
            silent.listen(0, '127.0.0.1');
            await once(silent, 'listening');
            cleanup.add(() => {
                sockets.forEach((socket) => socket.destroy());
                silent.close();
            });
            const start = performance.now();
            await client.run('connect', {
                url: `http://127.0.0.1:${silent.address().port}`,
                opts: { transports, timeout: 250, reconnection: false },
            });
            assert.equal((await client.next('connect_error')).message, 'timeout');
            assert.ok(performance.now() - start >= 240);
        });
    }
});

describe('the program', () => {
    clientTest('an unknown command and a line that is no JSON are errors, the next one works', async (client) => {
        client.write('{"cmd":"fly","id":"a"}');
        assert.equal(typeof (await client.next('error', { id: 'a' })).message, 'string');
        client.write('this is no JSON');
        assert.equal(typeof (await client.next('error')).message, 'string');
        client.write('[1,2]');
        await client.next('error');
        client.write('{"id":7}');
        await client.next('error', { id: 7 });
        client.write('{"cmd":"sleep","ms":1,"id":"b"}');
        await client.next('done', { id: 'b' });
    });

    clientTest('commands for a socket that does not exist are errors', async (client) => {
        for (const cmd of ['emit', 'emitWithAck', 'disconnect', 'reconnect', 'closeEngine', 'state', 'on']) {
            client.write(JSON.stringify({ cmd, id: cmd, socket: 'nobody', event: 'x', ack: [] }));
            assert.equal(typeof (await client.next('error', { id: cmd })).message, 'string');
        }
    });

    clientTest('a reserved event cannot be emitted', async (client, cleanup) => {
        const server = await NodeServer.start();
        cleanup.add(() => server.close());
        await client.run('connect', { url: server.url });
        const peer = await server.peer();
        for (const event of ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener']) {
            const id = client.post('emit', { event, args: [] });
            assert.equal(typeof (await client.next('error', { id })).message, 'string');
        }
        await client.run('emit', { event: 'fine' });
        assert.deepEqual(await peer.next('fine'), []);
    });

    clientTest('commands are carried out in order and sleep holds them up', async (client) => {
        const start = performance.now();
        const ids = [client.post('sleep', { ms: 100 }), client.post('sleep', { ms: 50 }), client.post('sleep', { ms: 0 })];
        const answers = [];
        for (let index = 0; index < ids.length; ++index) {
            answers.push((await client.next('done')).id);
        }
        assert.deepEqual(answers, ids);
        assert.ok(performance.now() - start >= 140);
    });

    clientTest('exit disconnects everything', async (client, cleanup) => {
        const server = await NodeServer.start();
        cleanup.add(() => server.close());
        await client.run('connect', { url: server.url });
        const peer = await server.peer();
        await client.next('connect');
        client.post('exit');
        await client.expectExit(0, patience);
        assert.match(await peer.disconnected(), /^(client namespace disconnect|transport close)$/);
        client.stop = () => {};
    });

    clientTest('the end of standard input is an exit', async (client, cleanup) => {
        const server = await NodeServer.start();
        cleanup.add(() => server.close());
        await client.run('connect', { url: server.url });
        const peer = await server.peer();
        await client.next('connect');
        client.process.stdin.end();
        await client.expectExit(0, patience);
        assert.match(await peer.disconnected(), /^(client namespace disconnect|transport close)$/);
        client.stop = () => {};
    });

    test('the client logs why it cannot connect when it is asked to', async (cleanup) => {
        const client = await withLogging(() => TestClient.start());
        cleanup.add(() => client.stop());
        await client.run('connect', { url: await deadUrl(), opts: { reconnection: false } });
        await client.next('connect_error');
        await until('a line of the log', () => client.errors.includes('qsocketio.engine: '));
    });
});

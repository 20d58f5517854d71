// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Namespaces, auth, what a socket knows of itself, and every way to part.

import assert from 'node:assert/strict';
import { until } from './lib/harness.mjs';
import { matrix, withServer } from './lib/suite.mjs';

/** Asks another socket for the reason until it has been recorded. */
function disconnectReason(witness, id) {
    return until('the reason of a disconnection', () => witness.ask('disconnect-reason', id));
}

matrix('namespaces', (test) => {
    for (const nsp of ['/', '/custom', '/nested/name', '/dynamic-12', '/dynamic-007']) {
        test(`${nsp} is open to all`, async (t) => {
            const peer = await t.join(nsp, { token: 'x', deep: { list: [1, '😀', null] } });
            assert.deepEqual(peer.auth, { token: 'x', deep: { list: [1, '😀', null] } });
            const me = await peer.ask('whoami');
            assert.equal(me.nsp, nsp);
            assert.equal(me.id, peer.id);
            assert.deepEqual(await peer.ask('echo', Buffer.from('b')), Buffer.from('b'));
        });
    }

    for (const nsp of ['/random', '/dynamic-', '/dynamic-12x', '/dynamic-1/2', '/Custom', '/custom/']) {
        test(`${nsp} is refused as an invalid namespace`, async (t) => {
            const connection = t.connection();
            const peer = connection.peer(nsp);
            peer.socket.connect();
            const error = await peer.errors.next('the refusal');
            assert.equal(error.message, 'Invalid namespace');
            assert.equal(error.data, undefined);
            // The connection below lives on.
            await (await connection.join('/')).settle();
        });
    }

    test('a socket without auth has an empty one', async (t) => {
        assert.deepEqual((await t.join()).auth, {});
    });

    test('several namespaces share one connection and are told apart', async (t) => {
        const connection = t.connection();
        const names = ['/', '/custom', '/nested/name', '/dynamic-1', '/dynamic-2'];
        const peers = await Promise.all(names.map((nsp) => connection.join(nsp, { nsp })));
        assert.equal(new Set(peers.map((peer) => peer.id)).size, names.length);
        await Promise.all(
            peers.flatMap((peer, index) =>
                Array.from({ length: 20 }, async (_, round) => {
                    const value = [names[index], round, Buffer.from(names[index])];
                    assert.deepEqual(await peer.askAll('echo', ...value), value);
                }),
            ),
        );
        for (const [index, peer] of peers.entries()) {
            assert.equal((await peer.ask('whoami')).nsp, names[index]);
            assert.deepEqual(peer.events.peek(), []);
        }
    });

    test('a namespace can be left and joined again on the same connection', async (t) => {
        const connection = t.connection();
        const root = await connection.join('/');
        const custom = await connection.join('/custom', { round: 1 });
        const firstId = custom.id;
        custom.socket.disconnect();
        assert.equal(await disconnectReason(root, firstId), 'client namespace disconnect');
        custom.socket.auth = { round: 2 };
        await custom.connect();
        assert.deepEqual(custom.auth, { round: 2 });
        assert.notEqual(custom.id, firstId);
        await custom.settle();
        await root.settle();
    });

    test('namespaces do not hear each other', async (t) => {
        const root = await t.join('/');
        const custom = await t.join('/custom');
        const sender = await t.join('/custom');
        sender.emit('broadcast', 'news', 1);
        assert.deepEqual(await custom.next('news'), [1]);
        await sender.settle();
        await root.expectNo('news');
    });
});

matrix('auth', (test) => {
    test('the right token is accepted and seen by both middlewares', async (t) => {
        const peer = await t.join('/auth', { token: 'secret', user: { name: 'Žofie' } });
        assert.deepEqual(await peer.ask('get-data'), { trail: ['first', 'second'], user: { name: 'Žofie' } });
    });

    test('a user that was not told is null', async (t) => {
        const peer = await t.join('/auth', { token: 'secret' });
        assert.deepEqual(await peer.ask('get-data'), { trail: ['first', 'second'], user: null });
    });

    for (const [auth, got] of [
        [undefined, null],
        [{}, null],
        [{ token: 'wrong' }, 'wrong'],
        [{ token: 17 }, 17],
        [{ token: { a: ['ž'] } }, { a: ['ž'] }],
    ]) {
        test(`the token ${JSON.stringify(auth?.token)} is refused with data`, async (t) => {
            const connection = t.connection();
            const peer = connection.peer('/auth', auth);
            peer.socket.connect();
            const error = await peer.errors.next('the refusal');
            assert.equal(error.message, 'unauthorized');
            assert.deepEqual(error.data, { code: 401, hint: 'bad token', got });
            assert.equal(peer.socket.active, false);
            await (await connection.join('/')).settle();
        });
    }

    test('a refused socket may try again with another token', async (t) => {
        const peer = t.connection().peer('/auth', { token: 'wrong' });
        peer.socket.connect();
        await peer.errors.next('the refusal');
        peer.socket.auth = { token: 'secret', user: 1 };
        await peer.connect();
        assert.equal((await peer.ask('get-data')).user, 1);
    });

    test('a middleware may take its time while others are served', async (t) => {
        const connection = t.connection();
        const slow = connection.peer('/auth', { token: 'slow' });
        const connected = slow.connect();
        const root = await connection.join('/');
        await root.settle();
        assert.equal(slow.socket.connected, false);
        await connected;
        assert.deepEqual(await slow.ask('get-data'), { trail: ['first', 'second'] });
    });

    test('a client that leaves during a slow middleware never becomes a socket', async (t) => {
        const witness = await t.join('/auth', { token: 'secret' });
        const leaver = t.connection();
        leaver.peer('/auth', { token: 'slow' }).socket.connect();
        const { id } = await leaver.join('/');
        leaver.close();
        await disconnectReason(witness, id);
        // Its verdict would have come before the one of a later client.
        const later = await t.join('/auth', { token: 'slow' });
        const ids = (await witness.ask('fetch-sockets', null)).map(({ id }) => id);
        assert.deepEqual(ids.sort(), [witness.id, later.id].sort());
    });
});

matrix('what a socket knows', (test) => {
    test('whoami', async (t) => {
        const connection = t.connection();
        const peer = await connection.join('/');
        await connection.expectUpgrade();
        assert.deepEqual(await peer.ask('whoami'), {
            id: peer.id, nsp: '/', server: 's1', transport: connection.transport, protocol: 4, recovered: false,
        });
    });

    test('the handshake', async (t) => {
        const before = Date.now();
        const connection = t.connection({
            query: { 'a b': 'č&=+', list: '1,2' },
            extraHeaders: { 'X-Own': 'value', 'x-other': 'ü'.normalize('NFD').slice(0, 1) },
        });
        const peer = await connection.join('/', { who: 'me' });
        const handshake = await peer.ask('handshake');
        assert.deepEqual(handshake.auth, { who: 'me' });
        assert.equal(handshake.query['a b'], 'č&=+');
        assert.equal(handshake.query.list, '1,2');
        assert.equal(handshake.query.EIO, '4');
        assert.equal(handshake.query.transport, t.options.transports[0]);
        assert.equal(handshake.query.sid, undefined);
        assert.equal(handshake.headers['x-own'], 'value');
        assert.equal(handshake.headers['x-other'], 'u');
        assert.equal(handshake.headers.host, `127.0.0.1:${t.server.port}`);
        assert.equal(handshake.address, '127.0.0.1');
        assert.match(handshake.url, /^\/socket\.io\/\?.*EIO=4/);
        assert.equal(handshake.secure, false);
        assert.equal(handshake.xdomain, false);
        assert.ok(handshake.issued >= before - 1000 && handshake.issued <= Date.now() + 1000, 'issued');
        assert.ok(Math.abs(Date.parse(handshake.time) - handshake.issued) <= 1000, handshake.time);
    });

    test('an Origin makes the handshake cross-domain', async (t) => {
        const peer = await t.join('/', undefined, { extraHeaders: { Origin: 'http://example.org' } });
        const handshake = await peer.ask('handshake');
        assert.equal(handshake.xdomain, true);
        assert.equal(handshake.headers.origin, 'http://example.org');
    });

    test('data is kept and merged', async (t) => {
        const peer = await t.join();
        assert.deepEqual(await peer.ask('get-data'), {});
        assert.equal(await peer.ask('set-data', { a: 1, b: { c: 2 } }), 'ok');
        assert.equal(await peer.ask('set-data', { b: 'ž', d: null }), 'ok');
        assert.deepEqual(await peer.ask('get-data'), { a: 1, b: 'ž', d: null });
    });

    test('the statistics count sessions and sockets', async (t) => {
        const peer = await t.join('/');
        const connection = t.connection();
        await connection.join('/custom');
        await connection.join('/dynamic-99');
        const stats = await peer.ask('stats');
        assert.equal(typeof stats.clients, 'number');
        assert.ok(stats.clients >= 2);
        assert.ok(stats.namespaces['/'] >= 1);
        assert.equal(stats.namespaces['/dynamic-99'], 1);
        assert.equal(stats.namespaces['/auth'], 0);
    });
});

matrix('parting', (test) => {
    test('the client leaves a namespace', async (t) => {
        const witness = await t.join();
        const peer = await t.join();
        const { id } = peer;
        peer.socket.disconnect();
        assert.equal(await peer.disconnected(), 'io client disconnect');
        const reason = await disconnectReason(witness, id);
        assert.ok(['client namespace disconnect', 'transport close'].includes(reason), reason);
    });

    test('the client leaves one of two namespaces', async (t) => {
        const connection = t.connection();
        const root = await connection.join('/');
        const custom = await connection.join('/custom');
        const { id } = custom;
        custom.socket.disconnect();
        assert.equal(await disconnectReason(root, id), 'client namespace disconnect');
        await root.settle();
    });

    test('the client closes the connection', async (t) => {
        const witness = await t.join();
        const connection = t.connection();
        const peer = await connection.join();
        await connection.expectUpgrade();
        const { id } = peer;
        connection.manager.engine.close();
        assert.equal(await disconnectReason(witness, id), 'transport close');
    });

    test('the server disconnects a socket and keeps the connection', async (t) => {
        const connection = t.connection();
        const root = await connection.join('/');
        const custom = await connection.join('/custom');
        const { id } = custom;
        custom.emit('disconnect-me', false);
        assert.equal(await custom.disconnected(), 'io server disconnect');
        assert.equal(await disconnectReason(root, id), 'server namespace disconnect');
        await root.settle();
        await custom.connect();
        await custom.settle();
    });

    test('the server disconnects a socket and closes the connection', async (t) => {
        const witness = await t.join();
        const connection = t.connection();
        const root = await connection.join('/');
        const custom = await connection.join('/custom');
        await connection.expectUpgrade();
        const ids = [root.id, custom.id];
        custom.emit('disconnect-me', true);
        assert.equal(await custom.disconnected(), 'io server disconnect');
        // Each socket is told of its own; whether the rest comes before the connection ends is open.
        assert.match(await root.disconnected(), /^(io server disconnect|transport close)$/);
        for (const id of ids) {
            assert.equal(await disconnectReason(witness, id), 'server namespace disconnect');
        }
    });

    for (const close of [false, true]) {
        test(`events emitted before a disconnection arrive, close ${close}`, async (t) => {
            const peer = await t.join();
            peer.emit('emit-then-disconnect', 'last words', 500, close);
            assert.equal(await peer.disconnected(), 'io server disconnect');
            const words = peer.events.peek().filter(({ event }) => event === 'last words');
            assert.deepEqual(words.map(({ args }) => args), Array.from({ length: 500 }, (_, index) => [index]));
        });
    }

    test('the server closes the connection below', async (t) => {
        const witness = await t.join();
        const connection = t.connection();
        const root = await connection.join('/');
        const custom = await connection.join('/custom');
        await connection.expectUpgrade();
        const ids = [root.id, custom.id];
        root.emit('close-conn');
        assert.equal(await root.disconnected(), 'transport close');
        assert.equal(await custom.disconnected(), 'transport close');
        for (const id of ids) {
            assert.equal(await disconnectReason(witness, id), 'forced close');
        }
    });

    test('an event for a namespace that was never joined closes the connection', async (t) => {
        const witness = await t.join();
        const connection = t.connection();
        const peer = await connection.join('/');
        await connection.expectUpgrade();
        const { id } = peer;
        connection.manager.engine.write('2/custom,["echo",1]');
        assert.match(await peer.disconnected(), /^transport (close|error)$/);
        assert.match(await disconnectReason(witness, id), /^forced (server )?close$/);
    });

    test('who leaves without an answer is not waited for', async (t) => {
        const witness = await t.join();
        const peer = await t.join();
        await witness.ask('join', 'pair');
        await peer.ask('join', 'pair');
        const reply = witness.ask('broadcast-with-ack', 'pair', 'question', 1000);
        await peer.next('question');
        peer.connection.close();
        (await witness.packet('question')).ack('here');
        // The official server waits for its timeout; there is nobody left to answer.
        assert.deepEqual(await reply, { error: null, responses: ['here'] });
    });
});

withServer('dynamic namespaces that end when empty', ['--cleanup-empty-namespaces'], ({ test }) => {
    test('the last socket takes its namespace along, and the next one makes it anew', async (t) => {
        const witness = await t.join();
        const names = async () => Object.keys((await witness.ask('stats')).namespaces);
        const first = await t.join('/dynamic-1');
        const second = await t.join('/dynamic-1');
        assert.ok((await names()).includes('/dynamic-1'));
        first.socket.disconnect();
        await until('one socket', async () => (await witness.ask('stats')).namespaces['/dynamic-1'] === 1);
        second.connection.close();
        await until('no namespace', async () => !(await names()).includes('/dynamic-1'));
        assert.ok((await names()).includes('/custom'));
        const third = await t.join('/dynamic-1', { round: 2 });
        assert.deepEqual(third.auth, { round: 2 });
        assert.ok((await names()).includes('/dynamic-1'));
    });
});

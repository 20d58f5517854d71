// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// What every client has to be able to say to every server, whatever carries it. The server is the
// test server or the reference server; the tests know nothing of transports and formats.

import assert from 'node:assert/strict';

const values = [
    null, true, -1.5, 2 ** 53, 'žluť 😀 "\\\n', '', [], {}, [1, [2, { three: [null] }]], { 'a b': { '': 'empty' } },
    'x'.repeat(70_000),
];
const binaries = [
    Buffer.from([0, 1, 127, 128, 255]), Buffer.alloc(0), { deep: [{ in: Buffer.from('side') }] },
    [Buffer.from('two'), 'and', Buffer.alloc(200_000, 'ž')],
];
const refusal = { code: 401, hint: 'bad token', got: 'wrong' };

// Far from filling a body: the official client counts binary as a little less than it takes.
const big = ['x'.repeat(280_000), Buffer.alloc(280_000, 'ž'), 'ž😀'.repeat(46_000)];

/** Declares the tests; `test(title, body)` gives each body the means to connect. */
export function converse(test) {
    test('values come back as they went, in acknowledgements and in events', async (t) => {
        const peer = await t.join();
        for (const value of [...values, ...binaries]) {
            assert.deepStrictEqual(await peer.askAll('echo', value, 'tail'), [value, 'tail']);
            peer.emit('message', 'head', value);
            assert.deepStrictEqual(await peer.next('message-back'), ['head', value]);
        }
        assert.deepEqual(await peer.askAll('echo'), []);
    });

    test('the server asks and gets its answer', async (t) => {
        const peer = await t.join();
        await peer.answer('question');
        for (const value of [1, { a: Buffer.from('binary') }]) {
            assert.deepStrictEqual(
                await peer.ask('emit-with-ack', 'question', [value, 'tail'], 10_000), { error: null, args: [value, 'tail'] });
        }
        assert.deepEqual(await peer.ask('emit-with-ack', 'nobody answers', [], 30), { error: 'timeout', args: [] });
    });

    test('text, binary and answers keep their order', async (t) => {
        const peer = await t.join();
        const args = (index) => (index % 3 ? [index] : [index, Buffer.from(`${index}`)]);
        for (let index = 0; index < 300; ++index) {
            peer.emit('message', ...args(index));
        }
        for (const [index, back] of (await peer.take('message-back', 300)).entries()) {
            assert.deepStrictEqual(back, args(index));
        }
        assert.equal(await peer.ask('burst', 'tick', 300, 10), 'ok');
        assert.deepEqual((await peer.take('tick', 300)).map(([index]) => index), Array.from({ length: 300 }, (_, index) => index));
    });

    test('namespaces share a connection and are told apart', async (t) => {
        const connection = t.connection();
        const root = await connection.join('/');
        const custom = await connection.join('/custom');
        assert.notEqual(root.id, custom.id);
        custom.emit('message', 'custom');
        root.emit('message', 'root');
        assert.deepEqual(await custom.next('message-back'), ['custom']);
        assert.deepEqual(await root.next('message-back'), ['root']);
        await custom.leave();
        assert.equal(await root.ask('echo', 'still here'), 'still here');
    });

    test('a namespace refuses with data and accepts who is known', async (t) => {
        assert.deepEqual(await t.connection().refused('/auth', { token: 'wrong' }), refusal);
        const peer = await t.join('/auth', { token: 'secret', user: 'ž' });
        assert.deepEqual([peer.auth.token, peer.auth.user], ['secret', 'ž']);
        assert.equal(await peer.ask('echo', 'in'), 'in');
    });

    test('a room hears what is said in it', async (t) => {
        const [speaker, listener, stranger] = [await t.join(), await t.join(), await t.join()];
        for (const peer of [speaker, listener]) {
            assert.equal(await peer.ask('join', 'room'), 'ok');
        }
        speaker.emit('to-room', 'room', 'news', 1, Buffer.from('shared'));
        assert.deepEqual(await listener.next('news'), [1, Buffer.from('shared')]);
        await speaker.expectNo('news');
        await stranger.expectNo('news');
    });

    test('the server parts from its client', async (t) => {
        for (const close of [false, true]) {
            const peer = await t.join();
            // In the middle of an upgrade a client may see its transport end first.
            await peer.connection.expectUpgrade();
            peer.emit('disconnect-me', close);
            assert.equal(await peer.disconnected(), 'io server disconnect');
        }
    });
}

/** What clients of Socket.IO 2 cannot say, and how connections end and begin again. */
export function converseOfToday(test) {
    test('a question that nobody answers times out', async (t) => {
        const peer = await t.join();
        assert.equal(await peer.askInVain('never-ack', 30), true);
        assert.equal(await peer.ask('echo', 'still here'), 'still here');
    });

    test('volatile events lose nothing but themselves', async (t) => {
        const peer = await t.join();
        const count = 100;
        for (let index = 0; index < count; ++index) {
            peer.emitVolatile('message', 'volatile', index);
            peer.emit('message', 'kept', index);
        }
        const next = { volatile: 0, kept: 0 };
        while (next.kept < count) {
            const [kind, index] = await peer.next('message-back');
            assert.ok(kind === 'kept' ? index === next.kept : index >= next.volatile, `${kind} ${index}`);
            next[kind] = index + 1;
        }
    });

    test('more than a body may hold is sent at once', async (t) => {
        const peer = await t.join();
        const all = [...big, ...big];
        for (const value of all) {
            peer.emit('message', value);
        }
        for (const value of all) {
            assert.deepStrictEqual(await peer.next('message-back'), [value]);
        }
    });

    test('who was sent away by the server comes back by hand', async (t) => {
        for (const close of [false, true]) {
            const peer = await t.join('/auth', { token: 'secret', user: 'again' });
            await peer.connection.expectUpgrade();
            const { id } = peer;
            peer.emit('disconnect-me', close);
            assert.equal(await peer.disconnected(), 'io server disconnect');
            await peer.comeBack();
            assert.notEqual(peer.id, id);
            assert.equal(peer.auth.user, 'again');
            assert.equal(await peer.ask('echo', 'back'), 'back');
        }
    });

    test('who lost the connection comes back alone, with what was said meanwhile', async (t) => {
        const peer = await t.join('/', undefined, { reconnection: true, reconnectionDelay: 20, reconnectionDelayMax: 20 });
        await peer.connection.expectUpgrade();
        peer.emit('close-conn');
        assert.match(await peer.disconnected(), /^transport (close|error)$/);
        for (let index = 0; index < 5; ++index) {
            peer.emit('message', index, Buffer.from(`${index}`));
        }
        for (let index = 0; index < 5; ++index) {
            assert.deepEqual(await peer.next('message-back'), [index, Buffer.from(`${index}`)]);
        }
        assert.equal(await peer.ask('echo', 'back'), 'back');
    });
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Rooms, broadcasts and what a server does to many sockets at once.

import assert from 'node:assert/strict';
import { until } from './lib/harness.mjs';
import { matrix } from './lib/suite.mjs';

/** `count` sockets on connections of their own in a namespace that nobody else uses. */
async function crowd(t, count) {
    const nsp = `/dynamic-${nextNamespace++}`;
    return Promise.all(Array.from({ length: count }, () => t.join(nsp)));
}
let nextNamespace = 1000;

/** Exactly those peers get the event with those arguments, once; `sender` has emitted it before. */
async function expectReceivers(event, args, sender, receivers, others) {
    await sender.settle();
    for (const peer of receivers) {
        assert.deepEqual(await peer.next(event), args);
    }
    for (const peer of [...receivers, ...others]) {
        await peer.expectNo(event);
    }
}

matrix('rooms', (test) => {
    test('a socket is in the room of its own id, joins and leaves', async (t) => {
        const [peer] = await crowd(t, 1);
        assert.deepEqual(await peer.ask('rooms'), [peer.id]);
        assert.equal(await peer.ask('join', 'a'), 'ok');
        assert.equal(await peer.ask('join', ['b', 'ž 😀', 'a']), 'ok');
        assert.deepEqual(await peer.ask('rooms'), ['a', 'b', 'ž 😀', peer.id].sort());
        assert.equal(await peer.ask('leave', 'b'), 'ok');
        assert.equal(await peer.ask('leave', 'never joined'), 'ok');
        assert.deepEqual(await peer.ask('rooms'), ['a', 'ž 😀', peer.id].sort());
    });

    test('to a room leaves the sender out, in a room does not', async (t) => {
        const [a, b, c] = await crowd(t, 3);
        await a.ask('join', 'room');
        await b.ask('join', 'room');
        a.emit('to-room', 'room', 'news', 1, Buffer.from('b'));
        await expectReceivers('news', [1, Buffer.from('b')], a, [b], [a, c]);
        a.emit('in-room', 'room', 'news', 2);
        await expectReceivers('news', [2], a, [a, b], [c]);
        c.emit('in-room', 'room', 'news', 3);
        await expectReceivers('news', [3], c, [a, b], [c]);
    });

    test('a socket in several of the rooms gets one copy', async (t) => {
        const [a, b, c] = await crowd(t, 3);
        await b.ask('join', ['x', 'y']);
        await c.ask('join', 'y');
        a.emit('to-room', ['x', 'y', 'empty'], 'news', 'once');
        await expectReceivers('news', ['once'], a, [b, c], [a]);
    });

    test('the id of a socket is a room', async (t) => {
        const [a, b, c] = await crowd(t, 3);
        a.emit('to-room', b.id, 'private', { x: 1 });
        await expectReceivers('private', [{ x: 1 }], a, [b], [a, c]);
    });

    test('a room that was left is quiet', async (t) => {
        const [a, b] = await crowd(t, 2);
        await b.ask('join', 'room');
        await b.ask('leave', 'room');
        a.emit('to-room', 'room', 'news');
        await expectReceivers('news', [], a, [], [a, b]);
    });

    test('a broadcast reaches everybody else of the namespace', async (t) => {
        const [a, ...others] = await crowd(t, 5);
        const args = [null, 'text 😀', [Buffer.from([1]), { b: Buffer.alloc(0) }]];
        a.emit('broadcast', 'news', ...args);
        await expectReceivers('news', args, a, others, [a]);
    });

    test('broadcasts keep their order', async (t) => {
        const [a, b] = await crowd(t, 2);
        for (let index = 0; index < 1000; ++index) {
            a.emit('broadcast', 'news', index, index % 5 ? null : Buffer.from([index & 255]));
        }
        const news = await b.take('news', 1000);
        assert.deepEqual(news.map(([index]) => index), Array.from({ length: 1000 }, (_, index) => index));
    });
});

matrix('broadcast operator', (test) => {
    const cases = [
        ['from the sender', {}, 'bcd'],
        ['from the namespace', { from: 'nsp' }, 'abcd'],
        ['to a room', { to: 'x' }, 'b'],
        ['to a room of the namespace', { from: 'nsp', to: 'x' }, 'ab'],
        ['to several rooms', { to: ['x', 'y'] }, 'bc'],
        ['except a room', { except: 'x' }, 'cd'],
        ['except several rooms of the namespace', { from: 'nsp', except: ['x', 'z'] }, 'c'],
        ['to rooms except rooms', { from: 'nsp', to: ['x', 'y'], except: 'b' }, 'ac'],
        ['to an empty room', { to: 'nobody' }, ''],
        ['local', { local: true }, 'bcd'],
        ['without compression', { compress: false, to: 'y' }, 'bc'],
    ];
    for (const [name, op, letters] of cases) {
        test(name, async (t) => {
            const peers = Object.fromEntries((await crowd(t, 4)).map((peer, index) => ['abcd'[index], peer]));
            await peers.a.ask('join', 'x');
            await peers.b.ask('join', ['x', 'y', 'b']);
            await peers.c.ask('join', 'y');
            await peers.d.ask('join', 'z');
            assert.equal(await peers.a.ask('emit-op', op, 'news', [1, { b: Buffer.from('x') }]), 'ok');
            const receivers = [...letters].map((letter) => peers[letter]);
            const others = Object.values(peers).filter((peer) => !receivers.includes(peer));
            await expectReceivers('news', [1, { b: Buffer.from('x') }], peers.a, receivers, others);
        });
    }

    test('a volatile broadcast arrives where the way is free', async (t) => {
        const [a, b] = await crowd(t, 2);
        await b.connection.expectUpgrade();
        let arrived = false;
        const arrival = b.next('news').finally(() => (arrived = true));
        while (!arrived) {
            assert.equal(await a.ask('emit-op', { volatile: true }, 'news', [1]), 'ok');
            await b.settle();
        }
        assert.deepEqual(await arrival, [1]);
    });

    test('an operator collects answers', async (t) => {
        const [a, b, c] = await crowd(t, 3);
        await b.ask('join', 'x');
        const reply = a.ask('emit-op', { timeout: 10_000, except: 'x' }, 'question', [1]);
        (await c.packet('question')).ack({ from: 'c' }, 'ignored');
        assert.deepEqual(await reply, { error: null, responses: [{ from: 'c' }] });
        await b.expectNo('question');
    });
});

matrix('broadcast with acknowledgements', (test) => {
    test('all answers are collected, the sender\'s among them', async (t) => {
        const peers = await crowd(t, 3);
        const reply = peers[0].ask('broadcast-with-ack', null, 'question', 10_000, 'x', Buffer.from('y'));
        for (const [index, peer] of peers.entries()) {
            const question = await peer.packet('question');
            assert.deepEqual(question.args, ['x', Buffer.from('y')]);
            question.ack(index === 1 ? Buffer.from([index]) : index);
        }
        const { error, responses } = await reply;
        assert.equal(error, null);
        assert.equal(responses.length, 3);
        assert.ok(responses.includes(0) && responses.includes(2));
        assert.deepEqual(responses.find(Buffer.isBuffer), Buffer.from([1]));
    });

    test('after the time the answers that came are told', async (t) => {
        const [a, b, c] = await crowd(t, 3);
        await b.ask('join', 'room');
        await c.ask('join', 'room');
        const reply = a.ask('broadcast-with-ack', ['room'], 'question', 300);
        (await b.packet('question')).ack('b');
        await c.packet('question');
        assert.deepEqual(await reply, { error: 'timeout', responses: ['b'] });
        await a.expectNo('question');
    });

    test('who leaves without an answer is not waited for', async (t) => {
        const [a, b] = await crowd(t, 2);
        const reply = a.ask('broadcast-with-ack', null, 'question', 20_000);
        (await a.packet('question')).ack('a');
        await b.packet('question');
        b.socket.disconnect();
        assert.deepEqual(await reply, { error: null, responses: ['a'] });
    });

    test('a room without sockets answers at once', async (t) => {
        const [a] = await crowd(t, 1);
        const reply = await a.ask('broadcast-with-ack', 'nobody', 'question', 10_000);
        assert.deepEqual(reply, { error: null, responses: [] });
    });
});

matrix('many sockets at once', (test) => {
    test('sockets are fetched with rooms, data and auth', async (t) => {
        const nsp = `/dynamic-${nextNamespace++}`;
        const a = await t.join(nsp, { name: 'a' });
        const b = await t.join(nsp);
        await b.ask('join', ['z', 'y']);
        await b.ask('set-data', { n: 1 });
        const expected = [
            { id: a.id, rooms: [a.id], data: {}, auth: { name: 'a' } },
            { id: b.id, rooms: [b.id, 'y', 'z'].sort(), data: { n: 1 }, auth: {} },
        ];
        const byId = (x, y) => (x.id < y.id ? -1 : 1);
        assert.deepEqual((await a.ask('fetch-sockets', null)).sort(byId), expected.sort(byId));
        const inRoom = await a.ask('fetch-sockets', 'y');
        assert.deepEqual(inRoom.map(({ id }) => id), [b.id]);
        assert.deepEqual(await a.ask('fetch-sockets', 'nobody'), []);
    });

    test('sockets join and leave together', async (t) => {
        const [a, b, c] = await crowd(t, 3);
        await b.ask('join', 'x');
        assert.equal(await a.ask('sockets-join', 'x', ['new', 'newer']), 'ok');
        assert.deepEqual(await b.ask('rooms'), [b.id, 'x', 'new', 'newer'].sort());
        assert.deepEqual(await c.ask('rooms'), [c.id]);
        assert.equal(await a.ask('sockets-join', null, 'all'), 'ok');
        assert.deepEqual(await c.ask('rooms'), [c.id, 'all'].sort());
        assert.equal(await a.ask('sockets-leave', 'x', 'newer'), 'ok');
        assert.deepEqual(await b.ask('rooms'), [b.id, 'x', 'new', 'all'].sort());
        assert.equal(await a.ask('sockets-leave', null, ['all', 'new']), 'ok');
        assert.deepEqual(await b.ask('rooms'), [b.id, 'x'].sort());
        assert.deepEqual(await a.ask('rooms'), [a.id]);
    });

    for (const close of [false, true]) {
        test(`sockets are disconnected together, close ${close}`, async (t) => {
            const [a, b, c] = await crowd(t, 3);
            await Promise.all(t.connections.map((connection) => connection.expectUpgrade()));
            await b.ask('join', 'out');
            await c.ask('join', 'out');
            const ids = [b.id, c.id];
            assert.equal(await a.ask('disconnect-sockets', 'out', close), 'ok');
            assert.equal(await b.disconnected(), 'io server disconnect');
            assert.equal(await c.disconnected(), 'io server disconnect');
            for (const id of ids) {
                assert.equal(await a.ask('disconnect-reason', id), 'server namespace disconnect');
            }
            assert.deepEqual((await a.ask('fetch-sockets', null)).map(({ id }) => id), [a.id]);
        });
    }

    test('a socket disconnects its whole namespace, itself included', async (t) => {
        const [a, b] = await crowd(t, 2);
        assert.equal(await a.ask('disconnect-sockets', null, false), 'ok');
        assert.equal(await a.disconnected(), 'io server disconnect');
        assert.equal(await b.disconnected(), 'io server disconnect');
    });

    test('a socket that is gone has left its rooms', async (t) => {
        const [a, b] = await crowd(t, 2);
        await b.ask('join', 'room');
        b.socket.disconnect();
        await until('an empty room', async () => (await a.ask('fetch-sockets', 'room')).length === 0);
        assert.deepEqual(await a.ask('broadcast-with-ack', 'room', 'question', 10_000), { error: null, responses: [] });
    });
});

matrix('server-side events', (test) => {
    test('a server alone has no others', async (t) => {
        const [a] = await crowd(t, 1);
        assert.equal(await a.ask('server-side-emit', 'sse-note', [1], false), 'ok');
        assert.deepEqual(await a.ask('server-side-emit', 'sse-ask', [1], true), { error: null, replies: [] });
        await a.expectNo('sse-note');
    });
});

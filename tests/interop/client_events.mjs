// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Events and acknowledgements between our client and the official server.

import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { TestClient } from './lib/harness.mjs';
import { NodeServer, pack, unpack } from './lib/node_server.mjs';
import { ClientContext, clientMatrix, clientOptions, test } from './lib/suite.mjs';
import { bigTexts, binaryValues, jsonValues, rawJson } from './lib/values.mjs';

for (const [title, options] of Object.entries(clientOptions)) {
    describe(`values, ${title}`, () => {
        let t;
        let peer;

        before(async () => {
            const server = await NodeServer.start();
            t = new ClientContext(await TestClient.start(), server, options);
            ({ peer } = await t.join());
            peer.socket.on('echo', (...args) => args.pop()(...args));
            await t.client.run('on', { event: 'question', ack: 'echo' });
        });
        after(async () => {
            await t.expectUpgrade();
            await t.client.stop();
            await t.server.close();
        });

        for (const [name, value] of Object.entries({ ...jsonValues, ...binaryValues, ...bigTexts })) {
            test(`${name} survives events and acknowledgements both ways`, async () => {
                await t.client.run('emit', { event: 'value', args: [pack(value), 'tail'] });
                assert.deepStrictEqual(await peer.next('value'), [value, 'tail']);

                peer.emit('value', value, 'tail');
                const line = await t.client.next('event', { event: 'value' });
                assert.equal(line.socket, 's');
                assert.equal(line.ack, false);
                assert.deepStrictEqual(unpack(line.args), [value, 'tail']);

                const answer = await t.client.ask('echo', [pack(value), 'tail']);
                assert.equal(answer.error, null);
                assert.deepStrictEqual(unpack(answer.args), [value, 'tail']);

                assert.deepStrictEqual(await peer.ask('question', [value, 'tail']), [value, 'tail']);
                assert.equal((await t.client.next('event', { event: 'question' })).ack, true);
            });
        }

        for (const [name, [json, value]] of Object.entries(rawJson)) {
            if (json.includes('\n')) {
                continue;
            }
            test(`${name} is emitted`, async () => {
                t.client.write(`{"cmd":"emit","event":"value","args":[${json}]}`);
                assert.deepStrictEqual(await peer.next('value'), [value]);
            });
        }

        test('event names are free', async () => {
            for (const event of ['error', '', 'ž😀', 'a"b\\c\n', '__proto__']) {
                await t.client.run('emit', { event, args: [event] });
                assert.deepEqual(await peer.next(event), [event]);
                peer.emit(event, event);
                assert.deepEqual((await t.client.next('event', { event })).args, [event]);
            }
        });
    });
}

clientMatrix('acknowledgements', (declare) => {
    declare('an event tells whether an answer is wanted; without a rule none is sent', async (t) => {
        const { peer } = await t.join();
        const question = peer.ask('question', [1], 100);
        assert.equal((await t.client.next('event', { event: 'question' })).ack, true);
        await assert.rejects(question, /timed out/);
    });

    declare('a rule answers its event with its arguments and no other event', async (t) => {
        const { peer } = await t.join();
        const args = [1, 'two', null, { deep: [Buffer.from('b'), Buffer.alloc(0)] }];
        await t.client.run('on', { event: 'question', ack: pack(args) });
        await t.client.run('on', { event: 'empty', ack: [] });
        assert.deepEqual(await peer.ask('question', ['ignored']), args);
        assert.deepEqual(await peer.ask('empty'), []);
        await assert.rejects(peer.ask('other', [], 50), /timed out/);
    });

    declare('a later rule replaces an earlier one', async (t) => {
        const { peer } = await t.join();
        await t.client.run('on', { event: 'question', ack: ['old'] });
        await t.client.run('on', { event: 'question', ack: ['new'] });
        assert.deepEqual(await peer.ask('question'), ['new']);
    });

    declare('an answer can be delayed and others overtake it', async (t) => {
        const { peer } = await t.join();
        await t.client.run('on', { event: 'slow', ack: ['slow'], ackDelay: 200 });
        await t.client.run('on', { event: 'quick', ack: ['quick'] });
        const order = [];
        await Promise.all([
            peer.ask('slow').then(([answer]) => order.push(answer)),
            peer.ask('quick').then(([answer]) => order.push(answer)),
        ]);
        assert.deepEqual(order, ['quick', 'slow']);
    });

    declare('many questions in flight get their own answers', async (t) => {
        const { peer } = await t.join();
        peer.socket.on('echo', (...args) => args.pop()(...args));
        await t.client.run('on', { event: 'question', ack: 'echo' });
        const mine = Array.from({ length: 100 }, (_, index) => t.client.ask('echo', [index, pack(Buffer.from([index]))]));
        const theirs = Array.from({ length: 100 }, (_, index) => peer.ask('question', [index, Buffer.from([index])]));
        for (const [index, answer] of (await Promise.all(mine)).entries()) {
            assert.equal(answer.error, null);
            assert.deepEqual(unpack(answer.args), [index, Buffer.from([index])]);
        }
        for (const [index, answer] of (await Promise.all(theirs)).entries()) {
            assert.deepEqual(answer, [index, Buffer.from([index])]);
        }
    });

    declare('a question without an answer times out', async (t) => {
        const { peer } = await t.join();
        const { error, args } = await t.client.ask('question', [], { timeout: 80 });
        assert.equal(error, 'timeout');
        assert.deepEqual(args, []);
        // The late answer is ignored.
        (await peer.packet('question')).ack('late');
        peer.socket.on('echo', (ack) => ack('alive'));
        assert.deepEqual((await t.client.ask('echo')).args, ['alive']);
        assert.deepEqual(t.client.seen('ack'), []);
    });

    for (const timeout of [undefined, 60_000]) {
        declare(`a question fails with the connection, timeout ${timeout ?? 'none'}`, async (t) => {
            const { peer } = await t.join({ reconnection: false });
            const id = await t.client.run('emitWithAck', { event: 'question', args: [], timeout });
            await peer.packet('question');
            peer.socket.conn.close();
            const { error, args } = await t.client.next('ack', { id });
            assert.equal(error, 'disconnected');
            assert.deepEqual(args, []);
        });
    }

    declare('a question asked before the connection is answered after it', async (t) => {
        await t.connect();
        const id = await t.client.run('emitWithAck', { event: 'question', args: [1] });
        const peer = await t.server.peer();
        (await peer.packet('question')).ack('answer', Buffer.from('b'));
        assert.deepEqual(unpack((await t.client.next('ack', { id })).args), ['answer', Buffer.from('b')]);
    });
});

clientMatrix('order', (declare) => {
    declare('10,000 events of the server are printed in order', async (t) => {
        const { peer } = await t.join();
        for (let index = 0; index < 10_000; ++index) {
            peer.emit('tick', index);
        }
        for (let index = 0; index < 10_000; ++index) {
            assert.deepEqual((await t.client.next('event')).args, [index]);
        }
        await t.expectUpgrade();
    });

    declare('2,000 events of the client arrive in order, binary among them', async (t) => {
        const { peer } = await t.join();
        const args = (index) => (index % 3 ? [index] : [index, [Buffer.from(`${index}`), Buffer.alloc(0)]]);
        let last;
        for (let index = 0; index < 2_000; ++index) {
            last = t.client.post('emit', { event: 'tick', args: pack(args(index)) });
        }
        for (let index = 0; index < 2_000; ++index) {
            assert.deepEqual(await peer.next('tick'), args(index));
        }
        await t.client.next('done', { id: last });
        await t.expectUpgrade();
    });

    declare('binary and text of the server keep their order', async (t) => {
        const { peer } = await t.join();
        const args = (index) => (index % 3 ? [index] : [index, { a: Buffer.from(`${index}`), b: [Buffer.alloc(1000)] }]);
        for (let index = 0; index < 1_000; ++index) {
            peer.emit('tick', ...args(index));
        }
        for (let index = 0; index < 1_000; ++index) {
            assert.deepEqual(unpack((await t.client.next('event')).args), args(index));
        }
    });

    declare('events emitted before the connection are sent in order, volatile ones are dropped', async (t) => {
        await t.server.close();
        await t.connect({ reconnectionDelay: 50, reconnectionDelayMax: 50 });
        await t.client.next('connect_error');
        for (let index = 0; index < 20; ++index) {
            await t.client.run('emit', { event: 'tick', args: [index], volatile: index % 2 === 1 });
        }
        await t.client.run('emit', { event: 'end', args: [pack(Buffer.from('b'))] });
        await t.server.open();
        const peer = await t.server.peer();
        assert.deepEqual(await peer.next('end'), [Buffer.from('b')]);
        const ticks = peer.events.peek().map(({ args }) => args[0]);
        assert.deepEqual(ticks, [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
    });

    declare('a volatile event arrives where the way is free', async (t) => {
        const { peer } = await t.join();
        await t.expectUpgrade();
        let arrived = false;
        const arrival = peer.next('maybe').finally(() => (arrived = true));
        peer.socket.on('echo', (ack) => ack());
        while (!arrived) {
            await t.client.run('emit', { event: 'maybe', args: [1], volatile: true });
            assert.equal((await t.client.ask('echo')).error, null);
        }
        assert.deepEqual(await arrival, [1]);
    });
});

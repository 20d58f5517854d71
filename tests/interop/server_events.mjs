// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Events and acknowledgements between the official client and our server.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { scaled } from './lib/harness.mjs';
import { matrix } from './lib/suite.mjs';
import { bigTexts, binaryValues, jsonValues } from './lib/values.mjs';

matrix('values', (test) => {
    for (const [name, value] of Object.entries({ ...jsonValues, ...binaryValues, ...bigTexts })) {
        test(`${name} survives an echo, an event and a server's acknowledgement`, async (t) => {
            const peer = await t.join();
            assert.deepStrictEqual(await peer.askAll('echo', value), [value]);
            peer.emit('message', value, 'tail');
            assert.deepStrictEqual(await peer.next('message-back'), [value, 'tail']);

            const reply = peer.ask('emit-with-ack', 'question', [value], 10_000);
            const question = await peer.packet('question');
            assert.deepStrictEqual(question.args, [value]);
            question.ack(value, 'tail');
            assert.deepStrictEqual(await reply, { error: null, args: [value, 'tail'] });
        });
    }

    test('arguments are seen by the server as what they are', async (t) => {
        const peer = await t.join();
        const seen = await peer.ask(
            'inspect', null, true, -1.5, 'a😀', '\ud800', [1, 2], { a: 1, b: 2 }, Buffer.alloc(5), {}, [], '',
        );
        assert.deepEqual(seen, [
            'null', 'boolean', 'number', 'string:3', 'string:1', 'array:2', 'object:2', 'binary:5',
            'object:0', 'array:0', 'string:0',
        ]);
    });

    test('no argument, undefined and holes arrive as JSON has them', async (t) => {
        const peer = await t.join();
        assert.deepEqual(await peer.askAll('echo'), []);
        assert.deepEqual(await peer.askAll('echo', undefined, [, 1], { gone: undefined, NaN: NaN }), [
            null, [null, 1], { NaN: null },
        ]);
        assert.deepEqual(await peer.askAll('echo', -0, new Date(0)), [0, '1970-01-01T00:00:00.000Z']);
    });

    test('typed arrays and array buffers arrive as binary', async (t) => {
        const peer = await t.join();
        const bytes = Uint8Array.from([9, 8, 7, 6]);
        const answer = await peer.askAll('echo', bytes, bytes.buffer, bytes.subarray(1, 3));
        assert.deepEqual(answer, [Buffer.from([9, 8, 7, 6]), Buffer.from([9, 8, 7, 6]), Buffer.from([8, 7])]);
    });

    test('large attachments of several clients keep their bytes', async (t) => {
        const peers = await Promise.all([t.join(), t.join(), t.join()]);
        const sizes = [20_000, 70_000, 300_000, 65_536, 700_000, 100, 300_000];
        await Promise.all(peers.map(async (peer) => {
            const attachments = sizes.map((size) => randomBytes(size));
            const answers = await Promise.all(attachments.map((attachment) => peer.ask('echo', attachment)));
            answers.forEach((answer, index) => assert.ok(answer.equals(attachments[index])));
        }));
    });

    test('event names are free', async (t) => {
        const peer = await t.join();
        for (const event of ['error', '', 'ž😀', 'a"b\\c\n', '__proto__', 'ping']) {
            assert.equal(await peer.ask('emit-to-me', event, [event]), 'ok');
            assert.deepEqual(await peer.next(event), [event]);
        }
    });

    test('an event nobody handles does no harm', async (t) => {
        const peer = await t.join();
        peer.emit('nobody listens to this', 1, Buffer.from('x'));
        await peer.settle();
    });
});

matrix('acknowledgements', (test) => {
    test('every question gets its own answer', async (t) => {
        const peer = await t.join();
        const answers = await Promise.all(
            Array.from({ length: 200 }, (_, index) => peer.ask('echo', index % 2 ? index : Buffer.from(`${index}`))),
        );
        answers.forEach((answer, index) =>
            assert.deepEqual(answer, index % 2 ? index : Buffer.from(`${index}`)),
        );
    });

    test('answers may come in another order than questions', async (t) => {
        const peer = await t.join();
        const order = [];
        await Promise.all([
            peer.ask('slow-ack', scaled(300), 'slow').then((value) => order.push(value)),
            peer.ask('slow-ack', 0, 'quick').then((value) => order.push(value)),
        ]);
        assert.deepEqual(order, ['quick', 'slow']);
    });

    test('a question without an answer times out at the client', async (t) => {
        const peer = await t.join();
        await assert.rejects(peer.socket.timeout(50).emitWithAck('never-ack', 1), /operation has timed out/);
        await peer.settle();
    });

    test('an answer that comes too late is ignored', async (t) => {
        const peer = await t.join();
        await assert.rejects(peer.socket.timeout(20).emitWithAck('slow-ack', 100, 'late'));
        assert.equal(await peer.ask('slow-ack', 150, 'in time'), 'in time');
    });

    test('only the first of two answers is sent', async (t) => {
        const peer = await t.join();
        const answers = [];
        peer.socket.emit('double-ack', 'first', (value) => answers.push(value));
        await peer.settle();
        assert.deepEqual(answers, ['first']);
    });

    test('the server gives up on a question that nobody answers', async (t) => {
        const peer = await t.join();
        assert.deepEqual(await peer.ask('emit-with-ack', 'question', [1], 50), { error: 'timeout', args: [] });
        assert.deepEqual(await peer.next('question'), [1]);
    });

    test('an answer to the server after its time does no harm', async (t) => {
        const peer = await t.join();
        const reply = peer.ask('emit-with-ack', 'question', [], 30);
        const question = await peer.packet('question');
        assert.deepEqual(await reply, { error: 'timeout', args: [] });
        question.ack('late');
        await peer.settle();
    });

    test('many questions of the server are told apart', async (t) => {
        const peer = await t.join();
        const replies = Array.from({ length: 50 }, (_, index) =>
            peer.ask('emit-with-ack', 'question', [index], 10_000),
        );
        const questions = [];
        for (let index = 0; index < 50; ++index) {
            questions.push(await peer.packet('question'));
        }
        for (const { args, ack } of questions.reverse()) {
            ack(args[0] * 2, Buffer.from([args[0]]));
        }
        for (const [index, reply] of (await Promise.all(replies)).entries()) {
            assert.deepEqual(reply, { error: null, args: [index * 2, Buffer.from([index])] });
        }
    });

    test('an answer without arguments is an answer', async (t) => {
        const peer = await t.join();
        const reply = peer.ask('emit-with-ack', 'question', [], 10_000);
        (await peer.packet('question')).ack();
        assert.deepEqual(await reply, { error: null, args: [] });
    });
});

matrix('order', (test) => {
    test('10,000 events of the server arrive in order', async (t) => {
        const peer = await t.join();
        assert.equal(await peer.ask('burst', 'tick', 10_000, 10), 'ok');
        const ticks = await peer.take('tick', 10_000);
        ticks.forEach((args, index) => assert.deepEqual(args, [index, 'xxxxxxxxxx']));
    });

    test('10,000 events of the client arrive in order', async (t) => {
        const peer = await t.join();
        for (let index = 0; index < 10_000; ++index) {
            peer.emit('message', index);
        }
        const back = await peer.take('message-back', 10_000);
        back.forEach((args, index) => assert.deepEqual(args, [index]));
    });

    test('text and binary events keep their order', async (t) => {
        const peer = await t.join();
        const event = (index) => (index % 3 === 0 ? [index, Buffer.from(`${index}`), [Buffer.alloc(0)]] : [index]);
        for (let index = 0; index < 3_000; ++index) {
            peer.emit('message', ...event(index));
        }
        const back = await peer.take('message-back', 3_000);
        back.forEach((args, index) => assert.deepEqual(args, event(index)));
    });

    test('events and acknowledgements keep their order', async (t) => {
        const peer = await t.join();
        const order = [];
        peer.socket.on('message-back', (index) => order.push(index));
        for (let index = 0; index < 300; ++index) {
            // A promise would be told a moment later than a handler, so the answers use callbacks.
            index % 2
                ? peer.socket.emit('echo', index, (value) => order.push(value))
                : peer.emit('message', index);
        }
        await peer.settle();
        assert.deepEqual(order, Array.from({ length: 300 }, (_, index) => index));
    });

    test('big events do not overtake small ones', async (t) => {
        const peer = await t.join();
        const text = 'ž'.repeat(100_000);
        for (let index = 0; index < 12; ++index) {
            peer.emit('message', index, index % 4 === 0 ? text : '');
        }
        for (const [index, args] of (await peer.take('message-back', 12)).entries()) {
            assert.deepEqual(args, [index, index % 4 === 0 ? text : '']);
        }
    });

    test('a volatile event arrives where the way is free', async (t) => {
        const peer = await t.join();
        await t.connections[0].expectUpgrade();
        // Over polling the way is free only while a poll waits, so it may take several.
        const arrival = peer.next('gone?');
        let open = true;
        arrival.finally(() => (open = false)).catch(() => {});
        while (open) {
            peer.emit('volatile', 'gone?', 1, Buffer.from('b'));
            await peer.settle();
        }
        assert.deepEqual(await arrival, [1, Buffer.from('b')]);
    });

    test('a per-packet middleware refuses an event', async (t) => {
        const peer = await t.join();
        peer.emit('blocked', 1);
        assert.deepEqual(await peer.next('packet-error'), ['blocked event']);
        await peer.settle();
    });
});

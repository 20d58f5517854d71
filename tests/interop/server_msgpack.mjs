// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// What is MessagePack's own: the exact bytes, dates, undefined and bad packets. The conversation of
// server_matrix.mjs shows the rest.

import assert from 'node:assert/strict';
import notepack from 'notepack.io';
import msgpackParser from 'socket.io-msgpack-parser';
import { exactValues } from './lib/msgpack_values.mjs';
import { withServer } from './lib/suite.mjs';
import { PollingSession, WebSocketSession } from './lib/wire.mjs';

const CONNECT = 0, DISCONNECT = 1, EVENT = 2, ACK = 3, CONNECT_ERROR = 4;
const sessions = { polling: PollingSession, WebSocket: WebSocketSession };
const { encode, decode } = notepack;

/** Joins a namespace as the official client does. */
async function join(session, nsp = '/') {
    await session.send(encode({ type: CONNECT, data: undefined, nsp }));
    const answer = await session.next();
    const { sid } = decode(answer).data;
    assert.deepEqual(answer, encode({ type: CONNECT, data: { sid }, nsp }));
    assert.deepEqual(await session.next(), encode({ type: EVENT, data: ['auth', {}], nsp }));
    return sid;
}

const echo = encode({ type: EVENT, data: ['echo', 1], id: 7, nsp: '/' });
const pong = encode({ id: 7, type: ACK, data: [1], nsp: '/' });


const badPackets = {
    'an empty message': Buffer.alloc(0),
    'the byte that is never used': Buffer.from([0xc1]),
    'a number': encode(42),
    'an array': encode([EVENT, ['echo'], '/']),
    'an empty map': encode({}),
    'a map of 2^32 members': Buffer.from([0xdf, 0xff, 0xff, 0xff, 0xff, 0xa1]),
    'text of 4 GiB': Buffer.from([0x81, 0xdb, 0xff, 0xff, 0xff, 0xff, 0x61]),
    'a packet that ends early': echo.subarray(0, -1),
    'bytes behind the packet': Buffer.concat([echo, Buffer.from([0xc0])]),
    'two packets in one message': Buffer.concat([echo, echo]),
    'a type that is unknown': encode({ type: 7, data: ['echo'], nsp: '/' }),
    'a type that is text': encode({ type: '2', data: ['echo'], nsp: '/' }),
    'no namespace': encode({ type: EVENT, data: ['echo'] }),
    'a namespace that is a number': encode({ type: EVENT, data: ['echo'], nsp: 1 }),
    'a namespace that was not joined': encode({ type: EVENT, data: ['echo'], nsp: '/custom' }),
    'an event without data': encode({ type: EVENT, nsp: '/' }),
    'an event of nothing': encode({ type: EVENT, data: [], nsp: '/' }),
    'an event that is an object': encode({ type: EVENT, data: { 0: 'echo' }, nsp: '/' }),
    'an event named null': encode({ type: EVENT, data: [null], nsp: '/' }),
    'an event with a reserved name': encode({ type: EVENT, data: ['disconnecting'], nsp: '/' }),
    'an acknowledgement that is text': encode({ type: ACK, data: 'x', id: 1, nsp: '/' }),
    'an id that is text': encode({ type: EVENT, data: ['echo'], id: '1', nsp: '/' }),
    'a fraction for an id': encode({ type: EVENT, data: ['echo'], id: 1.5, nsp: '/' }),
    'a connection error': encode({ type: CONNECT_ERROR, data: { message: 'x' }, nsp: '/' }),
    'text that is no UTF-8': Buffer.from(echo).fill(0xff, echo.indexOf('echo'), echo.indexOf('echo') + 1),
    'arrays nested 100,000 deep': Buffer.concat([
        Buffer.from([0x83, 0xa4]), Buffer.from('type'), Buffer.from([EVENT, 0xa4]), Buffer.from('data'),
        Buffer.from([0x92, 0xa1, 0x65]), Buffer.alloc(100_000, 0x91), encode({ nsp: '/' }).subarray(1),
    ]),
    'text in place of binary': '2["echo",1]',
    'a packet of the default format': '40',
};

withServer('MessagePack', ['--parser', 'msgpack', '--max-payload', '10000000'], ({ test }) => {
    for (const [transport, Session] of Object.entries(sessions)) {
        for (const [name, value] of Object.entries(exactValues)) {
            test(`${name}, written from Qt's types, over ${transport}`, async ({ server }) => {
                const session = await Session.open(server.port);
                await join(session);
                await session.send(encode({ type: EVENT, data: ['set-data', { value }], nsp: '/' }));
                await session.send(encode({ type: EVENT, data: ['get-data'], id: 300, nsp: '/' }));
                const answer = await session.next();
                assert.deepEqual(answer, encode({ id: 300, type: ACK, data: [{ value }], nsp: '/' }));
                session.destroy();
            });
        }

        for (const [name, packet] of Object.entries(badPackets)) {
            test(`${name} closes the connection over ${transport}`, async ({ server }) => {
                const session = await Session.open(server.port);
                await join(session);
                await session.offend(typeof packet === 'string' ? `4${packet}` : packet, echo);
                await session.expectClosed();
                session.destroy();
            });
        }

        test(`packets of every type over ${transport}`, async ({ server }) => {
            const session = await Session.open(server.port);
            await join(session);
            await join(session, '/custom');
            await session.send(encode({ type: CONNECT, data: undefined, nsp: '/random' }));
            assert.deepEqual(
                await session.next(), encode({ type: CONNECT_ERROR, data: { message: 'Invalid namespace' }, nsp: '/random' }));
            await session.send(echo);
            assert.deepEqual(await session.next(), pong);
            await session.send(encode({ type: EVENT, data: ['emit-with-ack', 'why', [1], 9000], id: 8, nsp: '/' }));
            const question = await session.next();
            const { id } = decode(question);
            assert.deepEqual(question, encode({ type: EVENT, data: ['why', 1], id, nsp: '/' }));
            await session.send(encode({ id, type: ACK, data: ['so'], nsp: '/' }));
            assert.deepEqual(decode(await session.next()).data, [{ error: null, args: ['so'] }]);
            await session.send(encode({ type: EVENT, data: ['disconnect-me', false], nsp: '/custom' }));
            assert.deepEqual(await session.next(), encode({ type: DISCONNECT, nsp: '/custom' }));
            session.destroy();
        });

        test(`what other implementations write is understood over ${transport}`, async ({ server }) => {
            const session = await Session.open(server.port);
            await session.send(encode({ nsp: '/', type: CONNECT, data: null, id: null }));
            assert.equal(decode(await session.next()).type, CONNECT);
            await session.next();
            await session.send(encode({ unknown: [{}], nsp: '/', id: 7, data: ['echo', 1], type: EVENT }));
            assert.deepEqual(await session.next(), pong);
            session.destroy();
        });
    }

    test('dates, undefined and array buffers come back as what they are', async (t) => {
        const peer = await t.join('/', undefined, { parser: msgpackParser });
        const { buffer } = Uint8Array.from([9, 8, 7]);
        const values = [new Date(1234), undefined, [undefined, new Date(-5)], { at: new Date(0) }, NaN, buffer];
        assert.deepStrictEqual(await peer.askAll('echo', ...values), values);
        assert.deepEqual(await peer.ask('inspect', buffer, Buffer.alloc(3)), ['binary:3', 'binary:3']);
    });

    test('a client with the default format is refused', async (t) => {
        const connection = t.connection();
        const peer = connection.peer();
        peer.socket.connect();
        connection.manager.once('close', (reason) => peer.disconnects.push(reason));
        assert.equal(await peer.disconnects.next('the end of the connection'), 'transport close');
    });
});

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Connection state recovery between our client and the official server.

import assert from 'node:assert/strict';
import { until, patience } from './lib/harness.mjs';
import { NodeServer } from './lib/node_server.mjs';
import { clientMatrix } from './lib/suite.mjs';

const quick = { reconnectionDelay: 5, reconnectionDelayMax: 20 };
// The official server recovers only what it knows to be lost: it gets time to notice.
const unhurried = { reconnectionDelay: 250, reconnectionDelayMax: 250 };
const recovering = { connectionStateRecovery: {} };

/** Reads the numbers of the client's events until there are so many. */
async function numbers(client, event, count) {
    const received = [];
    while (received.length < count) {
        const { args } = await client.next('event', { event }, patience * 2);
        assert.equal(args.length, 1, 'the offset is no argument');
        received.push(args[0]);
    }
    return received;
}

/** Breaks the connection when the server notices: over long-polling that takes a poll that waits. */
async function drop(t, peer) {
    await until('a way to the client', () => peer.socket.conn.transport.writable);
    await t.client.run('closeEngine');
}

/** Closes the connection from the server's side, once the client is there and where it wants to be. */
async function cut(t, isFirst) {
    if (!isFirst) {
        assert.equal((await t.client.next('connect')).recovered, true);
    }
    const transport = t.options.transports?.[0] ?? 'websocket';
    const [socket] = await until('the client', () => {
        const sockets = [...t.server.io.sockets.sockets.values()];
        return sockets[0]?.conn.transport.name === transport && sockets;
    });
    socket.conn.close();
}

clientMatrix('recovery', (declare) => {
    declare('the session is the same, and what it missed arrives first', async (t) => {
        const { peer, line } = await t.join(unhurried);
        assert.equal(line.recovered, false);
        peer.socket.join('r');
        peer.socket.data.user = 'žluť';
        peer.emit('seen', 'text', 1);
        assert.deepEqual((await t.client.next('event', { event: 'seen' })).args, ['text', 1]);

        await drop(t, peer);
        await peer.disconnected();
        t.server.io.to('r').emit('missed', 1);
        t.server.io.to('elsewhere').emit('for others');
        t.server.io.emit('missed', 'text');
        const again = await t.client.next('connect');
        assert.equal(again.recovered, true);
        assert.equal(again.sid, line.sid);
        const order = t.client.lines.peek().filter(({ type }) => type === 'event');
        assert.deepEqual(order.map(({ args }) => args), [[1], ['text']]);
        const recovered = await t.server.peer();
        assert.equal(recovered.socket.recovered, true);
        assert.deepEqual([...recovered.socket.rooms].sort(), [line.sid, 'r'].sort());
        assert.equal(recovered.socket.data.user, 'žluť');
        assert.equal((await t.client.state()).recovered, true);
    });

    declare('it is recovered again and again', async (t) => {
        let { peer, line } = await t.join(unhurried);
        peer.emit('first');
        await t.client.next('event', { event: 'first' });
        for (let round = 0; round < 3; ++round) {
            await drop(t, peer);
            const again = await t.client.next('connect');
            assert.equal(again.recovered, true);
            assert.equal(again.sid, line.sid);
            peer = await t.server.peer();
        }
    });

    declare('a volatile event that ends in a word does not spoil it', async (t) => {
        const { peer } = await t.join(unhurried);
        peer.emit('first');
        await t.client.next('event', { event: 'first' });
        await until('room for a volatile event', () => peer.socket.conn.transport.writable);
        peer.socket.volatile.emit('volatile', 'Quality');
        assert.deepEqual((await t.client.next('event', { event: 'volatile' })).args, ['Quality']);
        await drop(t, peer);
        assert.equal((await t.client.next('connect')).recovered, true);
    });

    declare('a server that was started anew makes a new session', async (t) => {
        const { peer, line } = await t.join(unhurried);
        peer.emit('first');
        await t.client.next('event', { event: 'first' });
        await t.server.close();
        await t.server.open();
        const again = await t.client.next('connect');
        assert.equal(again.recovered, false);
        assert.notEqual(again.sid, line.sid);
    });

    declare('10,000 events arrive once and in order while connections are cut ten times', async (t) => {
        const [events, breaks] = [10_000, 10];
        const { peer } = await t.join(quick);
        peer.emit('first');
        await t.client.next('event', { event: 'first' });
        const receiving = numbers(t.client, 'n', events);
        receiving.catch(() => {});
        for (let n = 0; n < events; ++n) {
            t.server.io.emit('n', n);
            if (n % 50 === 49) {
                await new Promise(setImmediate);
            }
            if (n % (events / breaks) === events / breaks / 2) {
                await cut(t, n < events / breaks);
            }
        }
        assert.deepEqual(await receiving, [...Array(events).keys()]);
        assert.equal((await t.client.next('connect')).recovered, true);
    });
}, recovering);

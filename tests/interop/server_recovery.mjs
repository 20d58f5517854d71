// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Connection state recovery: the official client's sessions on our server.

import assert from 'node:assert/strict';
import { occurrence, patience, scaled, until, within } from './lib/harness.mjs';
import { matrix, withServer } from './lib/suite.mjs';

const quick = { reconnection: true, reconnectionDelay: 5, reconnectionDelayMax: 10 };

/**
 * Cuts the connection without a word; where there is none that lasts, the server has to do it. The
 * official client's own close() would keep events that come after it, and deliver them twice.
 */
async function cut({ connection, socket }) {
    if (connection.wantsUpgrade) {
        await until('the upgrade', () => connection.transport === 'websocket');
    }
    const { transport } = connection.manager.engine;
    if (transport.ws) {
        transport.ws._socket.destroy();
    } else {
        socket.emit('close-conn');
    }
}

/** Connects, and has got something that can be recovered from. */
async function joinRecoverable(t, nsp) {
    const peer = await t.join(nsp, undefined, quick);
    await until('an offset', () => peer.socket._lastOffset);
    return peer;
}

async function comeBack(peer) {
    const connected = occurrence(peer.socket, 'connect');
    await cut(peer);
    await within(connected, 'the way back');
}

matrix('recovery', (test) => {
    test('the session is the same, and what it missed arrives first', async (t) => {
        const other = await t.join();
        const peer = await joinRecoverable(t);
        const { id } = peer;
        await peer.ask('join', ['r']);
        await peer.ask('set-data', { user: 'žluť' });

        const order = [];
        peer.socket.on('connect', () => order.push('connect'));
        peer.socket.onAny((event, ...args) => order.push([event, ...args].slice(0, 2).join(' ')));
        // Nobody tells the server while it reconnects.
        const connected = occurrence(peer.socket, 'connect');
        peer.connection.manager.reconnectionDelay(scaled(300));
        peer.connection.manager.reconnectionDelayMax(scaled(300));
        await cut(peer);
        await until('the disconnection', () => other.ask('disconnect-reason', id));
        other.emit('in-room', 'r', 'missed', 1);
        other.emit('in-room', 'elsewhere', 'for others', 1);
        other.emit('broadcast', 'missed', 2, Buffer.from('binary'));
        await other.settle();
        await within(connected, 'the way back');

        assert.equal(peer.socket.recovered, true);
        assert.equal(peer.id, id);
        assert.deepEqual(order.slice(0, 3), ['missed 1', 'missed 2', 'connect']);
        assert.deepEqual(await peer.ask('get-data'), { user: 'žluť' });
        assert.deepEqual(await peer.ask('rooms'), [id, 'r'].sort());
        assert.equal((await peer.ask('whoami')).recovered, true);
        const binary = (await peer.take('missed', 2))[1];
        assert.ok(Buffer.from('binary').equals(Buffer.from(binary[1])));
    });

    test('it is recovered again and again', async (t) => {
        const peer = await joinRecoverable(t);
        const { id } = peer;
        for (let round = 0; round < 3; ++round) {
            await comeBack(peer);
            assert.equal(peer.socket.recovered, true);
            assert.equal(peer.id, id);
            await peer.settle();
        }
    });

    test('who left by a word is not remembered', async (t) => {
        const peer = await joinRecoverable(t, '/custom');
        const { id } = peer;
        // A second namespace keeps the connection: word and return come in this order over it.
        const keeper = peer.socket.io.socket('/').connect();
        await within(occurrence(keeper, 'connect'), 'the second namespace');
        const connected = occurrence(peer.socket, 'connect');
        peer.socket.disconnect();
        peer.socket.connect();
        await within(connected, 'the way back');
        assert.equal(peer.socket.recovered, false);
        assert.notEqual(peer.id, id);
    });

    test('a session that the server does not know is a new one', async (t) => {
        const peer = await joinRecoverable(t);
        const { id } = peer;
        peer.socket._pid = 'another';
        await comeBack(peer);
        assert.equal(peer.socket.recovered, false);
        assert.notEqual(peer.id, id);
    });

    test('middlewares are not asked again', async (t) => {
        const peer = t.connection(quick).peer('/auth', { token: 'secret', user: 'u' });
        const connected = occurrence(peer.socket, 'connect');
        peer.socket.connect();
        await within(connected, 'the connection');
        await until('an offset', () => peer.socket._lastOffset);
        peer.socket.auth = { token: 'wrong' };
        await comeBack(peer);
        assert.equal(peer.socket.recovered, true);
        assert.equal((await peer.ask('get-data')).user, 'u');
    });
}, ['--recovery']);

withServer('recovery in time', ['--recovery', '50'], ({ test }) => {
    test('a session that is too old is gone', async (t) => {
        const peer = await joinRecoverable(t);
        const { id } = peer;
        peer.connection.manager.reconnectionDelay(200);
        peer.connection.manager.reconnectionDelayMax(200);
        await comeBack(peer);
        assert.equal(peer.socket.recovered, false);
        assert.notEqual(peer.id, id);
    });
});

matrix('accounting', (test) => {
    test('10,000 events arrive once and in order while connections are cut ten times', async (t) => {
        const [events, breaks] = [10_000, 10];
        const source = await t.join('/custom');
        const peer = await joinRecoverable(t, '/custom');
        await peer.ask('join', ['sink']);
        const received = [];
        peer.socket.on('n', (n) => received.push(n));
        let recoveries = 0;
        peer.socket.on('connect', () => {
            recoveries += peer.socket.recovered ? 1 : 0;
        });
        let cuts = 0;
        for (let n = 0; n < events; ++n) {
            source.emit('in-room', 'sink', 'n', n);
            if (n % 200 === 199) {
                await source.settle();
            }
            if (n % (events / breaks) === events / breaks / 2) {
                await until('the way back', () => recoveries === cuts);
                ++cuts;
                await cut(peer);
            }
        }
        await until('all events', () => received.length >= events, patience * 2);
        assert.deepEqual(received, [...Array(events).keys()]);
        await until('the last way back', () => recoveries === breaks);
    });
}, ['--recovery']);

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Our client's MessagePack before the official server: the bytes, dates and bad packets. The
// conversation of client_matrix.mjs shows the rest.

import assert from 'node:assert/strict';
import notepack from 'notepack.io';
import msgpackParser from 'socket.io-msgpack-parser';
import { Queue } from './lib/harness.mjs';
import { exactValues } from './lib/msgpack_values.mjs';
import { pack, unpack } from './lib/node_server.mjs';
import { clientMatrix } from './lib/suite.mjs';

const { encode } = notepack;
const EVENT = 2, ACK = 3;
const opts = { parser: 'msgpack' };

/** The official parser, which also keeps what it was given. */
const heard = new Queue();
class Decoder extends msgpackParser.Decoder {
    add(bytes) {
        heard.push(bytes);
        super.add(bytes);
    }
}
const parser = { ...msgpackParser, Decoder };

/** Values that the test client's JSON can tell it. */
const tellable = Object.fromEntries(Object.entries(exactValues).filter(
    ([name]) => !/undefined|dates|minus zero|nested|infinities|70,000/.test(name)));

clientMatrix('MessagePack', (test) => {
    test('every value is written as the official client writes it', async (t) => {
        const { peer } = await t.join(opts);
        peer.socket.on('echo', (...args) => args.pop()(...args));
        for (const [name, value] of Object.entries(tellable)) {
            await t.client.run('emit', { event: 'value', args: [pack(value), 'tail'] });
            assert.deepStrictEqual(await peer.next('value'), [value, 'tail'], name);
            const packet = encode({ type: EVENT, data: ['value', value, 'tail'], nsp: '/' });
            assert.deepEqual(await heard.next(name, (bytes) => packet.equals(bytes)), packet);
            assert.deepStrictEqual(unpack((await t.client.ask('echo', [pack(value)])).args), [value], name);
        }
    });

    test('acknowledgements are written as the official client writes them', async (t) => {
        const { peer } = await t.join(opts);
        await t.client.run('on', { event: 'question', ack: 'echo' });
        const values = [1, { a: Buffer.from('binary') }, 'ž'];
        assert.deepStrictEqual(await peer.ask('question', values), values);
        await heard.next('the ack', (bytes) => {
            const { id, type, data } = notepack.decode(bytes);
            return type === ACK && encode({ id, type, data, nsp: '/' }).equals(bytes);
        });
    });

    test('dates arrive as dates, also where text is expected', async (t) => {
        const { peer } = await t.join(opts);
        peer.emit('value', new Date(0), [undefined]);
        const line = await t.client.next('event', { event: 'value' });
        assert.deepEqual(line.args, ['1970-01-01T00:00:00.000Z', [null]]);
    });

    for (const [name, packet] of Object.entries({
        'a message that is no MessagePack': Buffer.from([0xc1]),
        'a packet that ends early': encode({ type: EVENT, data: ['x'], nsp: '/' }).subarray(0, -1),
        'a packet of an unknown type': encode({ type: 9, nsp: '/' }),
        'a packet of the default format': '2["x"]',
    })) {
        test(`${name} ends the connection`, async (t) => {
            const { peer } = await t.join({ ...opts, reconnection: false });
            peer.socket.conn.write(packet);
            assert.equal((await t.client.next('disconnect')).reason, 'parse error');
        });
    }
}, { parser, maxHttpBufferSize: 10_000_000 });

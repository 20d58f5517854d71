// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Attacks by the older protocol, by scripts for old browsers, and by MessagePack.

import assert from 'node:assert/strict';
import notepack from 'notepack.io';
import { attack } from './lib/attack.mjs';
import { withServer } from './lib/suite.mjs';
import { formats } from './lib/ways.mjs';
import { RawWebSocket, request } from './lib/wire.mjs';

const path = '/socket.io/';
const bytes = (...parts) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** A polling session of protocol 3, or 4 with other parameters, up to its id. */
async function open(t, parameters) {
    const url = `${path}?transport=polling&${parameters}`;
    const { status, body } = await request(t.server.port, url);
    assert.equal(status, 200, body);
    return `${url}&sid=${/sid\\?":\\?"([\w-]+)/.exec(body)[1]}`;
}

const text = 'EIO=3&b64=1';
const binary = { 'Content-Type': 'application/octet-stream' };

const textPayloads = {
    'no length': 'abc', 'an empty length': ':4x', 'a length and nothing': '5:', 'no colon': '123456', 'a length too long': '9:4x',
    'a negative length': '-1:4x', 'a fraction': '1.5:4x', 'a hexadecimal length': '0x2:4x', 'a leading zero': '02:4x',
    'a length of 20 digits': '99999999999999999999:4x', 'a length of 900,000 digits': `${'9'.repeat(900_000)}:4x`,
    'a length that cuts a character': '2:4😀', 'an unknown type': '2:9x', 'base64 that is none': '4:b4#!', 'an empty body': '',
    'bytes that are no UTF-8': Buffer.from('3:4\xed\xa0\x80', 'latin1'), 'a blank in the length': ' 2:4x',
};
const binaryPayloads = {
    'an unknown mark': bytes([2, 1, 255], '4'), 'no end of the length': bytes([0, 1, 2, 3]), 'an empty length': bytes([0, 255], '4'),
    'a length of 400 digits': bytes([1, ...new Array(400).fill(9), 255], '4'), 'a digit over nine': bytes([0, 10, 255], '4123456789'),
    'a length too long': bytes([1, 9, 255], '4'), 'binary of an unknown type': bytes([1, 2, 255, 9, 1]), 'an empty body': '',
    'text that is no UTF-8': bytes([0, 4, 255], '4', [0xed, 0xa0, 0x80]),
};

withServer('protocol 3', ['--allow-eio3'], ({ test }) => {
    for (const [headers, payloads] of [[{}, textPayloads], [binary, binaryPayloads]]) {
        for (const [name, payload] of Object.entries(payloads)) {
            test(`a ${headers === binary ? 'binary' : 'text'} payload with ${name} ends its session, no panic`, async (t) => {
                await attack(t, async () => {
                    const url = await open(t, text);
                    const { status } = await request(t.server.port, url, { method: 'POST', body: payload, headers });
                    assert.equal(status, 400);
                    assert.equal((await request(t.server.port, url)).status, 400);
                });
            });
        }
    }

    const floods = {
        'half a million empty packets': '0:'.repeat(499_000),
        'noops': '1:6'.repeat(330_000),
        'pings that nobody reads the answers of': '1:2'.repeat(330_000),
        'questions that nobody reads the answers of': '14:421["echo",12]'.repeat(55_000),
    };
    for (const [name, payload] of Object.entries(floods)) {
        test(`a payload of ${name} takes linear time and bounded memory`, async (t) => {
            await attack(t, async () => {
                const url = await open(t, text);
                for (let round = 0; round < 5; ++round) {
                    const { status } = await request(t.server.port, url, { method: 'POST', body: payload });
                    assert.ok([200, 400].includes(status), `status ${status}`);
                }
            }, { growth: 48 });
        });
    }
});

withServer('scripts', ['--allow-eio3'], ({ test }) => {
    for (const j of ['alert(1)', '"];alert(1)//', '\u2028', '9'.repeat(300), '']) {
        test(`the index ${JSON.stringify(j).slice(0, 30)} runs nothing in the page`, async (t) => {
            await attack(t, async () => {
                const { body, headers } = await request(
                    t.server.port, `${path}?EIO=3&transport=polling&j=${encodeURIComponent(j)}`);
                assert.match(body, /^___eio\[\d*\]\("[^\n]*"\);$/);
                assert.equal(headers['x-content-type-options'], 'nosniff');
            });
        });
    }

    for (const form of ['', 'd', 'd=', 'd=%', 'd=%zz', 'x=1', '&'.repeat(500_000), 'd=4'.repeat(200_000), `d=${'%5C'.repeat(300_000)}`]) {
        test(`the form ${form.slice(0, 12)}, ${form.length} bytes, ends its session`, async (t) => {
            await attack(t, async () => {
                const url = await open(t, 'EIO=3&j=0');
                const { status } = await request(t.server.port, url, { method: 'POST', body: form });
                assert.equal(status, 400);
            });
        });
    }
});

const packet = (data) => notepack.encode({ type: 2, nsp: '/', data, id: 7 });
const badPackets = {
    'nothing': Buffer.alloc(0),
    'an array of 2^32 elements': bytes([0xdd, 255, 255, 255, 255]),
    'a map of 2^32 members': bytes([0xdf, 255, 255, 255, 255]),
    'a text of 4 GB': bytes([0xdb, 255, 255, 255, 255]),
    'binary of 4 GB': bytes([0xc6, 255, 255, 255, 255, 1]),
    'an extension of 4 GB': bytes([0xc9, 255, 255, 255, 255, 0]),
    '100,000 nested arrays': bytes([0x83, 0xa4], 'type', [2, 0xa3], 'nsp', [0xa1], '/', [0xa4], 'data', Buffer.alloc(100_000, 0x91), [0xc0]),
    '100,000 nested maps': bytes([0x83, 0xa4], 'type', [2, 0xa3], 'nsp', [0xa1], '/', [0xa4], 'data', Buffer.from('81a161'.repeat(100_000), 'hex'), [0xc0]),
    'text that is no UTF-8': bytes(packet(['echo']).subarray(0, -2), [0xa3, 0xed, 0xa0, 0x80]),
    'an array for a packet': notepack.encode([2, '/', ['echo']]),
    'no type': notepack.encode({ nsp: '/', data: ['echo'] }),
    'an unknown type': notepack.encode({ type: 7, nsp: '/', data: ['echo'] }),
    'a type that is a fraction': notepack.encode({ type: 2.5, nsp: '/', data: ['echo'] }),
    'a namespace that is a number': notepack.encode({ type: 2, nsp: 1, data: ['echo'] }),
    'a negative id': notepack.encode({ type: 2, nsp: '/', data: ['echo'], id: -1 }),
    'an id that is a fraction': notepack.encode({ type: 2, nsp: '/', data: ['echo'], id: 1.5 }),
    'an event that is a map': packet({ length: 1 }),
    'an event without a name': packet([]),
    'an event named by a map': packet([{}]),
    'a reserved event': packet(['disconnect']),
    'bytes behind the packet': bytes(packet(['echo']), [0]),
};

withServer('MessagePack', formats.MessagePack.flags, ({ test: declare }) => {
    const test = (title, body) => declare(title, (t) => {
        t.options = { ...t.options, ...formats.MessagePack.node };
        return body(t);
    });
    const join = async (t) => {
        const webSocket = await RawWebSocket.open(t.server.port, `${path}?EIO=4&transport=websocket`);
        t.cleanup.add(() => webSocket.destroy());
        await webSocket.next();
        webSocket.send(notepack.encode({ type: 0, nsp: '/' }));
        assert.equal(notepack.decode(await webSocket.next()).type, 0);
        await webSocket.next();
        return webSocket;
    };

    for (const [name, garbage] of Object.entries(badPackets)) {
        test(`a packet with ${name} ends its connection`, async (t) => {
            await attack(t, async () => {
                const webSocket = await join(t);
                webSocket.send(garbage);
                await webSocket.expectClosed();
            });
        });
    }

    test('every first byte with anything behind it ends its connection', async (t) => {
        await attack(t, async () => {
            for (let lead = 0; lead < 256; ++lead) {
                for (const rest of ['', '\0\0\0\0\0\0\0\0\0', '\xff\xff\xff\xff\xff\xff\xff\xff\xff']) {
                    const webSocket = await join(t);
                    webSocket.send(Buffer.from(String.fromCharCode(lead) + rest, 'latin1'));
                    await webSocket.expectClosed();
                    webSocket.destroy();
                }
            }
        });
    });

    test('a million tiny elements are echoed', async (t) => {
        await attack(t, async () => {
            const webSocket = await join(t);
            webSocket.send(packet(['inspect', new Array(900_000).fill(0)]));
            assert.deepEqual(notepack.decode(await webSocket.next()).data, [['array:900000']]);
        }, { growth: 120 });
    });
});

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Our client against servers that are wrong, silent or hostile: the connection ends with a reason,
// nothing half-parsed is printed, and the process lives on.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { scaled } from './lib/harness.mjs';
import { honest, Liar, rubbishServer } from './lib/liar.mjs';
import { clientTest } from './lib/suite.mjs';
import { frame, opcodes } from './lib/wire.mjs';

const ways = { polling: ['polling'], WebSocket: ['websocket'] };
const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth);
const once = { reconnection: false, timeout: scaled(1500) };
const anyEnd = /^(parse error|transport error|transport close)$/;

/** Declares a test against a server that is wrong in the way `options` say. */
function liarTest(name, options, body) {
    clientTest(name, async (client, cleanup) => {
        const liar = await Liar.start(options);
        cleanup.add(() => liar.close());
        await body(client, liar);
    });
}

/** The client still works: an honest server gets it connected. */
async function expectAlive(client) {
    const liar = await Liar.start();
    try {
        await client.run('connect', {
            url: liar.url, socket: 'alive', opts: { transports: ['websocket'], reconnection: false },
        });
        const session = await liar.session();
        await session.accept();
        await client.next('connect', { socket: 'alive' });
        await client.run('disconnect', { socket: 'alive' });
    } finally {
        liar.close();
    }
}

const badOpenings = {
    'no packet': 'rubbish',
    'nothing': '',
    'another packet': '4hello',
    'an open packet without JSON': '0',
    'an open packet with broken JSON': '0{"sid":',
    'an open packet with an array': '0["sid"]',
    'an open packet with null': '0null',
    'an open packet without a session id': '0{"upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1}',
    'a session id that is a number': '0{"sid":1,"upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1}',
    'intervals that are words': '0{"sid":"a","upgrades":[],"pingInterval":"x","pingTimeout":"y","maxPayload":1}',
    'a negative interval': '0{"sid":"a","upgrades":[],"pingInterval":-1,"pingTimeout":20000,"maxPayload":1}',
    'no intervals': '0{"sid":"a","upgrades":[]}',
    '100,000 nested brackets': `0{"sid":"a","x":${nested(100_000)}}`,
};

for (const [way, transports] of Object.entries(ways)) {
    describe(`wrong openings over ${way}`, () => {
        for (const [name, open] of Object.entries(badOpenings)) {
            liarTest(`${name} is a failed connection`, { open }, async (client, liar) => {
                // Waiting for an open packet until the attempt times out is a way to fail as well.
                await client.run('connect', { url: liar.url, opts: { ...once, transports } });
                const { message } = await client.next('connect_error');
                assert.equal(typeof message, 'string');
                assert.equal((await client.state()).connected, false);
                await expectAlive(client);
            });
        }

        liarTest('after a failed opening the client tries again', { open: 'rubbish' }, async (client, liar) => {
            await client.run('connect', {
                url: liar.url, opts: { transports, reconnectionDelay: 20, reconnectionDelayMax: 20 },
            });
            await client.next('connect_error');
            assert.equal((await client.next('reconnect_attempt')).attempt, 1);
            liar.open = honest;
            await (await liar.sessions.next('an honest session', ({ open }) => open === honest)).accept();
            await client.next('connect');
        });
    });

    describe(`wrong packets over ${way}`, () => {
        const badPackets = {
            'an unknown type': ['47'],
            'a letter for a type': ['4x'],
            'an event that is an object': ['42{}'],
            'an event without a name': ['42[]'],
            'an event with a reserved name': ['42["connect"]'],
            'broken JSON': ['42["a",]'],
            'broken JSON in a part that nobody reads': ['42["a",{"b":[01]}]'],
            'two documents': ['42["a"]["b"]'],
            'a raw control character': ['42["a\x01"]'],
            'an acknowledgement that is an object': ['431{}'],
            'a disconnection with a payload': ['41{}'],
            'no attachment count': ['45-["a"]'],
            'no attachment': ['450-["a"]'],
            '2^31 attachments': ['452147483648-["a",{"_placeholder":true,"num":0}]'],
            '2^64 + 1 attachments': ['4518446744073709551617-["a",{"_placeholder":true,"num":0}]', Buffer.from('x')],
            'binary that nothing announced': [Buffer.from('stray')],
            'text where an attachment is due': ['451-["a",{"_placeholder":true,"num":0}]', '42["b"]'],
            'a placeholder beyond the attachments': ['451-["a",{"_placeholder":true,"num":3}]', Buffer.from('x')],
            'a placeholder without a number': ['451-["a",{"_placeholder":true}]', Buffer.from('x')],
            '100,000 nested brackets': [`42["a",${nested(100_000)}]`],
            '100,000 open brackets': [`42["a",${'['.repeat(100_000)}`],
            'a letter in the acknowledgement id': ['42a1["a"]'],
        };
        for (const [name, packets] of Object.entries(badPackets)) {
            liarTest(`${name}: the connection ends with a parse error`, {}, async (client, liar) => {
                await client.run('connect', { url: liar.url, opts: { transports, reconnection: false } });
                const session = await liar.session();
                await session.accept();
                await client.next('connect');
                session.send('42["before",1]', ...packets, '42["after"]');
                const { reason } = await client.next('disconnect');
                assert.equal(reason, 'parse error');
                const events = client.seen('event').map(({ event }) => event);
                assert.ok(events.every((event) => event === 'before'), events.join());
                assert.equal((await client.state()).connected, false);
                await expectAlive(client);
            });
        }

        const badEnginePackets = {
            'no packet': ['abc'],
            'an unknown Engine.IO type': ['7x'],
            'an empty packet': [''],
        };
        for (const [name, packets] of Object.entries(badEnginePackets)) {
            liarTest(`${name}: the connection ends`, {}, async (client, liar) => {
                await client.run('connect', { url: liar.url, opts: { transports, reconnection: false } });
                const session = await liar.session();
                await session.accept();
                await client.next('connect');
                session.send('42["before",1]', ...packets, '42["after"]');
                assert.match((await client.next('disconnect')).reason, anyEnd);
                assert.ok(client.seen('event').every(({ event }) => event === 'before'));
                await expectAlive(client);
            });
        }

        liarTest('after a wrong packet the client connects anew', {}, async (client, liar) => {
            await client.run('connect', {
                url: liar.url, opts: { transports, reconnectionDelay: 20, reconnectionDelayMax: 20 },
            });
            const first = await liar.session();
            await first.accept();
            await client.next('connect');
            // Half a binary event must not be waited for on the next connection.
            first.send('452-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]', Buffer.from('x'), '42["b"]');
            assert.equal((await client.next('disconnect')).reason, 'parse error');
            const second = await liar.session();
            await second.accept();
            assert.equal((await client.next('connect')).sid, `socket-of-${second.sid}`);
            second.send('42["fresh",1]');
            assert.deepEqual((await client.next('event')).args, [1]);
        });

        const badConnects = {
            'no payload': '40',
            'no session id': '40{}',
        };
        for (const [name, packet] of Object.entries(badConnects)) {
            liarTest(`a CONNECT with ${name} is a failed connection`, {}, async (client, liar) => {
                await client.run('connect', { url: liar.url, opts: { transports, reconnection: false } });
                const session = await liar.session();
                assert.equal(await session.next(), '40');
                session.send(packet);
                assert.equal(typeof (await client.next('connect_error')).message, 'string');
                assert.equal((await client.state()).connected, false);
            });
        }

        liarTest('what a server should not say but may is ignored', {}, async (client, liar) => {
            await client.run('connect', { url: liar.url, opts: { transports, reconnection: false } });
            const session = await liar.session();
            await session.accept();
            await client.next('connect');
            const id = await client.run('emitWithAck', { event: 'question', args: [] });
            const question = await session.next();
            const [, ackId] = /^42(\d+)\["question"\]$/.exec(question);
            session.send(
                '42/unknown,["stray"]', '43/unknown,0[]', '43999["stray"]', '6', '40{"sid":"another"}',
                '40/unknown,{"sid":"stray"}', '41/unknown,', '44/unknown,{"message":"stray"}',
                `43${ackId}["first"]`, `43${ackId}["second"]`, '42["end"]',
            );
            assert.deepEqual((await client.next('event')).event, 'end');
            assert.deepEqual((await client.next('ack', { id })).args, ['first']);
            for (const type of ['ack', 'connect', 'connect_error', 'disconnect'])
                assert.deepEqual(client.seen(type), [], type);
            assert.equal((await client.state()).connected, true);
        });

        liarTest('events that come before the connection is confirmed wait for it', {}, async (client, liar) => {
            await client.run('connect', { url: liar.url, opts: { transports, reconnection: false } });
            const session = await liar.session();
            assert.equal(await session.next(), '40');
            session.send('42["early",1]', '40{"sid":"x"}', '42["later",2]');
            const first = await client.lines.next('connect or event', ({ type }) => ['connect', 'event'].includes(type));
            const second = await client.lines.next('connect or event', ({ type }) => ['connect', 'event'].includes(type));
            const third = await client.lines.next('connect or event', ({ type }) => ['connect', 'event'].includes(type));
            const events = [first, second, third].filter(({ type }) => type === 'event').map(({ event }) => event);
            assert.deepEqual(events, ['early', 'later']);
        });

        liarTest('what JSON allows is accepted', {}, async (client, liar) => {
            await client.run('connect', { url: liar.url, opts: { transports, reconnection: false } });
            const session = await liar.session();
            await session.accept();
            session.send(
                '42["big",123456789012345678901234567890,-98765432109876543210]', '42["lone","\\ud800",{"\\udfff":1}]',
                '42[ "blanks" ,\t[ 1 , 2 ] ]', '42["twice",{"a":1,"a":2}]', '42["extreme",1e400]',
            );
            assert.deepEqual((await client.next('event', { event: 'big' })).args, [123456789012345678901234567890, -98765432109876543210]);
            assert.deepEqual((await client.next('event', { event: 'lone' })).args, ['\ud800', { '\udfff': 1 }]);
            assert.deepEqual((await client.next('event', { event: 'blanks' })).args, [[1, 2]]);
            assert.deepEqual((await client.next('event', { event: 'twice' })).args, [{ a: 2 }]);
            await client.next('event', { event: 'extreme' });
            assert.equal((await client.state()).connected, true);
        });

        liarTest(
            'a server that falls silent is a ping timeout, and the client connects anew',
            { open: { ...honest, pingInterval: scaled(100), pingTimeout: scaled(100) } },
            async (client, liar) => {
                await client.run('connect', {
                    url: liar.url, opts: { transports, reconnectionDelay: 20, reconnectionDelayMax: 20 },
                });
                const first = await liar.session();
                await first.accept();
                await client.next('connect');
                first.send('2');
                let packet = await first.next();
                assert.equal(packet, '3');
                assert.equal((await client.next('disconnect')).reason, 'ping timeout');
                await client.next('reconnect_attempt');
                const second = await liar.session();
                await second.accept();
                await client.next('connect');
            },
        );

        liarTest('a server that closes politely is a closed transport', {}, async (client, liar) => {
            await client.run('connect', { url: liar.url, opts: { transports, reconnection: false } });
            const session = await liar.session();
            await session.accept();
            await client.next('connect');
            session.closePolitely();
            assert.equal((await client.next('disconnect')).reason, 'transport close');
        });

        liarTest('a disconnection by the server is told as one', {}, async (client, liar) => {
            await client.run('connect', {
                url: liar.url, opts: { transports, reconnectionDelay: 20, reconnectionDelayMax: 20 },
            });
            const session = await liar.session();
            await session.accept();
            await client.next('connect');
            session.send('42["last words"]', '41');
            assert.equal((await client.next('event')).event, 'last words');
            assert.equal((await client.next('disconnect')).reason, 'io server disconnect');
            await client.run('sleep', { ms: 100 });
            assert.deepEqual(client.seen('reconnect_attempt'), []);
        });
    });
}

describe('wrong frames', () => {
    const unmasked = { masked: false };
    const badFrames = {
        'a reserved bit': frame(opcodes.text, '42["after"]', { ...unmasked, rsv: 2 }),
        'a compressed frame that nobody negotiated': frame(opcodes.text, '42["after"]', { ...unmasked, rsv: 4 }),
        'the reserved opcode 5': frame(5, '42["after"]', unmasked),
        'the reserved opcode 12': frame(12, '', unmasked),
        'a continuation of nothing': frame(opcodes.continuation, '42["after"]', unmasked),
        'a ping in fragments': frame(opcodes.ping, 'x', { ...unmasked, fin: false }),
        'a ping of 126 bytes': frame(opcodes.ping, 'x'.repeat(126), unmasked),
        'an encoded surrogate': frame(opcodes.text, Buffer.from('42["after\xed\xa0\x80"]', 'latin1'), unmasked),
        'UTF-8 that is cut off': frame(opcodes.text, Buffer.from('42["after"]\xe2\x82', 'latin1'), unmasked),
        'rubbish': Buffer.alloc(200, 0xff),
    };
    for (const [name, bytes] of Object.entries(badFrames)) {
        liarTest(`${name}: the connection ends`, {}, async (client, liar) => {
            await client.run('connect', { url: liar.url, opts: { transports: ['websocket'], reconnection: false } });
            const session = await liar.session();
            await session.accept();
            await client.next('connect');
            session.sendRaw(Buffer.concat([bytes, frame(opcodes.text, '42["after"]', unmasked)]));
            assert.match((await client.next('disconnect')).reason, anyEnd);
            assert.deepEqual(client.seen('event'), []);
            await expectAlive(client);
        });
    }

    liarTest('a WebSocket that breaks off in a frame ends the connection', {}, async (client, liar) => {
        await client.run('connect', { url: liar.url, opts: { transports: ['websocket'], reconnection: false } });
        const session = await liar.session();
        await session.accept();
        await client.next('connect');
        session.sendRaw(frame(opcodes.text, '42["after"]', unmasked).subarray(0, 6));
        session.webSocket._socket.destroy();
        assert.match((await client.next('disconnect')).reason, anyEnd);
        assert.deepEqual(client.seen('event'), []);
    });
});

describe('wrong answers', () => {
    const answers = {
        'status 500': (request, response) => response.writeHead(500).end('oops'),
        'status 404': (request, response) => response.writeHead(404).end(),
        'status 403 with JSON': (request, response) =>
            response.writeHead(403, { 'Content-Type': 'application/json' }).end('{"code":4,"message":"no"}'),
        'status 401 with a code in words': (request, response) => response.writeHead(401).end('{"code":"4","message":[]}'),
        'a redirection in a circle': (request, response) => response.writeHead(302, { Location: request.url }).end(),
        'a page': (request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>'),
        'compression that is none': (request, response) =>
            response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('0{"sid":"a"}'),
        'bytes that are no UTF-8': (request, response) => response.writeHead(200).end(Buffer.from([0x30, 0xed, 0xa0, 0x80])),
        'an end in the middle of the body': (request, response) => {
            response.writeHead(200, { 'Content-Length': 1000 });
            response.write('0{"sid"');
            setImmediate(() => request.socket.destroy());
        },
    };
    for (const [name, respond] of Object.entries(answers)) {
        liarTest(`${name} is a failed connection`, { respond }, async (client, liar) => {
            for (const [way, transports] of Object.entries(ways)) {
                await client.run('connect', { url: liar.url, socket: way, opts: { ...once, transports } });
                const { message } = await client.next('connect_error', { socket: way });
                assert.equal(typeof message, 'string');
                assert.notEqual(message, '');
            }
            await expectAlive(client);
        });
    }

    const rubbish = {
        'an end without an answer': '',
        'bytes that are no HTTP': 'SSH-2.0-OpenSSH_9.2p1\r\n',
        'half a status line': 'HTTP/1.1 2',
        'headers without a body': 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n',
        'a WebSocket with the wrong key':
            'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n',
    };
    for (const [name, bytes] of Object.entries(rubbish)) {
        clientTest(`${name} is a failed connection`, async (client, cleanup) => {
            const server = await rubbishServer(bytes);
            cleanup.add(() => server.close());
            for (const [way, transports] of Object.entries(ways)) {
                await client.run('connect', { url: server.url, socket: way, opts: { ...once, transports } });
                assert.equal(typeof (await client.next('connect_error', { socket: way })).message, 'string');
            }
            await expectAlive(client);
        });
    }

    for (const url of ['rubbish', '', 'ftp://127.0.0.1/', 'http://', 'http://127.0.0.1:99999']) {
        clientTest(`the address ${JSON.stringify(url)} ends no process`, async (client) => {
            const id = client.post('connect', { url, opts: { reconnection: false, timeout: 500 } });
            await client.lines.next(
                'an error',
                (line) => line.type === 'connect_error' || (line.type === 'error' && line.id === id),
            );
            await expectAlive(client);
        });
    }
});

describe('upgrades that fail', () => {
    const open = { ...honest, upgrades: ['websocket'] };

    liarTest('a refused WebSocket leaves the client on polling', { open, refuseWebSocket: true }, async (client, liar) => {
        await client.run('connect', { url: liar.url, opts: { reconnection: false } });
        const session = await liar.session();
        await session.accept();
        await client.next('connect');
        for (let round = 0; round < 5; ++round) {
            await client.run('emit', { event: 'hello', args: [round] });
            assert.equal(await session.next(), `42["hello",${round}]`);
            session.send(`42["back",${round}]`);
            assert.deepEqual((await client.next('event')).args, [round]);
        }
        assert.equal((await client.state()).transport, 'polling');
        assert.deepEqual(client.seen('upgrade'), []);
    });

    for (const [name, packet] of [
        ['an open packet', `0${JSON.stringify({ sid: 'other', ...honest })}`], ['rubbish', 'rubbish'],
        ['the wrong pong', '3wrong'], ['a message', '42["after"]'], ['binary', Buffer.from('3probe')],
    ]) {
        liarTest(`${name} for a probe leaves the client on polling`, { open }, async (client, liar) => {
            await client.run('connect', { url: liar.url, opts: { reconnection: false } });
            const session = await liar.session();
            assert.equal(session.transport, 'polling');
            await session.accept();
            await client.next('connect');
            const candidate = await liar.session();
            assert.equal(candidate.transport, 'websocket');
            assert.equal(await candidate.next(), '2probe');
            candidate.send(packet);
            for (let round = 0; round < 3; ++round) {
                session.send(`42["alive",${round}]`);
                assert.deepEqual((await client.next('event')).args, [round]);
            }
            assert.equal((await client.state()).transport, 'polling');
            assert.deepEqual(client.seen('upgrade'), []);
            assert.deepEqual(client.seen('event'), []);
        });
    }
});

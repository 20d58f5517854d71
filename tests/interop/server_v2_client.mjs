// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The official client of Socket.IO 2 against our server, and what lies below it by hand: payloads
// of Engine.IO 3, good and bad, and long-polling by scripts.

import assert from 'node:assert/strict';
import vm from 'node:vm';
import { occurrence, within } from './lib/harness.mjs';
import { LegacyConnection } from './lib/legacy.mjs';
import { withServer } from './lib/suite.mjs';
import { transports } from './lib/ways.mjs';
import { RawWebSocket, expectError, request } from './lib/wire.mjs';

const allowed = ['--allow-eio3'];
const path = '/socket.io/';

function connect(t, options = {}) {
    const connection = new LegacyConnection(t.server.url, { ...t.options, ...options });
    t.cleanup.add(() => connection.close());
    return connection;
}

/** Splits a textual payload, whose lengths are those of JavaScript. */
function split(payload) {
    const packets = [];
    while (payload) {
        const colon = payload.indexOf(':');
        const size = Number(payload.slice(0, colon));
        packets.push(payload.slice(colon + 1, colon + 1 + size));
        payload = payload.slice(colon + 1 + size);
    }
    return packets;
}

const join = (...packets) => packets.map((packet) => `${packet.length}:${packet}`).join('');

/** A session of Engine.IO 3 by hand. */
class Session {
    static async open(port, query = '&b64=1') {
        const session = new Session();
        session.port = port;
        const { status, body } = await request(port, `${path}?EIO=3&transport=polling${query}`);
        assert.equal(status, 200, body);
        const [open, ...rest] = split(body);
        session.handshake = JSON.parse(open.slice(1));
        session.url = `${path}?EIO=3&transport=polling${query}&sid=${session.handshake.sid}`;
        session.waiting = rest;
        return session;
    }

    poll() {
        return request(this.port, this.url);
    }

    post(body, headers = {}) {
        return request(this.port, this.url, { method: 'POST', body, headers });
    }

    async send(...packets) {
        const { status, body } = await this.post(join(...packets));
        assert.equal(status, 200);
        assert.equal(body, 'ok');
    }

    async next() {
        while (this.waiting.length === 0) {
            const { status, body } = await this.poll();
            assert.equal(status, 200, body);
            this.waiting = split(body);
        }
        return this.waiting.shift();
    }

    async nextThat(start) {
        for (;;) {
            const packet = await this.next();
            if (packet.startsWith(start)) {
                return packet;
            }
        }
    }

    async expectClosed() {
        for (let i = 0; i < 3; ++i) {
            const { status, body } = await this.poll();
            if (status === 400) {
                return assert.deepEqual(JSON.parse(body), { code: 1, message: 'Session ID unknown' });
            }
        }
        assert.fail('the session is still there');
    }
}

for (const [title, options] of Object.entries(transports)) {
    withServer(`the client of Socket.IO 2, ${title}`, allowed, ({ test: declare }) => {
        const test = (name, body) => declare(name, (t) => body(Object.assign(t, { options })));

        test('is in the main namespace by itself, under the id of its session', async (t) => {
            const connection = connect(t);
            const peer = await connection.join('/');
            assert.deepEqual(peer.auth, {});
            assert.equal(peer.id, connection.manager.engine.id);
            const me = await peer.ask('whoami');
            assert.equal(me.id, peer.id);
            assert.equal(me.protocol, 3);
            await connection.expectUpgrade();
        });

        test('joins other namespaces with the query as its auth', async (t) => {
            const connection = connect(t);
            const peer = await connection.join('/custom', { token: 'a b&c', list: 'é€😀' });
            assert.deepEqual(peer.auth, { token: 'a b&c', list: 'é€😀' });
            assert.equal(peer.id, `/custom#${connection.manager.engine.id}`);
            assert.equal((await peer.ask('whoami')).id, peer.id);
            assert.deepEqual(await peer.ask('rooms'), [peer.id]);
        });

        test('is refused with the data of the error alone', async (t) => {
            const data = { code: 401, hint: 'bad token', got: 'wrong' };
            assert.deepEqual(await connect(t).refused('/auth', { token: 'wrong' }), data);
            const peer = await connect(t).join('/auth', { token: 'slow' });
            assert.deepEqual((await peer.ask('get-data')).trail, ['first', 'second']);
        });

        test('hears of namespaces that do not exist', async (t) => {
            const connection = connect(t);
            const refusal = await connection.refused('/nowhere');
            assert.deepEqual(refusal, { message: 'Invalid namespace' });
            const peer = await connection.join('/dynamic-7');
            await peer.settle();
        });

        test('sends and gets binary, acknowledged both ways', async (t) => {
            const peer = await connect(t).join('/');
            const values = [Buffer.from([0, 1, 4, 255]), { deep: [Buffer.alloc(3000, 7), 'é€😀'] }, null];
            assert.deepEqual(await peer.askAll('echo', ...values), values);
            await peer.answer('question');
            const reply = await peer.ask('emit-with-ack', 'question', values, 5000);
            assert.deepEqual(reply, { error: null, args: values });
        });

        test('hears broadcasts of binary together with clients of today', async (t) => {
            const peer = await connect(t).join('/');
            const other = await t.join('/');
            await peer.ask('join', 'room');
            await other.ask('join', 'room');
            const bytes = Buffer.alloc(5000, 4);
            other.emit('in-room', 'room', 'news', bytes, 'text');
            assert.deepEqual(await peer.next('news'), [bytes, 'text']);
            assert.deepEqual(await other.next('news'), [bytes, 'text']);
        });

        test('connects again when its connection is closed', async (t) => {
            const connection = connect(t, { reconnection: true, reconnectionDelay: 10, reconnectionDelayMax: 20 });
            const peer = await connection.join('/custom', { a: '1' });
            const first = peer.id;
            const again = occurrence(peer.socket, 'connect');
            peer.emit('close-conn');
            assert.ok(['transport close', 'transport error'].includes(await peer.disconnected()));
            await within(again, 'the next connection');
            assert.notEqual(peer.id, first);
            assert.deepEqual(await peer.next('auth'), [{ a: '1' }]);
            await peer.settle();
        });
    });
}

withServer('payloads of Engine.IO 3', allowed, ({ test }) => {
    test('a client that names no protocol speaks this one', async ({ server }) => {
        const { status, body } = await request(server.port, `${path}?transport=polling`);
        assert.equal(status, 200);
        assert.match(body, /^\d+:0\{/);
    });

    test('an unknown protocol stays refused', async ({ server }) => {
        expectError(await request(server.port, `${path}?EIO=2&transport=polling`), 5, 'Unsupported protocol version');
    });

    test('lengths are those of JavaScript', async ({ server }) => {
        const session = await Session.open(server.port);
        await session.nextThat('42["auth"');
        await session.send('42["echo","é€😀"]', '2');
        assert.equal(await session.next(), '42["echo","é€😀"]');
        assert.equal(await session.next(), '3');
    });

    test('a client without b64 gets and sends bytes', async ({ server }) => {
        const session = await Session.open(server.port, '');
        await session.nextThat('42["auth"');
        const event = '451-["echo",{"_placeholder":true,"num":0}]';
        const body = Buffer.concat([
            Buffer.from([0, ...String(event.length).split('').map(Number), 255]), Buffer.from(event),
            Buffer.from([1, 4, 255, 4, 1, 2, 3]),
        ]);
        assert.equal((await session.post(body, { 'Content-Type': 'application/octet-stream' })).status, 200);
        const { headers, bytes } = await session.poll();
        assert.equal(headers['content-type'], 'application/octet-stream');
        assert.deepEqual(bytes, body);
    });

    test('a WebSocket with b64 has binary in text', async ({ server }) => {
        const webSocket = await RawWebSocket.open(server.port, `${path}?EIO=3&transport=websocket&b64=1`);
        assert.match(await webSocket.next(), /^0\{/);
        assert.equal(await webSocket.next(), '40');
        assert.match(await webSocket.next(), /^42\["auth"/);
        webSocket.send('451-["echo",{"_placeholder":true,"num":0}]', 'b4AQID');
        assert.equal(await webSocket.next(), '451-["echo",{"_placeholder":true,"num":0}]');
        assert.equal(await webSocket.next(), 'b4AQID');
        webSocket.destroy();
    });

    test('overlapping polls and pongs of the client end the session', async ({ server }) => {
        const session = await Session.open(server.port);
        await session.nextThat('42["auth"');
        const first = session.poll();
        const answers = await Promise.all([first, session.poll()]);
        assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
        assert.equal(answers.find(({ status }) => status === 200).body, '1:1');
        await session.expectClosed();
        const other = await Session.open(server.port);
        await other.post('1:3');
        await other.expectClosed();
    });

    const octets = { 'Content-Type': 'application/octet-stream' };
    for (const [name, body, headers] of [
        ['no payload', 'abc'],
        ['nothing', ''],
        ['a length past the end', '100:4a'],
        ['a length beyond all integers', `${'9'.repeat(400)}:4a`],
        ['a length that overflows', '18446744073709551618:4a'],
        ['digits without an end', '1'.repeat(900_000)],
        ['a negative length', '-1:4a'],
        ['half of a character', '2:4😀'],
        ['a bad packet behind good ones', `${'1:6'.repeat(1000)}2:9x`],
        ['bytes of a length past the end', Buffer.from([1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 255, 4]), octets],
        ['bytes without an end of the length', Buffer.alloc(900_000, 1), octets],
        ['bytes of an unknown kind', Buffer.from([2, 1, 255, 4]), octets],
    ]) {
        test(`${name}: the session ends, and nobody else notices`, async (t) => {
            const witness = await t.join('/');
            const session = await Session.open(t.server.port);
            const { status } = await session.post(body, headers);
            assert.equal(status, 400);
            await session.expectClosed();
            await witness.settle();
        });
    }

    test('a payload of many tiny packets takes no longer than its bytes', async (t) => {
        const witness = await t.join('/');
        const session = await Session.open(t.server.port);
        assert.equal((await session.post('1:6'.repeat(330_000))).status, 200);
        await witness.settle();
        await session.send('42["echo","still here"]');
        assert.equal(await session.nextThat('42["echo"'), '42["echo","still here"]');
    });
});

withServer('a server without --allow-eio3', [], ({ test }) => {
    test('refuses protocol 3 and clients that name none', async ({ server }) => {
        for (const query of ['EIO=3&', '']) {
            expectError(
                await request(server.port, `${path}?${query}transport=polling`), 5, 'Unsupported protocol version',
            );
        }
        const { status, tcp } = await RawWebSocket.request(server.port, `${path}?EIO=3&transport=websocket`);
        assert.equal(status, 400);
        tcp.destroy();
    });
});

/** What a page would get that runs the script. */
function run(script, number) {
    const heard = [];
    vm.runInNewContext(script, { ___eio: { [number]: (payload) => heard.push(payload) } });
    assert.equal(heard.length, 1);
    return heard[0];
}

/** The form field of the official client. */
function form(payload) {
    return `d=${encodeURIComponent(payload.replace(/\\n/g, '\\\n').replace(/\n/g, '\\n'))}`;
}

withServer('long-polling by scripts', allowed, ({ test }) => {
    for (const [protocol, separate, length] of [
        [3, split, join],
        [4, (payload) => payload.split('\x1e'), (...packets) => packets.join('\x1e')],
    ]) {
        test(`works in protocol ${protocol}`, async ({ server }) => {
            const url = `${path}?EIO=${protocol}&transport=polling&j=5`;
            const first = await request(server.port, url);
            assert.equal(first.headers['content-type'], 'text/javascript; charset=UTF-8');
            assert.equal(first.headers['x-content-type-options'], 'nosniff');
            const [open, ...packets] = separate(run(first.body, 5));
            const session = `${url}&sid=${JSON.parse(open.slice(1)).sid}`;
            const next = async (start) => {
                for (;;) {
                    const at = packets.findIndex((packet) => packet.startsWith(start));
                    if (at >= 0) {
                        return packets.splice(at, 1)[0];
                    }
                    packets.push(...separate(run((await request(server.port, session)).body, 5)));
                }
            };
            const post = (...sent) => request(server.port, session, {
                method: 'POST', body: form(length(...sent)),
                headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
            });
            if (protocol === 4) {
                assert.equal((await post('40')).status, 200);
            }
            await next('42["auth"');
            const text = JSON.stringify(['echo', 'lines\nand \\n and "</script>"\u2028\u2029 é😀']);
            assert.equal((await post(`42${text}`)).body, 'ok');
            assert.deepEqual(JSON.parse((await next('42["echo"')).slice(2)), JSON.parse(text));
            const refused = await request(server.port, session, { method: 'POST', body: 'x=1' });
            assert.equal(refused.status, 400);
        });
    }

    test('only the digits of the function are written', async ({ server }) => {
        const { body } = await request(server.port, `${path}?EIO=3&transport=polling&j=0%5D(alert(1));//`);
        assert.match(body, /^___eio\[01\]\("/);
    });
});

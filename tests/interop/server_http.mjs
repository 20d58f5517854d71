// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Engine.IO as bytes on the wire: handshakes, refusals, polls and payloads.

import assert from 'node:assert/strict';
import { withServer } from './lib/suite.mjs';
import {
    expectError, frame, opcodes, PollingSession, RawWebSocket, request, separator, Tcp, WebSocketSession,
} from './lib/wire.mjs';

const engine = ['--engine-only'];
const path = '/engine.io/';
const inEngine = { path };

withServer('handshake', engine, ({ test }) => {
    test('over polling it has exactly its five keys', async ({ server }) => {
        const { status, headers, body } = await request(server.port, `${path}?EIO=4&transport=polling`);
        assert.equal(status, 200);
        assert.match(headers['content-type'], /^text\/plain; ?charset=utf-8$/i);
        assert.equal(headers['cache-control'], 'no-store');
        assert.equal(headers['set-cookie'], undefined);
        assert.equal(headers['access-control-allow-origin'], undefined);
        assert.equal(body[0], '0');
        const { sid, ...rest } = JSON.parse(body.slice(1));
        assert.match(sid, /^[A-Za-z0-9_-]{16,}$/);
        assert.deepEqual(rest, { upgrades: ['websocket'], pingInterval: 25000, pingTimeout: 20000, maxPayload: 1000000 });
    });

    test('over WebSocket it offers no upgrade', async ({ server }) => {
        const { handshake } = await WebSocketSession.open(server.port, inEngine);
        const { sid, ...rest } = handshake;
        assert.equal(typeof sid, 'string');
        assert.deepEqual(rest, { upgrades: [], pingInterval: 25000, pingTimeout: 20000, maxPayload: 1000000 });
    });

    test('session ids do not repeat', async ({ server }) => {
        const sessions = await Promise.all(Array.from({ length: 50 }, () => PollingSession.open(server.port, inEngine)));
        assert.equal(new Set(sessions.map(({ sid }) => sid)).size, 50);
    });

    test('unknown query parameters and their order do not matter', async ({ server }) => {
        const { status, body } = await request(server.port, `${path}?t=abc&transport=polling&x&y=%20&EIO=4&b64=1`);
        assert.equal(status, 200);
        assert.equal(body[0], '0');
    });

    const refusals = [
        ['an unknown transport', 'GET', '?EIO=4&transport=abc', 0, 'Transport unknown'],
        ['a missing transport', 'GET', '?EIO=4', 0, 'Transport unknown'],
        ['the transport webtransport', 'GET', '?EIO=4&transport=webtransport', 0, 'Transport unknown'],
        ['an unknown session', 'GET', '?EIO=4&transport=polling&sid=unknown', 1, 'Session ID unknown'],
        ['a POST to an unknown session', 'POST', '?EIO=4&transport=polling&sid=unknown', 1, 'Session ID unknown'],
        ['a session id that is a member of every object', 'GET', '?EIO=4&transport=polling&sid=__proto__', 1, 'Session ID unknown'],
        ['a POST without a session', 'POST', '?EIO=4&transport=polling', 2, 'Bad handshake method'],
        ['a PUT without a session', 'PUT', '?EIO=4&transport=polling', 2, 'Bad handshake method'],
        ['WebSocket without an upgrade', 'GET', '?EIO=4&transport=websocket', 3, 'Bad request'],
        ['a missing protocol version', 'GET', '?transport=polling', 5, 'Unsupported protocol version'],
        ['protocol version 3', 'GET', '?EIO=3&transport=polling', 5, 'Unsupported protocol version'],
        ['a protocol version that is no number', 'GET', '?EIO=abc&transport=polling', 5, 'Unsupported protocol version'],
    ];
    for (const [name, method, query, code, text] of refusals) {
        test(`${name} is refused with code ${code}`, async ({ server }) => {
            expectError(await request(server.port, path + query, { method }), code, text);
        });
    }

    test('the application refuses with 403 and its own message', async ({ server }) => {
        expectError(
            await request(server.port, `${path}?EIO=4&transport=polling&deny=1`), 4, 'denied by test server', 403,
        );
        const { status, body } = await request(server.port, `${path}?EIO=4&transport=polling&deny=0`);
        assert.equal(status, 200, body);
    });

    const webSocketRefusals = [
        ['an unknown transport', '?EIO=4&transport=abc'],
        ['a missing transport', '?EIO=4'],
        ['an unknown session', '?EIO=4&transport=websocket&sid=unknown'],
        ['a refusal of the application', '?EIO=4&transport=websocket&deny=1'],
    ];
    for (const [name, query] of webSocketRefusals) {
        test(`a WebSocket is refused for ${name}`, async ({ server }) => {
            await RawWebSocket.expectRefused(server.port, path + query);
        });
    }

    for (const query of ['?transport=websocket', '?EIO=abc&transport=websocket']) {
        test(`a WebSocket with ${query} is not let in`, async ({ server }) => {
            const { tcp } = await RawWebSocket.request(server.port, path + query);
            assert.doesNotMatch(await tcp.untilClosed(), /"sid"/);
        });
    }

    const badUpgrades = [
        ['without a key', { 'Sec-WebSocket-Key': null }],
        ['with a key that is too short', { 'Sec-WebSocket-Key': 'c2hvcnQ=' }],
        ['without a version', { 'Sec-WebSocket-Version': null }],
        ['with version 12', { 'Sec-WebSocket-Version': '12' }],
        ['to something else', { Upgrade: 'h2c' }],
    ];
    for (const [name, headers] of badUpgrades) {
        test(`a WebSocket ${name} is refused`, async ({ server }) => {
            const { tcp, status } = await RawWebSocket.request(server.port, `${path}?EIO=4&transport=websocket`, headers);
            assert.ok(status >= 400 && status < 500, `status ${status}`);
            tcp.destroy();
        });
    }
});

withServer('polling', engine, ({ test }) => {
    const payloads = {
        'one text packet': '4hello',
        'several text packets': ['4test1', '4test2', '4test3'].join(separator),
        'text and binary': ['4hello', 'bAQIDBA==', '4😀', 'b'].join(separator),
        'an empty message': '4',
        'text beyond ASCII': '4žluťoučký 日本 😀',
    };
    for (const [name, payload] of Object.entries(payloads)) {
        test(`${name} comes back in one payload`, async ({ server }) => {
            const session = await PollingSession.open(server.port, inEngine);
            const posted = await session.post(payload);
            assert.equal(posted.status, 200);
            assert.equal(posted.body, 'ok');
            assert.match(posted.headers['content-type'], /^text\/html/);
            const { status, headers, body } = await session.poll();
            assert.equal(status, 200);
            assert.match(headers['content-type'], /^text\/plain; ?charset=utf-8$/i);
            assert.equal(headers['cache-control'], 'no-store');
            assert.equal(body, payload);
        });
    }

    test('a waiting poll is answered when something comes', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const poll = await session.park();
        await session.send('4hello');
        assert.equal((await poll.answer).body, '4hello');
    });

    test('a body in chunks is read whole', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const tcp = await Tcp.open(server.port);
        const text = Buffer.from('4ž😀');
        tcp.write(`POST ${session.url} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n`);
        for (const byte of text) {
            tcp.write(Buffer.concat([Buffer.from('1\r\n'), Buffer.from([byte]), Buffer.from('\r\n')]));
        }
        tcp.write('0\r\n\r\n');
        assert.match(await tcp.until(/\r\n\r\nok/), /^HTTP\/1\.1 200 /);
        tcp.destroy();
        assert.equal(await session.next(), '4ž😀');
    });

    test('several requests share one TCP connection', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const tcp = await Tcp.open(server.port);
        for (const text of ['4one', '4two']) {
            tcp.received = Buffer.alloc(0);
            tcp.write(`POST ${session.url} HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n${text}`);
            await tcp.until(/\r\n\r\nok$/);
            tcp.received = Buffer.alloc(0);
            tcp.write(`GET ${session.url} HTTP/1.1\r\nHost: h\r\n\r\n`);
            await tcp.until(new RegExp(`\r\n\r\n${text}$`));
        }
        tcp.destroy();
    });

    test('big answers are compressed for those who can read that', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const text = `4${'x'.repeat(5000)}`;
        await session.send(text);
        const { headers, bytes } = await session.poll({ headers: { 'Accept-Encoding': 'gzip' } });
        assert.equal(headers['content-encoding'], 'gzip');
        const { gunzipSync } = await import('node:zlib');
        assert.equal(gunzipSync(bytes).toString(), text);
        await session.send(text);
        const plain = await session.poll();
        assert.equal(plain.headers['content-encoding'], undefined);
        assert.equal(plain.body, text);
    });

    test('a second poll ends the session', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        // Which of the two comes first is the server's to see; one is released, the other refused.
        const answers = await Promise.all([session.poll(), session.poll()]);
        const released = answers.find(({ status }) => status === 200);
        const refused = answers.find(({ status }) => status !== 200);
        assert.equal(released?.body, '1');
        assert.ok([400, 500].includes(refused?.status), `status ${refused?.status}`);
        await session.expectClosed();
    });

    test('a poll that its client gives up ends the session', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const controller = new AbortController();
        const poll = await session.park({ signal: controller.signal });
        controller.abort();
        await assert.rejects(poll.answer);
        // The next poll must come after the server saw the end, or it would overlap: both end the session.
        const { status } = await session.poll();
        assert.equal(status, 400);
    });

    test('a close packet releases the waiting poll with a noop and ends the session', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const poll = await session.park();
        const posted = await session.post('1');
        assert.equal(posted.status, 200);
        assert.equal(posted.body, 'ok');
        const { status, body } = await poll.answer;
        assert.equal(status, 200);
        assert.equal(body, '6');
        await session.expectClosed();
    });

    test('packets before a close packet are handled, those after are not', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const other = await PollingSession.open(server.port, inEngine);
        await session.offend('4before', '1', '4after');
        await session.expectClosed();
        await other.send('4alive');
        assert.equal(await other.next(), '4alive');
    });

    const badPayloads = {
        'no packet': 'abc',
        'an unknown type': '7hello',
        'an empty body': '',
        'an empty packet in the middle': ['4a', '', '4b'].join(separator),
        'a separator at the end': `4a${separator}`,
        'base64 that is none': 'b####',
        'a UTF-8 encoded surrogate': Buffer.from([0x34, 0xed, 0xa0, 0x80]),
        'UTF-8 that is cut off': Buffer.from([0x34, 0xe2, 0x82]),
        'overlong UTF-8': Buffer.from([0x34, 0xc0, 0xaf]),
        'a code point beyond Unicode': Buffer.from([0x34, 0xf4, 0x90, 0x80, 0x80]),
    };
    for (const [name, payload] of Object.entries(badPayloads)) {
        test(`${name} ends the session and no other`, async ({ server }) => {
            const other = await PollingSession.open(server.port, inEngine);
            const session = await PollingSession.open(server.port, inEngine);
            const { status } = await session.post(payload).catch(() => ({ status: 400 }));
            assert.equal(status, 400);
            await session.expectClosed();
            await other.send('4alive');
            assert.equal(await other.next(), '4alive');
        });
    }

    test('a ping, which is the server\'s to send, ends the session', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        await session.offend('2');
        await session.expectClosed();
    });

    test('binary content is refused and ends the session', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const { status } = await session.post('4hello', { headers: { 'Content-Type': 'application/octet-stream' } });
        assert.equal(status, 400);
        await session.expectClosed();
    });

    test('a POST that breaks off ends the session', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const tcp = await Tcp.open(server.port);
        tcp.write(`POST ${session.url} HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n4hel`);
        const poll = await session.park();
        tcp.destroy();
        const { status, body } = await poll.answer;
        assert.ok(status === 400 || body === '1' || body === '6', `${status} ${body}`);
        await session.expectClosed();
    });

    test('a WebSocket request for another transport than the session has is refused', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        expectError(
            await request(server.port, `${path}?EIO=4&transport=websocket&sid=${session.sid}`), 3, 'Bad request',
        );
        await session.send('4alive');
        assert.equal(await session.next(), '4alive');
    });

    test('another method than GET and POST is refused', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const { status } = await request(server.port, session.url, { method: 'DELETE' });
        assert.ok(status >= 400, `status ${status}`);
    });
});

withServer('payload limit', [...engine, '--max-payload', '1000'], ({ test }) => {
    test('is told in the handshake', async ({ server }) => {
        const { handshake } = await PollingSession.open(server.port, inEngine);
        assert.equal(handshake.maxPayload, 1000);
    });

    test('a body at the limit is accepted', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const text = `4${'x'.repeat(999)}`;
        await session.send(text);
        assert.equal(await session.next(), text);
    });

    for (const [name, headers] of [
        ['a length', {}],
        ['chunks', { 'Transfer-Encoding': 'chunked' }],
    ]) {
        test(`a body over the limit with ${name} is answered 413 and the session stays`, async ({ server }) => {
            const session = await PollingSession.open(server.port, inEngine);
            const { status } = await session.post(`4${'x'.repeat(1000)}`, { headers });
            assert.equal(status, 413);
            await session.send('4alive');
            assert.equal(await session.next(), '4alive');
        });
    }

    test('a WebSocket message at the limit is accepted', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        const text = `4${'x'.repeat(999)}`;
        session.send(text);
        assert.equal(await session.next(), text);
        session.send(Buffer.alloc(1000, 7));
        assert.deepEqual(await session.next(), Buffer.alloc(1000, 7));
    });

    test('a WebSocket message over the limit closes with 1009', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        session.send(`4${'x'.repeat(1000)}`);
        assert.equal(await session.webSocket.expectClosed(), 1009);
    });

    test('fragments over the limit close with 1009', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        session.webSocket.write(Buffer.concat([
            frame(opcodes.text, `4${'x'.repeat(599)}`, { fin: false }),
            frame(opcodes.continuation, 'x'.repeat(599), { fin: false }),
        ]));
        assert.equal(await session.webSocket.expectClosed(), 1009);
    });

    test('a frame that only announces too much closes with 1009', async ({ server }) => {
        const session = await WebSocketSession.open(server.port, inEngine);
        session.webSocket.write(Buffer.from([0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4]));
        assert.equal(await session.webSocket.expectClosed(), 1009);
    });
});

const cors = { Origin: 'http://page.example' };

withServer('pages of another origin', [...engine, '--cors', 'http://page.example', '--cors-credentials', '--cookie', 'io'], ({ test }) => {
    const expectFields = ({ headers }) => {
        assert.equal(headers['access-control-allow-origin'], 'http://page.example');
        assert.equal(headers['access-control-allow-credentials'], 'true');
        assert.match(headers.vary, /Origin/);
    };

    test('are told of on every answer, refusals as well', async ({ server }) => {
        const handshake = await request(server.port, `${path}?EIO=4&transport=polling`, { headers: cors });
        expectFields(handshake);
        const { sid } = JSON.parse(handshake.body.slice(1));
        const url = `${path}?EIO=4&transport=polling&sid=${sid}`;
        expectFields(await request(server.port, url, { method: 'POST', body: '4a', headers: cors }));
        expectFields(await request(server.port, url, { headers: cors }));
        expectFields(await request(server.port, `${path}?EIO=4&transport=abc`, { headers: cors }));
        expectFields(await request(server.port, `${path}?EIO=4&transport=polling&deny=1`, { headers: cors }));
    });

    test('may ask first', async ({ server }) => {
        const answer = await request(server.port, `${path}?EIO=4&transport=polling`, {
            method: 'OPTIONS', headers: { ...cors, 'Access-Control-Request-Headers': 'x-a,x-b' },
        });
        assert.equal(answer.status, 204);
        expectFields(answer);
        assert.equal(answer.headers['access-control-allow-methods'], 'GET,HEAD,PUT,PATCH,POST,DELETE');
        assert.equal(answer.headers['access-control-allow-headers'], 'x-a,x-b');
    });

    test('get the cookie with the session once', async ({ server }) => {
        const handshake = await request(server.port, `${path}?EIO=4&transport=polling`);
        const { sid } = JSON.parse(handshake.body.slice(1));
        assert.deepEqual(handshake.headers['set-cookie'], [`io=${sid}; Path=/; HttpOnly; SameSite=Lax`]);
        const url = `${path}?EIO=4&transport=polling&sid=${sid}`;
        const { headers } = await request(server.port, url, { method: 'POST', body: '4a' });
        assert.equal(headers['set-cookie'], undefined);
    });
});

withServer('polls', [...engine, '--no-http-compression'], ({ test }) => {
    test('are never compressed where that is off', async ({ server }) => {
        const session = await PollingSession.open(server.port, inEngine);
        const text = `4${'x'.repeat(5000)}`;
        await session.send(text);
        const { headers, body } = await session.poll({ headers: { 'Accept-Encoding': 'gzip' } });
        assert.equal(headers['content-encoding'], undefined);
        assert.equal(body, text);
    });

    test('carry the date', async ({ server }) => {
        const { headers } = await request(server.port, `${path}?EIO=4&transport=polling`);
        assert.ok(Math.abs(Date.parse(headers.date) - Date.now()) < 60_000, headers.date);
    });
});

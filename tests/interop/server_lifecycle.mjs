// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The server as a process: flags, start and end, plain HTTP beside Socket.IO, reconnecting clients.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Server, occurrence, runServer, scaled, until, within, withLogging } from './lib/harness.mjs';
import { Connection } from './lib/peer.mjs';
import { transports } from './lib/ways.mjs';
import { test, withServer } from './lib/suite.mjs';
import { PollingSession, RawWebSocket, request, Tcp, WebSocketSession } from './lib/wire.mjs';

const query = '?EIO=4&transport=polling';

/** A server of this test alone; the test may end it itself. */
async function start(cleanup, ...flags) {
    const server = await Server.start(...flags);
    cleanup.add(() => (server.running ? server.stop() : undefined));
    return server;
}

describe('command line', () => {
    for (const flags of [
        ['--unknown'], ['--port', 'abc'], ['--port', '70000'], ['--port', '-1'], ['--port'], ['--max-payload=x'],
        ['--transports', 'carrier-pigeon'], ['--ping-interval='], ['rubbish'],
    ]) {
        test(`${flags.join(' ')} is refused with status 2`, async () => {
            const { code, errors, lines } = await runServer(...flags);
            assert.equal(code, 2, errors);
            assert.notEqual(errors, '');
            assert.deepEqual(lines, []);
        });
    }

    test('a port that is taken ends it with a message', async (cleanup) => {
        const server = await start(cleanup);
        const { code, errors, lines } = await runServer('--port', String(server.port));
        assert.notEqual(code, 0);
        assert.notEqual(errors, '');
        assert.deepEqual(lines, []);
    });

    test('flags take their value behind a blank or an equals sign', async (cleanup) => {
        const server = await start(
            cleanup, '--port=0', '--ping-interval=1234', '--ping-timeout', '567', '--max-payload=4321', '--host=127.0.0.1',
        );
        const { handshake } = await PollingSession.open(server.port);
        assert.equal(handshake.pingInterval, 1234);
        assert.equal(handshake.pingTimeout, 567);
        assert.equal(handshake.maxPayload, 4321);
    });

    test('the path can be chosen', async (cleanup) => {
        const server = await start(cleanup, '--path', '/my/own/');
        assert.equal((await request(server.port, `/my/own/${query}`)).status, 200);
        assert.equal((await request(server.port, `/socket.io/${query}`)).status, 404);
        const connection = new Connection(server.url, { path: '/my/own/' });
        cleanup.add(() => connection.close());
        await (await connection.join('/')).settle();
    });

    test('polling can be the only transport', async (cleanup) => {
        const server = await start(cleanup, '--transports', 'polling');
        const { handshake } = await PollingSession.open(server.port);
        assert.deepEqual(handshake.upgrades, []);
        await RawWebSocket.expectRefused(server.port, '/socket.io/?EIO=4&transport=websocket');
    });

    test('WebSocket can be the only transport', async (cleanup) => {
        const server = await start(cleanup, '--transports=websocket');
        const { status, body } = await request(server.port, `/socket.io/${query}`);
        assert.equal(status, 400);
        assert.deepEqual(JSON.parse(body), { code: 0, message: 'Transport unknown' });
        const session = await WebSocketSession.open(server.port);
        await session.join('/');
        session.destroy();
    });

    test('without upgrades the client stays on polling', async (cleanup) => {
        const server = await start(cleanup, '--no-upgrades');
        const connection = new Connection(server.url, { transports: ['polling', 'websocket'] });
        cleanup.add(() => connection.close());
        const peer = await connection.join('/');
        for (let round = 0; round < 20; ++round) {
            await peer.settle();
        }
        assert.equal(connection.transport, 'polling');
        assert.deepEqual((await PollingSession.open(server.port)).handshake.upgrades, []);
    });

    test('the node can be named', async (cleanup) => {
        const server = await start(cleanup, '--server-id', 'node 7');
        const connection = new Connection(server.url);
        cleanup.add(() => connection.close());
        assert.equal((await (await connection.join('/')).ask('whoami')).server, 'node 7');
    });
});

withServer('plain HTTP', [], ({ test: declare }) => {
    for (const path of ['/healthz', '/healthz?', '/healthz?x=1&y']) {
        declare(`${path} is answered ok`, async ({ server }) => {
            const { status, body } = await request(server.port, path);
            assert.equal(status, 200);
            assert.equal(body, 'ok');
        });
    }

    for (const path of ['/', '/other', '/healthzz', '/healthz/', '/socket.iox/', `/engine.io/${query}`]) {
        declare(`${path} is answered 404`, async ({ server }) => {
            assert.equal((await request(server.port, path)).status, 404);
            assert.equal((await request(server.port, path, { method: 'POST', body: 'x' })).status, 404);
        });
    }

    declare('a WebSocket to another path is refused', async ({ server }) => {
        const tcp = await Tcp.open(server.port);
        tcp.write(
            'GET /other HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'
            + 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
        );
        assert.match(await tcp.untilClosed(), /^$|^HTTP\/1\.1 4\d\d /);
    });

    for (const [name, options] of Object.entries(transports)) {
        declare(`a handshake with deny=1 fails the client, ${name}`, async (t) => {
            const peer = t.connection({ ...options, query: { deny: '1' } }).peer('/');
            peer.socket.connect();
            const error = await peer.errors.next('the failure');
            assert.match(error.message, /^(xhr poll|websocket) error$/);
            assert.equal(peer.socket.connected, false);
        });
    }

    declare('many requests may wait in one TCP connection', async ({ server }) => {
        const tcp = await Tcp.open(server.port);
        tcp.write('GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n'.repeat(20));
        await until('20 answers', async () => {
            await tcp.until(/ok$/);
            return tcp.received.toString().split('HTTP/1.1 200').length === 21;
        });
        tcp.destroy();
    });

    declare('Connection: close is honoured', async ({ server }) => {
        const tcp = await Tcp.open(server.port);
        tcp.write('GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
        assert.match(await tcp.untilClosed(), /^HTTP\/1\.1 200 [^]*\r\n\r\nok$/);
    });
});

describe('CORS and cookies', () => {
    test('without the flag there are no CORS headers', async (cleanup) => {
        const server = await start(cleanup);
        const { headers } = await request(server.port, `/socket.io/${query}`, { headers: { Origin: 'http://a.example' } });
        assert.deepEqual(Object.keys(headers).filter((name) => name.startsWith('access-control')), []);
    });

    test('one origin is allowed, with credentials', async (cleanup) => {
        const server = await start(cleanup, '--cors', 'http://a.example', '--cors-credentials');
        const { headers } = await request(server.port, `/socket.io/${query}`, { headers: { Origin: 'http://a.example' } });
        assert.equal(headers['access-control-allow-origin'], 'http://a.example');
        assert.equal(headers['access-control-allow-credentials'], 'true');
        assert.match(headers.vary ?? '', /Origin/i);
    });

    test('another origin is not', async (cleanup) => {
        const server = await start(cleanup, '--cors', 'http://a.example');
        const { headers } = await request(server.port, `/socket.io/${query}`, { headers: { Origin: 'http://b.example' } });
        assert.notEqual(headers['access-control-allow-origin'], 'http://b.example');
        assert.notEqual(headers['access-control-allow-origin'], '*');
        assert.equal(headers['access-control-allow-credentials'], undefined);
    });

    test('any origin is allowed', async (cleanup) => {
        const server = await start(cleanup, '--cors', '*');
        const { headers } = await request(server.port, `/socket.io/${query}`, { headers: { Origin: 'http://a.example' } });
        assert.equal(headers['access-control-allow-origin'], '*');
    });

    test('polls, posts and refusals carry the headers as well', async (cleanup) => {
        const server = await start(cleanup, '--cors', 'http://a.example');
        const headers = { Origin: 'http://a.example' };
        const session = await PollingSession.open(server.port);
        const answers = [
            await session.post('40', { headers }),
            await session.poll({ headers }),
            await request(server.port, '/socket.io/?EIO=4&transport=abc', { headers }),
        ];
        for (const answer of answers) {
            assert.equal(answer.headers['access-control-allow-origin'], 'http://a.example');
        }
    });

    test('a preflight is answered', async (cleanup) => {
        const server = await start(cleanup, '--cors', 'http://a.example', '--cors-credentials');
        const { status, headers } = await request(server.port, `/socket.io/${query}`, {
            method: 'OPTIONS',
            headers: {
                Origin: 'http://a.example',
                'Access-Control-Request-Method': 'POST',
                'Access-Control-Request-Headers': 'x-own,content-type',
            },
        });
        assert.ok([200, 204].includes(status), `status ${status}`);
        assert.equal(headers['access-control-allow-origin'], 'http://a.example');
        assert.equal(headers['access-control-allow-credentials'], 'true');
        assert.match(headers['access-control-allow-methods'], /GET.*POST/);
        assert.match(headers['access-control-allow-headers'], /x-own/i);
    });

    test('the cookie holds the session id and comes with the handshake only', async (cleanup) => {
        const server = await start(cleanup, '--cookie', 'io');
        const { headers, body } = await request(server.port, `/socket.io/${query}`);
        const { sid } = JSON.parse(body.slice(1));
        const [cookie, ...attributes] = headers['set-cookie'][0].split('; ');
        assert.equal(cookie, `io=${sid}`);
        assert.deepEqual(attributes.sort(), ['HttpOnly', 'Path=/', 'SameSite=Lax']);
        const posted = await request(server.port, `/socket.io/${query}&sid=${sid}`, { method: 'POST', body: '40' });
        assert.equal(posted.headers['set-cookie'], undefined);
    });
});

withServer('limits and time', [
    '--max-payload', '2000', '--ping-interval', String(scaled(150)), '--ping-timeout', String(scaled(300)),
], ({ test: declare }) => {
    declare('a client that answers pings stays', async (t) => {
        for (const options of Object.values(transports)) {
            const connection = t.connection(options);
            const peer = await connection.join('/');
            for (let round = 0; round < 4; ++round) {
                await within(occurrence(connection.manager, 'ping'), 'a ping');
            }
            await peer.settle();
        }
    });

    for (const Session of [PollingSession, WebSocketSession]) {
        declare(`a client that does not is gone for ping timeout, ${Session.name}`, async (t) => {
            const witness = await t.join('/');
            const session = await Session.open(t.server.port);
            t.cleanup.add(() => session.destroy());
            const id = await session.join('/');
            const reason = await until('the reason', () => witness.ask('disconnect-reason', id));
            assert.equal(reason, 'ping timeout');
        });
    }

    declare('a WebSocket event over the limit ends that client alone', async (t) => {
        const witness = await t.join('/');
        const peer = await t.join('/', undefined, transports['WebSocket only']);
        const { id } = peer;
        peer.emit('echo', 'x'.repeat(2001));
        assert.match(await peer.disconnected(), /^transport (close|error)$/);
        const reason = await until('the reason', () => witness.ask('disconnect-reason', id));
        assert.match(reason, /^transport (close|error)$/);
        await witness.settle();
    });

    declare('a posted event over the limit is answered 413, which ends the client', async (t) => {
        const peer = await t.join('/', undefined, transports['polling only']);
        peer.emit('echo', 'x'.repeat(2001));
        assert.match(await peer.disconnected(), /^transport error$/);
    });

    declare('many small events over polling are split by the limit', async (t) => {
        const peer = await t.join('/', undefined, transports['polling only']);
        for (let index = 0; index < 100; ++index) {
            peer.emit('message', index, 'x'.repeat(100));
        }
        const back = await peer.take('message-back', 100);
        back.forEach(([value], index) => assert.equal(value, index));
    });
});

for (const [name, options] of Object.entries(transports)) {
    describe(`the end of the server, ${name}`, () => {
        const reconnecting = {
            ...options, reconnection: true, reconnectionDelay: 50, reconnectionDelayMax: 200,
        };

        test('a client reconnects after the server was killed and started again', async (cleanup) => {
            let server = await start(cleanup);
            const connection = new Connection(server.url, reconnecting);
            cleanup.add(() => connection.close());
            const peer = await connection.join('/', { round: 'any' });
            const custom = await connection.join('/custom');
            await connection.expectUpgrade();
            const { id } = peer;
            const { port } = server;

            const attempt = occurrence(connection.manager, 'reconnect_attempt');
            await server.kill();
            assert.match(await peer.disconnected(), /^transport (close|error)$/);
            await within(attempt, 'an attempt to reconnect');
            peer.emit('message', 'kept', Buffer.from('b'));
            const again = Promise.all([occurrence(peer.socket, 'connect'), occurrence(custom.socket, 'connect')]);
            server = await start(cleanup, '--port', String(port));
            await within(again, 'the reconnection');

            assert.notEqual(peer.id, id);
            assert.deepEqual(await peer.next('auth'), [{ round: 'any' }]);
            assert.deepEqual(await peer.next('message-back'), ['kept', Buffer.from('b')]);
            await custom.settle();
        });

        test('SIGTERM closes every client, frees the port and ends with 0', async (cleanup) => {
            const server = await start(cleanup);
            const connection = new Connection(server.url, options);
            cleanup.add(() => connection.close());
            const peer = await connection.join('/');
            const custom = await connection.join('/custom');
            await connection.expectUpgrade();
            await server.stop();
            // Without a waiting poll the client finds nobody at its next one.
            assert.match(await peer.disconnected(), /^transport (close|error)$/);
            assert.match(await custom.disconnected(), /^transport (close|error)$/);
            const next = await start(cleanup, '--port', String(server.port));
            assert.equal(next.port, server.port);
        });
    });
}

describe('the end of the server, raw connections', () => {
    test('SIGTERM does not wait for idle, half-open and silent connections', async (cleanup) => {
        const server = await start(cleanup);
        const idle = await Tcp.open(server.port);
        const half = await Tcp.open(server.port);
        half.write('GET /socket.io/?EIO=4');
        const body = await Tcp.open(server.port);
        body.write('POST /healthz HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nx');
        const session = await PollingSession.open(server.port);
        const webSocket = await WebSocketSession.open(server.port);
        const silent = await Tcp.open(server.port);
        silent.write(`GET ${session.url} HTTP/1.1\r\nHost: h\r\n\r\n`);
        await server.stop();
        for (const tcp of [idle, half, body, silent]) {
            await tcp.untilClosed();
        }
        await webSocket.expectClosed([1000, 1001, 1005]);
    });

    test('SIGTERM right after the start is understood', async (cleanup) => {
        const server = await start(cleanup);
        await server.stop();
    });
});

test('the server logs what it refuses when it is asked to', async (cleanup) => {
    const server = await withLogging(() => start(cleanup));
    const session = await WebSocketSession.open(server.port);
    session.send('4rubbish');
    await session.expectClosed();
    await until('a line of the log', () => server.errors.includes('qsocketio.server: '));
});

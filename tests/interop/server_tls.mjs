// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The official client over HTTPS and WSS.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import tls from 'node:tls';
import { within } from './lib/harness.mjs';
import { Connection } from './lib/peer.mjs';
import { withServer } from './lib/suite.mjs';
import { authority, tlsFile } from './lib/tls.mjs';
import { transports } from './lib/ways.mjs';

const ca = authority();
const identity = ['--tls-cert', tlsFile('server.pem'), '--tls-key', tlsFile('server.key')];

function connect(t, options) {
    const connection = new Connection(`https://localhost:${t.server.port}`, { ca, ...options });
    t.cleanup.add(() => connection.close());
    return connection;
}

withServer('TLS', identity, ({ test }) => {
    for (const [name, options] of Object.entries(transports)) {
        test(`events, binary and acks, ${name}`, async (t) => {
            const connection = connect(t, options);
            const peer = await connection.join('/');
            assert.equal((await peer.ask('handshake')).secure, true);
            peer.emit('message', 'text', { a: [1, 2] }, Buffer.from([1, 2, 3]));
            assert.deepEqual(await peer.next('message-back'), ['text', { a: [1, 2] }, Buffer.from([1, 2, 3])]);
            const big = 'ü'.repeat(300_000);
            assert.equal(await peer.ask('echo', big), big);
            const custom = await connection.join('/custom');
            await custom.settle();
            await connection.expectUpgrade();
            assert.equal((await peer.ask('whoami')).transport, connection.transport);
        });

        test(`many events at once, ${name}`, async (t) => {
            const peer = await connect(t, options).join('/');
            const answers = await Promise.all(
                Array.from({ length: 200 }, (_, index) => peer.ask('echo', { index, text: 'x'.repeat(index * 20) })));
            answers.forEach((answer, index) => assert.equal(answer.index, index));
        });

        test(`a client that does not know the authority stays away, ${name}`, async (t) => {
            const peer = connect(t, { ...options, ca: undefined }).peer('/');
            peer.socket.connect();
            const error = await peer.errors.next('the failure');
            assert.match(error.message, /^(xhr poll|websocket) error$/);
            assert.equal(peer.socket.connected, false);
        });
    }

    test('plain text on the port ends that connection alone', async (t) => {
        const plain = new Connection(`http://localhost:${t.server.port}`, transports['polling only']);
        t.cleanup.add(() => plain.close());
        const peer = plain.peer('/');
        peer.socket.connect();
        await peer.errors.next('the failure');
        await (await connect(t, transports['WebSocket only']).join('/')).settle();
    });

    test('a handshake that breaks off leaves the server well', async (t) => {
        const options = { host: 'localhost', port: t.server.port, ca };
        for (let round = 0; round < 20; ++round) {
            const socket = tls.connect(options);
            socket.on('error', () => {});
            if (round % 2) {
                await within(once(socket, 'secureConnect'), 'the handshake');
            }
            socket.destroy();
        }
        await (await connect(t, transports['polling and upgrade']).join('/')).settle();
    });

    test('a connection is kept for many requests', async (t) => {
        const socket = tls.connect({ host: 'localhost', port: t.server.port, ca });
        t.cleanup.add(() => socket.destroy());
        let received = '';
        socket.setEncoding('utf8').on('data', (text) => (received += text));
        socket.write('GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n'.repeat(5));
        socket.write('GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
        await within(once(socket, 'end'), 'the end');
        assert.equal(received.split('HTTP/1.1 200 ').length, 7);
    });
});

withServer('TLS, engine alone', ['--engine-only', ...identity], ({ test }) => {
    test('a WebSocket echoes', async (t) => {
        const { WebSocket } = await import('ws');
        const url = `wss://localhost:${t.server.port}/engine.io/?EIO=4&transport=websocket`;
        const socket = new WebSocket(url, { ca });
        t.cleanup.add(() => socket.terminate());
        const messages = [];
        const done = new Promise((resolve, reject) => {
            socket.on('error', reject);
            socket.on('message', (data) => messages.push(String(data)) === 2 && resolve());
            socket.on('open', () => socket.send('4secret'));
        });
        await within(done, 'the echo');
        assert.match(messages[0], /^0\{"sid"/);
        assert.equal(messages[1], '4secret');
    });
});

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The example that shares its port with a QHttpServer.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import http from 'node:http';
import readline from 'node:readline';
import { after, before, test } from 'node:test';
import { io } from 'socket.io-client';
import { occurrence, within } from './lib/harness.mjs';

let server;
let url;

before(async () => {
    server = spawn(process.env.QSOCKETIO_SHARED_PORT, ['0'], { stdio: ['ignore', 'ignore', 'pipe'] });
    const lines = readline.createInterface({ input: server.stderr });
    for await (const line of lines) {
        if (line.startsWith('http://')) {
            url = line;
            break;
        }
    }
    server.stderr.resume();
});

after(() => server.kill('SIGKILL'));

function get(path, agent) {
    return within(new Promise((resolve, reject) => {
        http.get(url + path, { agent }, (response) => {
            let body = '';
            response.setEncoding('utf8').on('data', (text) => (body += text));
            response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
        }).on('error', reject);
    }), `the answer to ${path}`);
}

test('other paths are answered by the other server', async () => {
    assert.deepEqual((await get('/')).body, 'Hello from QHttpServer\n');
    assert.equal((await get('/nothing')).status, 404);
});

for (const transports of [['polling'], ['websocket'], ['polling', 'websocket']]) {
    test(`Socket.IO works beside it, ${transports.join(', ')}`, async () => {
        const socket = io(url, { transports, forceNew: true });
        await within(occurrence(socket, 'connect'), 'the connection');
        assert.equal(await socket.timeout(5000).emitWithAck('sum', 2, 3), 5);
        socket.close();
    });
}

test('a connection that was handed over is sent back for Socket.IO', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const path = '/socket.io/?EIO=4&transport=polling';
    assert.equal((await get('/', agent)).status, 200);
    const moved = await get(path, agent);
    assert.equal(moved.status, 307);
    assert.equal(moved.headers.location, path);
    const { status, body } = await get(path, agent);
    assert.equal(status, 200);
    assert.match(body, /^0\{"sid"/);
    agent.destroy();
});

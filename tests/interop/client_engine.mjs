// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The example engine-client, and so Engine::Client, with the official engine.io server.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import http from 'node:http';
import { describe } from 'node:test';
import readline from 'node:readline';
import { Queue } from './lib/harness.mjs';
import { test } from './lib/suite.mjs';

const { Server } = createRequire(createRequire(import.meta.url).resolve('socket.io'))('engine.io');

async function start(cleanup, flags) {
    const web = http.createServer();
    const engine = new Server();
    engine.attach(web);
    const sockets = new Queue();
    engine.on('connection', (socket) => sockets.push(socket));
    await new Promise((resolve) => web.listen(0, '127.0.0.1', resolve));
    const program = spawn(process.env.QSOCKETIO_ENGINECLIENT, [`http://127.0.0.1:${web.address().port}`, ...flags]);
    cleanup.add(() => {
        program.kill('SIGKILL');
        engine.close();
        web.closeAllConnections();
        web.close();
    });
    const lines = new Queue();
    readline.createInterface({ input: program.stdout }).on('line', (line) => lines.push(line));
    return { program, lines, socket: await sockets.next('a connection') };
}

for (const flags of [['--polling'], ['--websocket'], []]) {
    describe(`the engine's client ${flags.join(' ')}`, () => {
        test('exchanges messages and closes', async (cleanup) => {
            const { program, lines, socket } = await start(cleanup, flags);
            const transport = flags[0] === '--websocket' ? 'websocket' : 'polling';
            assert.equal(await lines.next('the opening'), `open ${socket.id} over ${transport}`);
            const received = new Queue();
            socket.on('message', (data) => received.push(data));
            if (flags.length === 0) {
                assert.equal(await lines.next('the upgrade'), 'upgraded to websocket');
            }
            program.stdin.write('žluť\nhex 00ff04\n');
            assert.equal(await received.next('a text'), 'žluť');
            assert.deepEqual(await received.next('binary'), Buffer.from([0, 255, 4]));
            socket.send('back €');
            socket.send(Buffer.from([1, 2, 3]));
            assert.equal(await lines.next('a text'), 'text back €');
            assert.equal(await lines.next('binary'), 'binary 010203');
            const closed = new Queue();
            socket.on('close', (reason) => closed.push(reason));
            program.stdin.end('last\n');
            assert.equal(await received.next('the last text'), 'last');
            assert.equal(await closed.next('the end'), 'transport close');
            assert.equal(await lines.next('the end'), 'closed: forced close');
        });

        test('hears that the server closes', async (cleanup) => {
            const { lines, socket } = await start(cleanup, flags);
            await lines.next('the opening');
            socket.close();
            await lines.next('the end', (line) => line === 'closed: transport close');
        });
    });
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The example of a packet format of one's own, before the npm package that has the same format.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import readline from 'node:readline';
import jsonParser from 'socket.io-json-parser';
import { Queue, occurrence, patience, within } from './lib/harness.mjs';
import { NodeServer } from './lib/node_server.mjs';
import { Connection } from './lib/peer.mjs';
import { test } from './lib/suite.mjs';
import { transports } from './lib/ways.mjs';

/** Starts the example; the lines that it writes come from the queue. */
function startExample(cleanup, argument) {
    const example = spawn(process.env.QSOCKETIO_CUSTOM_PARSER, [argument], { stdio: ['ignore', 'ignore', 'pipe'] });
    const lines = new Queue();
    readline.createInterface({ input: example.stderr }).on('line', (line) => lines.push(line));
    const exited = once(example, 'close');
    cleanup.add(async () => {
        example.kill('SIGKILL');
        await exited;
    });
    return { lines, exited };
}

const values = [null, true, -1.5, 'žluť 😀 \x1e', [], {}, [1, [{ deep: null }]], 2 ** 53];

for (const [transport, options] of Object.entries(transports)) {
    test(`the official client and our server, ${transport}`, async (cleanup) => {
        const { lines } = startExample(cleanup, '0');
        const url = await lines.next('the address', (line) => line.startsWith('http'));
        const connection = new Connection(url, { ...options, parser: jsonParser });
        cleanup.add(() => connection.close());
        const { socket } = connection.peer();
        const connected = occurrence(socket, 'connect');
        socket.connect();
        await within(connected, 'the connection');
        const answer = await new Promise((resolve) => socket.emit('echo', ...values, (...args) => resolve(args)));
        assert.deepEqual(answer, values);
        const greeting = occurrence(socket, 'greeting');
        socket.emit('greet', 'Node');
        assert.deepEqual(await within(greeting, 'the greeting'), ['hello Node']);
        await connection.expectUpgrade();
    });

    test(`a client with another format is closed, ${transport}`, async (cleanup) => {
        const { lines } = startExample(cleanup, '0');
        const connection = new Connection(await lines.next('the address', (line) => line.startsWith('http')), options);
        cleanup.add(() => connection.close());
        const closed = occurrence(connection.manager, 'close');
        connection.peer().socket.connect();
        await within(closed, 'the end of the connection');
    });
}

test('our client and the official server', async (cleanup) => {
    const server = await NodeServer.start({ parser: jsonParser });
    cleanup.add(() => server.close());
    const { lines, exited } = startExample(cleanup, server.url);
    const peer = await server.peer();
    assert.deepEqual(await peer.next('greet'), ['Qt']);
    peer.emit('greeting', 'hello Qt');
    await lines.next('the greeting', (line) => line === 'hello Qt');
    assert.deepEqual(await within(exited, 'its end', patience), [0, null]);
});

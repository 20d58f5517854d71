// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Runs the official protocol test suites against the test server. They are not part of this project:
//   git clone --depth 1 https://github.com/socketio/socket.io.git
//   (cd socket.io/docs/engine.io-protocol/v3-test-suite && npm ci)
//   (cd socket.io/docs/engine.io-protocol/v4-test-suite && npm ci)
//   (cd socket.io/docs/socket.io-protocol/v5-test-suite && npm ci)
//   QSOCKETIO_TESTSERVER=build/debug/bin/qsocketio-testserver node tests/interop/official/run.mjs socket.io
// The suites want port 3000. A name behind the folder runs that suite only.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Server } from '../lib/harness.mjs';

const heartbeat = ['--port', '3000', '--ping-interval', '300', '--ping-timeout', '200', '--max-payload', '1000000'];
const suites = {
    'engine.io-v3': {
        folder: 'docs/engine.io-protocol/v3-test-suite',
        flags: ['--engine-only', '--allow-eio3', ...heartbeat],
    },
    'engine.io-v4': { folder: 'docs/engine.io-protocol/v4-test-suite', flags: ['--engine-only', ...heartbeat] },
    'socket.io-v5': { folder: 'docs/socket.io-protocol/v5-test-suite', flags: heartbeat },
};

/** Whether the suite passes against a fresh server. */
async function passes(checkout, { folder, flags }) {
    const suite = resolve(checkout, folder);
    const mocha = join(suite, 'node_modules/mocha/bin/mocha');
    if (!existsSync(mocha)) {
        throw new Error(`mocha is missing: run "npm ci" in ${suite}`);
    }
    const server = await Server.start(...flags);
    try {
        const run = spawn(process.execPath, ['--dns-result-order=ipv4first', mocha, 'test-suite.js'], {
            cwd: suite, stdio: 'inherit',
        });
        const [code] = await once(run, 'exit');
        return code === 0;
    } finally {
        await server.stop();
    }
}

const [checkout, only] = process.argv.slice(2);
const chosen = Object.entries(suites).filter(([name]) => !only || only === name);
if (!checkout || chosen.length === 0) {
    console.error(`usage: run.mjs <checkout of socketio/socket.io> [${Object.keys(suites).join(' | ')}]`);
    process.exit(2);
}
let failed = 0;
for (const [name, suite] of chosen) {
    console.log(`${name}: ${suite.flags.join(' ')}`);
    if (!(await passes(checkout, suite))) {
        ++failed;
    }
}
process.exit(failed === 0 ? 0 : 1);

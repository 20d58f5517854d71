// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The official server as a process of its own, with the test server's flags that its users need.

import { appendFileSync, openSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startReferenceServer } from './reference_server.mjs';

const { values } = parseArgs({
    options: {
        'port': { type: 'string', default: '0' },
        'record': { type: 'string' },
        'no-http-compression': { type: 'boolean' },
    },
});

/** The event `record` appends its argument as a line, which outlives the process, before it answers. */
function recordTo(file) {
    const descriptor = openSync(file, 'a');
    return (socket) => socket.on('record', (value, ack) => {
        appendFileSync(descriptor, `${value}\n`);
        ack(true);
    });
}

const server = await startReferenceServer(
    values['no-http-compression'] ? { httpCompression: false } : {}, null, Number(values.port),
    values.record && recordTo(values.record),
);
console.log(`LISTENING ${server.port}`);
process.on('SIGTERM', () => server.close().then(() => process.exit(0)));

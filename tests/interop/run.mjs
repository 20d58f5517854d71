// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Runs one file of the interop tests, after a look whether everything it needs is there:
//   QSOCKETIO_TESTSERVER=… QSOCKETIO_TESTCLIENT=… node --test-reporter=spec run.mjs server_events.mjs

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const json = (...path) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));

/** Our client talks to our server as well. */
const talkAmongUs = ['client_matrix.mjs', 'client_accounting.mjs', 'client_kills.mjs'];

function* complaints(file) {
    if (Number(process.versions.node.split('.')[0]) < 18) {
        yield `Node ${process.versions.node} is too old, 18 or newer is needed`;
    }
    for (const [name, wanted] of Object.entries(json('package.json').dependencies)) {
        // A second version of a package goes by a name of its own: "npm:socket.io-client@2.5.0".
        const version = wanted.replace(/^npm:.*@/, '');
        const installed = existsSync(join(folder, 'node_modules', name, 'package.json'))
            ? json('node_modules', name, 'package.json').version
            : null;
        if (installed !== version) {
            yield `the npm package ${name} ${version} is ${installed ? `there as ${installed}` : 'missing'}: `
                + `run "npm ci" in ${folder}`;
        }
    }
    for (const variable of ['QSOCKETIO_TESTSERVER', 'QSOCKETIO_TESTCLIENT']) {
        const path = process.env[variable];
        const needed = talkAmongUs.includes(file)
            || file?.startsWith('client_') === (variable === 'QSOCKETIO_TESTCLIENT');
        if (needed && !(path && existsSync(path))) {
            yield `${variable} must hold the path of the program under test, it is ${path ?? 'not set'}`;
        }
    }
    if (!file || !existsSync(join(folder, file))) {
        yield `there is no test file ${file}`;
    }
}

const file = process.argv[2];
const failures = [...complaints(file)];
if (failures.length > 0) {
    console.error(failures.map((failure) => `interop tests: ${failure}`).join('\n'));
    process.exit(1);
}
await import(pathToFileURL(join(folder, file)));

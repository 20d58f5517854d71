// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Every event of our client is accounted for while the process of its server is killed and started
// again: the server keeps a journal in a file, the client sends again what was not acknowledged.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';
import { patience } from './lib/harness.mjs';
import { serverProcesses } from './lib/processes.mjs';
import { clientOptions, clientTest } from './lib/suite.mjs';

const kills = 10;

/** A server with its journal that is killed and comes back on the same port. */
class Mortal {
    static async start(startServer, cleanup) {
        const mortal = new Mortal();
        const folder = await mkdtemp(join(tmpdir(), 'qsocketio-'));
        cleanup.add(() => rm(folder, { recursive: true }));
        mortal.file = join(folder, 'journal');
        mortal.startServer = (port) => startServer('--port', String(port), '--record', mortal.file);
        mortal.server = await mortal.startServer(0);
        cleanup.add(() => mortal.server.kill());
        return mortal;
    }

    async killAndRestart() {
        const { port } = this.server;
        await this.server.kill();
        this.server = await this.startServer(port);
    }

    async journal() {
        return (await readFile(this.file, 'utf8')).trimEnd().split('\n').map(Number);
    }
}

describe('a server that is killed and started again ten times', { concurrency: 2 }, () => {
    for (const [title, transports] of Object.entries(clientOptions)) {
        for (const [name, startServer] of Object.entries(serverProcesses)) {
            clientTest(`has each event in its journal, once and in order: ${name}, ${title}`, async (client, cleanup) => {
                // A request and an answer a packet take their time.
                const events = title === 'polling only' ? 1_000 : 10_000;
                const mortal = await Mortal.start(startServer, cleanup);
                await client.run('connect', {
                    url: mortal.server.url,
                    opts: {
                        ...transports, retries: 100 * kills, ackTimeout: patience, timeout: patience,
                        reconnectionDelay: 5, reconnectionDelayMax: 20,
                    },
                });
                for (let n = 0; n < events; ++n) {
                    client.cast('emitWithAck', { id: n, socket: 's', event: 'record', args: [n] });
                }
                let killed = 0;
                let restarting = Promise.resolve();
                for (let n = 0; n < events; ++n) {
                    const { error, args } = await client.next('ack', { id: n });
                    assert.deepEqual([error, args], [null, [true]]);
                    if (killed < kills && n > (killed + 1) * (events / (kills + 1))) {
                        ++killed;
                        restarting = restarting.then(() => mortal.killAndRestart());
                    }
                }
                await restarting;
                assert.equal(killed, kills);
                assert.ok(client.seen('disconnect').length >= 1);
                // The application's own number in each event is the key by which repetitions are known.
                const journal = (await mortal.journal()).filter((n, index, all) => n !== all[index - 1]);
                assert.deepEqual(journal, [...Array(events).keys()]);
            });
        }
    }
});

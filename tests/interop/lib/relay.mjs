// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// A relay in front of a server process that kills it at an exact place of what is said.

import net from 'node:net';
import { Queue } from './harness.mjs';

/**
 * What passed on one connection, each way: `up` from the client, `down` from the server, and its
 * `number` among all. A phase is asked with it when something came, and says how much of that way may
 * pass before the server dies: `{ up: 10 }`, or nothing if it is not time yet.
 */
class Talk {
    constructor(number) {
        this.number = number;
        this.up = Buffer.alloc(0);
        this.down = Buffer.alloc(0);
        this.passed = { up: 0, down: 0 };
    }

    /** What of this may go on. */
    take(way, limit = this[way].length) {
        const bytes = this[way].subarray(this.passed[way], limit);
        this.passed[way] = Math.max(this.passed[way], limit);
        return bytes;
    }
}

export class Relay {
    #connections = new Set();
    #phase = null;
    #count = 0;

    /** `startServer()` starts a process that listens. */
    static async start(startServer) {
        const relay = new Relay();
        relay.startServer = startServer;
        relay.port = 0;
        await relay.revive();
        return relay;
    }

    /** Whether the phase is still to come. */
    get isWaiting() {
        return this.#phase !== null;
    }

    /** The server dies in that phase, of what is said from now on; resolves when it is dead. */
    killAt(phase) {
        this.#count = 0;
        this.#phase = phase;
        this.death = new Promise((resolve, reject) => {
            this.died = () => this.kill().then(resolve, reject);
        });
        return this.death;
    }

    /** Starts the server again, at the same address. */
    async revive() {
        this.server = await this.startServer();
        this.listener = net.createServer((client) => this.#join(client));
        await new Promise((resolve, reject) => {
            this.listener.once('error', reject);
            this.listener.listen(this.port, '127.0.0.1', resolve);
        });
        this.port = this.listener.address().port;
        this.url = `http://127.0.0.1:${this.port}`;
    }

    /** Ends the process, and with it whatever it had accepted. */
    async kill() {
        this.#phase = null;
        this.listener.close();
        await this.server.kill();
        for (const client of this.#connections) {
            client.destroy();
        }
    }

    #join(client) {
        const talk = new Talk(++this.#count);
        const server = net.connect(this.server.port, '127.0.0.1');
        this.#connections.add(client);
        client.on('close', () => this.#connections.delete(client));
        this.#pass(talk, 'up', client, server);
        this.#pass(talk, 'down', server, client);
    }

    #pass(talk, way, from, to) {
        from.on('error', () => {});
        from.on('close', () => to.destroy());
        from.on('data', (data) => {
            talk[way] = Buffer.concat([talk[way], data]);
            const limits = this.#phase?.(talk);
            to.write(talk.take(way, limits?.[way]));
            if (limits) {
                this.died();
            }
        });
    }
}

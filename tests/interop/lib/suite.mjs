// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Test bodies with a server, or with a client, that are cleaned up after themselves.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Cleanup, Server, TestClient, scaled } from './harness.mjs';
import { NodeServer } from './node_server.mjs';
import { Connection } from './peer.mjs';
import { transports } from './ways.mjs';

const testTimeout = scaled(30_000);

/** Declares a test whose body may register clean-up steps. */
export function test(name, body) {
    it(name, { timeout: testTimeout }, async () => {
        const cleanup = new Cleanup();
        try {
            await body(cleanup);
        } finally {
            await cleanup.run();
        }
    });
}

/** A group of tests that share one server with those flags. */
export function withServer(name, flags, declare) {
    describe(name, () => {
        const shared = {};
        before(async () => {
            shared.server = await Server.start(...flags);
        });
        after(() => shared.server?.stop());
        declare({
            get server() {
                return shared.server;
            },
            test: (title, body) =>
                test(title, (cleanup) => body(new Context(shared.server, cleanup))),
        });
    });
}

/** The same tests over polling, over WebSocket and through the upgrade, against one server each. */
export function matrix(name, declare, flags = []) {
    for (const [title, options] of Object.entries(transports)) {
        withServer(`${name}, ${title}`, flags, ({ test: declareTest }) => {
            declare((testName, body) =>
                declareTest(testName, async (context) => {
                    context.options = options;
                    await body(context);
                    await context.expectUpgrades();
                }),
            );
        });
    }
}

/** What a test body gets to work with. */
export class Context {
    constructor(server, cleanup) {
        this.server = server;
        this.cleanup = cleanup;
        this.options = transports['WebSocket only'];
        this.makeConnection = (url, options) => new Connection(url, options);
        this.connections = [];
    }

    connection(options = {}) {
        const connection = this.makeConnection(this.server.url, { ...this.options, ...options });
        this.connections.push(connection);
        this.cleanup.add(() => connection.close());
        return connection;
    }

    /** A connected socket on a connection of its own. */
    join(nsp = '/', auth = undefined, options = {}) {
        return this.connection(options).join(nsp, auth);
    }

    /** What is still open has come to the transport that was asked for. */
    async expectUpgrades() {
        for (const connection of this.connections) {
            if (connection.isOpen) {
                await connection.expectUpgrade();
            }
        }
    }
}

/** Declares a test that drives a fresh test client, in the environment that `prepare(cleanup)` gives. */
export function clientTest(name, body, prepare = () => ({})) {
    test(name, async (cleanup) => {
        const client = await TestClient.start(await prepare(cleanup));
        let finished = false;
        cleanup.add(() => (finished ? client.stop() : client.kill()));
        await body(client, cleanup);
        finished = true;
    });
}

/** What our client is told to use, by the name of the way. */
export const clientOptions = {
    'polling only': { transports: ['polling'] },
    'WebSocket only': { transports: ['websocket'] },
    'polling and upgrade': {},
};

/** The same tests over polling, over WebSocket and through the upgrade, each with a fresh client and server. */
export function clientMatrix(name, declare, serverOptions = {}, setUp = () => {}) {
    for (const [title, options] of Object.entries(clientOptions)) {
        describe(`${name}, ${title}`, () => {
            declare((testName, body) =>
                clientTest(testName, async (client, cleanup) => {
                    const server = await NodeServer.start(serverOptions, setUp);
                    cleanup.add(() => server.close());
                    await body(new ClientContext(client, server, options, cleanup));
                }),
            );
        });
    }
}

/** What a body of the client's matrix gets to work with. */
export class ClientContext {
    constructor(client, server, options, cleanup) {
        this.client = client;
        this.server = server;
        this.options = options;
        this.cleanup = cleanup;
    }

    /** Starts to connect a socket, with further options and command fields. */
    connect(opts = {}, fields = {}) {
        return this.client.run('connect', { url: this.server.url, opts: { ...this.options, ...opts }, ...fields });
    }

    /** Connects a socket; returns the official server's end of it and the client's line. */
    async join(opts = {}, fields = {}) {
        await this.connect(opts, fields);
        const line = await this.client.next('connect', { socket: fields.socket ?? 's' });
        const peer = await this.server.peer(fields.nsp ?? '/');
        assert.equal(line.sid, peer.id);
        return { peer, line };
    }

    /** The upgrade happens where it is possible. */
    async expectUpgrade(manager = 's') {
        if (!this.options.transports) {
            assert.equal((await this.client.next('upgrade', { manager })).transport, 'websocket');
            assert.equal((await this.client.state()).transport, 'websocket');
        }
    }
}

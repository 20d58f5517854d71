// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The official server inside the test process, for our client to talk to.

import assert from 'node:assert/strict';
import http from 'node:http';
import https from 'node:https';
import { Server } from 'socket.io';
import { Queue, patience } from './harness.mjs';

/** A socket of the official server, with queues in place of callbacks. */
export class ServerPeer {
    constructor(socket) {
        this.socket = socket;
        this.events = new Queue();
        this.disconnects = new Queue();
        socket.onAny((event, ...args) => {
            const ack = typeof args.at(-1) === 'function' ? args.pop() : null;
            this.events.push({ event, args, ack });
        });
        socket.on('disconnect', (reason) => this.disconnects.push(reason));
    }

    get id() {
        return this.socket.id;
    }

    emit(event, ...args) {
        this.socket.emit(event, ...args);
    }

    /** Emits and returns all arguments of the answer. */
    ask(event, args = [], milliseconds = patience) {
        return new Promise((resolve, reject) => {
            this.socket.timeout(milliseconds).emit(event, ...args, (error, ...answer) => {
                error ? reject(error) : resolve(answer);
            });
        });
    }

    packet(event) {
        return this.events.next(`the event ${event}`, (packet) => packet.event === event);
    }

    async next(event) {
        return (await this.packet(event)).args;
    }

    disconnected() {
        return this.disconnects.next('the disconnection');
    }
}

export class NodeServer {
    #http = null;
    #peers = new Map();

    constructor(options, setUp = () => {}, tls = null, port = 0) {
        this.options = options;
        this.tls = tls;
        this.setUp = setUp;
        this.port = port;
    }

    /** Starts one; `setUp(io)` may add middlewares. Namespaces: `/`, `/custom`, `/nested/name`. `tls` makes it one of HTTPS. */
    static async start(options = {}, setUp = () => {}, tls = null, port = 0) {
        const server = new NodeServer(options, setUp, tls, port);
        await server.open();
        return server;
    }

    /** Listens, a second time on the same port as before. */
    async open() {
        const refuse = (request, response) => response.writeHead(404).end();
        this.#http = this.tls ? https.createServer(this.tls, refuse) : http.createServer(refuse);
        this.io = new Server(this.#http, { serveClient: false, ...this.options });
        for (const nsp of ['/', '/custom', '/nested/name']) {
            const queue = this.#queue(nsp);
            this.io.of(nsp).on('connection', (socket) => queue.push(new ServerPeer(socket)));
        }
        this.setUp(this.io);
        await new Promise((resolve, reject) => {
            this.#http.once('error', reject);
            this.#http.listen(this.port, '127.0.0.1', resolve);
        });
        this.port = this.#http.address().port;
        this.url = `${this.tls ? 'https' : 'http'}://127.0.0.1:${this.port}`;
    }

    #queue(nsp) {
        if (!this.#peers.has(nsp)) {
            this.#peers.set(nsp, new Queue());
        }
        return this.#peers.get(nsp);
    }

    /** The next socket that connects to that namespace. */
    peer(nsp = '/') {
        return this.#queue(nsp).next(`a socket in ${nsp}`);
    }

    /** Breaks every connection and stops listening, as if the process had been killed. */
    async close() {
        const stopped = new Promise((resolve) => this.#http.close(resolve));
        for (const client of Object.values(this.io.engine.clients)) {
            client.transport.socket?._socket?.destroy();
            // A farewell that no poll fetches would keep the process for half a minute.
            client.transport.shouldClose?.();
        }
        this.#http.closeAllConnections();
        await this.io.close();
        await stopped;
    }
}

/** Buffers as the test client writes them. */
export function pack(value) {
    if (Buffer.isBuffer(value)) {
        return { $binary: value.toString('base64') };
    }
    if (Array.isArray(value)) {
        return value.map(pack);
    }
    if (value !== null && typeof value === 'object') {
        return mapObject(value, pack);
    }
    return value;
}

/** The way back. */
export function unpack(value) {
    if (Array.isArray(value)) {
        return value.map(unpack);
    }
    if (value === null || typeof value !== 'object') {
        return value;
    }
    if (Object.hasOwn(value, '$binary')) {
        assert.deepEqual(Object.keys(value), ['$binary']);
        return Buffer.from(value.$binary, 'base64');
    }
    return mapObject(value, unpack);
}

function mapObject(object, change) {
    const copy = {};
    for (const [key, value] of Object.entries(object)) {
        Object.defineProperty(copy, key, {
            value: change(value), enumerable: true, configurable: true, writable: true,
        });
    }
    return copy;
}

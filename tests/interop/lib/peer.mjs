// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The official JavaScript client, with queues in place of callbacks.

import assert from 'node:assert/strict';
import { Manager } from 'socket.io-client';
import { Queue, occurrence, patience, within } from './harness.mjs';

/** The three ways to a server; every test of the matrix runs over each of them. */
export const transports = {
    'polling only': { transports: ['polling'], upgrade: false },
    'WebSocket only': { transports: ['websocket'] },
    'polling and upgrade': { transports: ['polling', 'websocket'] },
};

/** A Socket.IO connection below any number of namespaces. */
export class Connection {
    constructor(url, options = {}) {
        this.manager = new Manager(url, { autoConnect: false, reconnection: false, ...options });
        this.upgraded = new Promise((resolve) => {
            this.manager.on('open', () => this.manager.engine.once('upgrade', resolve));
        });
        this.wantsUpgrade = (options.transports ?? []).join() === 'polling,websocket';
        this.peers = [];
    }

    /** A socket that is not connected yet. */
    peer(nsp = '/', auth = undefined) {
        const peer = new Peer(this, this.manager.socket(nsp, { auth }));
        this.peers.push(peer);
        return peer;
    }

    /** A connected socket. */
    async join(nsp = '/', auth = undefined) {
        const peer = this.peer(nsp, auth);
        await peer.connect();
        return peer;
    }

    get transport() {
        return this.manager.engine.transport.name;
    }

    /** Where an upgrade was asked for, it must have happened by now or happen soon. */
    async expectUpgrade() {
        // A refused namespace may have cost the engine that was upgraded first.
        if (this.wantsUpgrade && this.transport !== 'websocket') {
            const { engine } = this.manager;
            await within(new Promise((resolve) => engine.once('upgrade', resolve)), 'the upgrade to WebSocket');
        }
        if (this.wantsUpgrade) {
            assert.equal(this.transport, 'websocket');
        }
    }

    close() {
        for (const peer of this.peers) {
            peer.socket.disconnect();
        }
        this.manager._close();
    }
}

export class Peer {
    constructor(connection, socket) {
        this.connection = connection;
        this.socket = socket;
        this.events = new Queue();
        this.errors = new Queue();
        this.disconnects = new Queue();
        socket.onAny((event, ...args) => {
            const ack = typeof args.at(-1) === 'function' ? args.pop() : null;
            this.events.push({ event, args, ack });
        });
        socket.on('connect_error', (error) => this.errors.push(error));
        socket.on('disconnect', (reason) => this.disconnects.push(reason));
    }

    get id() {
        return this.socket.id;
    }

    async connect() {
        const connected = occurrence(this.socket, 'connect');
        const refused = occurrence(this.socket, 'connect_error').then(([error]) => Promise.reject(error));
        refused.catch(() => {});
        this.socket.connect();
        await within(Promise.race([connected, refused]), 'the connection');
        // The first event of every socket tells the handshake's auth.
        this.auth = (await this.next('auth'))[0];
    }

    emit(event, ...args) {
        this.socket.emit(event, ...args);
    }

    /** Emits and returns the first argument of the answer. */
    ask(event, ...args) {
        return this.socket.timeout(patience).emitWithAck(event, ...args);
    }

    /** Emits and returns all arguments of the answer. */
    askAll(event, ...args) {
        return new Promise((resolve, reject) => {
            this.socket.timeout(patience).emit(event, ...args, (error, ...answer) => {
                error ? reject(error) : resolve(answer);
            });
        });
    }

    /** The arguments of the next event of that name. */
    async next(event) {
        return (await this.packet(event)).args;
    }

    /** The next event of that name with its acknowledgement. */
    packet(event) {
        return this.events.next(`the event ${event}`, (packet) => packet.event === event);
    }

    /** Takes `count` events of that name in order. */
    async take(event, count) {
        const taken = [];
        while (taken.length < count) {
            taken.push(await this.next(event));
        }
        return taken;
    }

    disconnected() {
        return this.disconnects.next('the end of the connection');
    }

    /** What the server has sent before now has arrived after this. */
    async settle() {
        assert.equal(await this.ask('echo', 'settled'), 'settled');
    }

    /** Nothing of that name came, and what was sent before this call would have. */
    async expectNo(event) {
        await this.settle();
        const stray = this.events.peek().filter((packet) => packet.event === event);
        assert.deepEqual(stray, [], `${event} must not arrive`);
    }
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The official JavaScript client, with queues in place of callbacks. legacy.mjs has the one of
// Socket.IO 2, own.mjs ours.

import assert from 'node:assert/strict';
import { Manager } from 'socket.io-client';
import { Queue, occurrence, patience, within } from './harness.mjs';

/** A Socket.IO connection below any number of namespaces. */
export class Connection {
    constructor(url, options = {}) {
        this.manager = this.constructor.makeManager(url, { autoConnect: false, reconnection: false, ...options });
        this.upgraded = new Promise((resolve) => {
            this.manager.on('open', () => this.manager.engine.once('upgrade', resolve));
        });
        this.wantsUpgrade = (options.transports ?? []).join() === 'polling,websocket';
        this.peers = [];
    }

    static makeManager(url, options) {
        return new Manager(url, options);
    }

    static makePeer(connection, nsp, auth) {
        return new Peer(connection, connection.manager.socket(nsp, { auth }));
    }

    /** A socket that is not connected yet. */
    peer(nsp = '/', auth = undefined) {
        const peer = this.constructor.makePeer(this, nsp, auth);
        this.peers.push(peer);
        return peer;
    }

    /** A connected socket. */
    async join(nsp = '/', auth = undefined) {
        const peer = this.peer(nsp, auth);
        await peer.connect();
        return peer;
    }

    /** The data with which the server refuses. */
    async refused(nsp, auth) {
        const error = await this.peer(nsp, auth).connect().then(() => assert.fail('it was accepted'), (reason) => reason);
        return this.refusalOf(error);
    }

    refusalOf(error) {
        return error.data;
    }

    get isOpen() {
        return this.manager.engine?.readyState === 'open';
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
        this.closeManager();
    }

    closeManager() {
        this.manager._close();
    }
}

/** One end of a conversation; what it heard waits until somebody takes it. */
export class Conversant {
    #answers = new Set();

    constructor(connection, socket) {
        this.connection = connection;
        this.socket = socket;
        this.events = new Queue();
        this.errors = new Queue();
        this.disconnects = new Queue();
        socket.on('disconnect', (reason) => this.disconnects.push(reason));
    }

    /** For each event that arrived, with its acknowledgement behind it. */
    received(event, ...args) {
        const ack = typeof args.at(-1) === 'function' ? args.pop() : null;
        this.#answers.has(event) ? ack?.(...args) : this.events.push({ event, args, ack });
    }

    /** From now on that event is answered with its own arguments. */
    async answer(event) {
        this.#answers.add(event);
    }

    /** Leaves its namespace. */
    async leave() {
        this.socket.disconnect();
    }

    get id() {
        return this.socket.id;
    }

    emit(event, ...args) {
        this.socket.emit(event, ...args);
    }

    /** Emits and returns the first argument of the answer. */
    async ask(event, ...args) {
        return (await this.askAll(event, ...args))[0];
    }

    /** Emits and returns all arguments of the answer. */
    askAll(event, ...args) {
        return within(new Promise((resolve) => this.socket.emit(event, ...args, (...answer) => resolve(answer))),
            `the answer to ${event}`);
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

/** A socket of the current client. */
export class Peer extends Conversant {
    constructor(connection, socket) {
        super(connection, socket);
        socket.onAny((event, ...args) => this.received(event, ...args));
        socket.on('connect_error', (error) => this.errors.push(error));
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

    comeBack() {
        return this.connect();
    }

    emitVolatile(event, ...args) {
        this.socket.volatile.emit(event, ...args);
    }

    /** Asks, and tells whether time ran out. */
    askInVain(event, milliseconds) {
        return new Promise((resolve) => {
            this.socket.timeout(milliseconds).emit(event, (error) => resolve(error?.message === 'operation has timed out'));
        });
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
}

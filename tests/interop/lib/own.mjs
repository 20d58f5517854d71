// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Our client in the conversation: the test client behind the same interface as the official ones.

import assert from 'node:assert/strict';
import { patience } from './harness.mjs';
import { pack, unpack } from './node_server.mjs';

export class OwnConnection {
    static #count = 0;

    constructor(client, url, options) {
        this.client = client;
        this.url = url;
        this.options = { reconnection: false, ...options };
        this.name = `connection ${++OwnConnection.#count}`;
        this.wantsUpgrade = (options.transports ?? []).join() === 'polling,websocket';
        this.peers = [];
    }

    async #begin(nsp, auth) {
        const name = `${this.name} ${nsp}`;
        await this.client.run('connect', {
            url: this.url, nsp, socket: name, manager: this.name,
            opts: { ...this.options, ...(auth && { auth }) },
        });
        return name;
    }

    async join(nsp = '/', auth = undefined) {
        const name = await this.#begin(nsp, auth);
        const peer = new OwnPeer(this, name);
        this.peers.push(peer);
        await peer.begin();
        return peer;
    }

    async refused(nsp, auth) {
        const name = await this.#begin(nsp, auth);
        return (await this.client.next('connect_error', { socket: name })).data;
    }

    /** One peer is enough to see the transport. */
    async expectUpgrade() {
        const [peer] = this.peers;
        if (this.wantsUpgrade && peer && (await this.client.state(peer.name)).transport !== 'websocket') {
            await this.client.next('upgrade', { manager: this.name });
        }
    }

    get isOpen() {
        return this.peers.some((peer) => peer.isConnected);
    }

    async close() {
        for (const peer of this.peers.filter(({ isConnected }) => isConnected)) {
            await peer.leave();
        }
    }
}

class OwnPeer {
    constructor(connection, name) {
        this.connection = connection;
        this.client = connection.client;
        this.name = name;
        this.isConnected = false;
    }

    /** Waits for the connection, and for what every socket hears first. */
    async begin() {
        this.id = (await this.client.next('connect', { socket: this.name })).sid;
        this.isConnected = true;
        this.auth = (await this.next('auth'))[0];
    }

    async comeBack() {
        await this.client.run('reconnect', { socket: this.name });
        await this.begin();
    }

    emit(event, ...args) {
        this.client.cast('emit', { socket: this.name, event, args: args.map(pack) });
    }

    async ask(event, ...args) {
        return (await this.askAll(event, ...args))[0];
    }

    async askAll(event, ...args) {
        const { error, args: answer } = await this.client.ask(event, args.map(pack), { socket: this.name, timeout: patience });
        assert.equal(error, null);
        return answer.map(unpack);
    }

    emitVolatile(event, ...args) {
        this.client.cast('emit', { socket: this.name, event, args: args.map(pack), volatile: true });
    }

    /** Asks, and tells whether time ran out. */
    async askInVain(event, milliseconds) {
        return (await this.client.ask(event, [], { socket: this.name, timeout: milliseconds })).error === 'timeout';
    }

    async next(event) {
        return (await this.client.next('event', { socket: this.name, event })).args.map(unpack);
    }

    async take(event, count) {
        const taken = [];
        while (taken.length < count) {
            taken.push(await this.next(event));
        }
        return taken;
    }

    async answer(event) {
        await this.client.run('on', { socket: this.name, event, ack: 'echo' });
    }

    async settle() {
        assert.equal(await this.ask('echo', 'settled'), 'settled');
    }

    async expectNo(event) {
        await this.settle();
        const stray = this.client.seen('event').filter((line) => line.socket === this.name && line.event === event);
        assert.deepEqual(stray, [], `${event} must not arrive`);
    }

    async leave() {
        this.isConnected = false;
        await this.client.run('disconnect', { socket: this.name });
    }

    async disconnected() {
        this.isConnected = false;
        return (await this.client.next('disconnect', { socket: this.name })).reason;
    }
}

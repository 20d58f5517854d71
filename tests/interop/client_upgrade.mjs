// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Upgrades of our client in the middle of a conversation with the official server: both ends count
// aloud before, during and behind them, and hear each number of the other once and in order.

import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { Queue, within } from './lib/harness.mjs';
import { NodeServer, pack, unpack } from './lib/node_server.mjs';
import { clientTest } from './lib/suite.mjs';

const rounds = 200;
const atOnce = 5;
const batch = 3;
const batchesBehindTheUpgrade = 6;

/** Text and binary, from nothing to what takes several segments. */
function payload(n) {
    const size = n % 40 === 39 ? 50_000 : (n * 37) % 400;
    const letter = String.fromCharCode(97 + (n % 26));
    return n % 3 === 0 ? Buffer.alloc(size, letter) : letter.repeat(size);
}

/** One end of a conversation; `emit(event, ...args)` is how it speaks. */
class Counter {
    #said = 0;
    #heard = 0;

    constructor(emit) {
        this.emit = emit;
        this.ended = new Promise((resolve, reject) => {
            this.resolve = resolve;
            this.reject = reject;
        });
        this.ended.catch(() => {});
    }

    say() {
        for (let index = 0; index < batch; ++index, ++this.#said) {
            this.emit('n', this.#said, payload(this.#said));
        }
    }

    sayEnd() {
        this.emit('end', this.#said);
    }

    hear(event, n, value) {
        try {
            assert.equal(n, this.#heard);
            if (event === 'end') {
                return this.resolve(this.#heard);
            }
            assert.deepStrictEqual(value, payload(n));
            ++this.#heard;
        } catch (error) {
            this.reject(error);
        }
    }
}

/** Ends of the server by the number of their round. */
function meetPeers(io, peers) {
    io.on('connection', (socket) => {
        const counter = new Counter((...args) => socket.emit(...args));
        socket.onAny((...args) => counter.hear(...args));
        counter.say();
        peers.push({ round: socket.handshake.auth.round, counter });
    });
}

/** Lets the client's lines reach the ends that they are for. */
async function listen(client, ends, count) {
    for (let ended = 0; ended < count;) {
        const { socket, event, args } = await client.next('event');
        ends.get(socket).hear(event, ...args.map(unpack));
        ended += event === 'end' ? 1 : 0;
    }
}

async function converse(client, url, round, ends, peers) {
    const name = `round ${round}`;
    const own = new Counter((event, ...args) => client.cast('emit', { socket: name, event, args: args.map(pack) }));
    ends.set(name, own);
    await client.run('connect', { url, socket: name, opts: { auth: { round }, reconnection: false } });
    own.say();
    let [peer, isUpgraded] = [null, false];
    const ready = Promise.all([
        peers.next('the other end', (candidate) => candidate.round === round).then(({ counter }) => {
            peer = counter;
        }),
        client.next('upgrade', { manager: name }).then(() => {
            isUpgraded = true;
        }),
    ]);
    ready.catch(() => {});
    for (let behind = 0; behind < batchesBehindTheUpgrade; behind += peer && isUpgraded ? 1 : 0) {
        own.say();
        peer?.say();
        // Or what went wrong.
        await Promise.race([pause(1), ready.then(() => pause(1))]);
    }
    own.sayEnd();
    peer.sayEnd();
    const [fromServer, fromClient] = await within(Promise.all([own.ended, peer.ended]), 'the last number');
    assert.ok(Math.min(fromServer, fromClient) >= batch * batchesBehindTheUpgrade);
    await client.run('disconnect', { socket: name });
}

clientTest('nothing is lost, doubled or reordered in two hundred upgrades', async (client, cleanup) => {
    const peers = new Queue();
    const server = await NodeServer.start({}, (io) => meetPeers(io, peers));
    cleanup.add(() => server.close());
    const ends = new Map();
    let next = 0;
    const goOn = async () => {
        while (next < rounds) {
            await converse(client, server.url, next++, ends, peers);
        }
    };
    await Promise.all([listen(client, ends, rounds), ...Array.from({ length: atOnce }, goOn)]);
});

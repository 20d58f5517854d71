// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// What has to hold while a server is attacked: a client that was there before keeps talking, and
// the process neither grows nor gathers threads or descriptors.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { scaled, within } from './harness.mjs';
import { Tcp } from './wire.mjs';

const mebibyte = 1024 * 1024;

/** What a sanitizer keeps of memory that was given back, in MiB. */
const memoryAllowance = Number(process.env.QSOCKETIO_TEST_MEMORY_ALLOWANCE ?? 0);

/** How long the witness may wait for one answer. */
const longestAnswer = scaled(5_000);

/** A running process as the system sees it. */
export class Vitals {
    constructor(pid) {
        this.folder = `/proc/${pid}`;
    }

    #status(field) {
        const text = readFileSync(`${this.folder}/status`, 'utf8');
        return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)[1]);
    }

    /** Resident memory in MiB. */
    get memory() {
        return (this.#status('VmRSS') * 1024) / mebibyte;
    }

    get threads() {
        return this.#status('Threads');
    }

    get descriptors() {
        return readdirSync(`${this.folder}/fd`).length;
    }

    /** Processor time in seconds; the system counts in hundredths. */
    get processorTime() {
        const fields = readFileSync(`${this.folder}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
        return (Number(fields[11]) + Number(fields[12])) / 100;
    }
}

class Watch {
    #stopped = false;

    constructor(witness, vitals) {
        this.witness = witness;
        this.vitals = vitals;
        this.before = vitals.memory;
        this.peak = this.before;
        this.slowest = 0;
        this.done = this.#run();
        this.done.catch(() => {});
    }

    async #run() {
        for (let round = 0; !this.#stopped; ++round) {
            const start = performance.now();
            assert.equal(await this.witness.ask('echo', round), round);
            this.slowest = Math.max(this.slowest, performance.now() - start);
            this.peak = Math.max(this.peak, this.vitals.memory);
            await sleep(5);
        }
    }

    async stop() {
        this.#stopped = true;
        await this.done;
        await this.witness.settle();
        this.peak = Math.max(this.peak, this.vitals.memory);
    }
}

/**
 * Runs `body` while a witness talks to the same server; what the process grows by, also for a
 * moment, stays below `growth` MiB.
 */
export async function attack(t, body, { growth = 24 } = {}) {
    const witness = await t.join('/');
    const vitals = new Vitals(t.server.process.pid);
    const watch = new Watch(witness, vitals);
    try {
        await body(vitals);
    } finally {
        await watch.stop();
    }
    const grown = Math.round(watch.peak - watch.before);
    assert.ok(grown <= growth + memoryAllowance, `the server grew by ${grown} MiB`);
    assert.ok(watch.slowest <= longestAnswer, `the witness waited for ${watch.slowest} ms`);
    assert.ok(witness.socket.connected, 'the witness lost its connection');
}

/** Several TCP connections that are gone when the test is. */
export async function crowd(t, count) {
    const connections = await Promise.all(Array.from({ length: count }, () => Tcp.open(t.server.port)));
    t.cleanup.add(() => connections.forEach((tcp) => tcp.destroy()));
    return connections;
}

/** Writes as fast as the other side reads. */
export async function pour(tcp, chunk, count) {
    for (let index = 0; index < count && tcp.socket.writable; ++index) {
        await Promise.race([new Promise((resolve) => tcp.socket.write(chunk, resolve)), tcp.closed]);
    }
}

/** Pours what the server must end the connection for. */
export async function flood(tcp, chunk, count) {
    await pour(tcp, chunk, count);
    await within(tcp.closed, 'the server to end the connection');
}

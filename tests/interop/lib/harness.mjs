// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// What every interop test stands on: deadlines, queues of things to wait for, and child processes.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import readline from 'node:readline';

/** Sanitizer builds and slow machines stretch every deadline by this. */
export const timeoutFactor = Number(process.env.QSOCKETIO_TEST_TIMEOUT_FACTOR ?? 1);
assert.ok(timeoutFactor > 0, 'QSOCKETIO_TEST_TIMEOUT_FACTOR must be a positive number');

export const scaled = (milliseconds) => milliseconds * timeoutFactor;

/** How long a single step may take before it counts as failed. */
export const patience = scaled(10_000);

/** Settles like the promise, but fails with a sentence when that takes too long. */
export async function within(promise, what, milliseconds = patience) {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`timed out: ${what}`)), milliseconds);
    });
    // A promise that fails after its deadline has nobody left to tell.
    promise.catch(() => {});
    try {
        return await Promise.race([promise, late]);
    } finally {
        clearTimeout(timer);
    }
}

/** The arguments of an emitter's next event of that name, whatever else it emits before. */
export function occurrence(emitter, event) {
    return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

/** Asks again and again until the answer is something, and returns that. */
export async function until(what, ask, milliseconds = patience) {
    const deadline = Date.now() + milliseconds;
    for (;;) {
        const answer = await ask();
        if (answer) {
            return answer;
        }
        assert.ok(Date.now() < deadline, `timed out: ${what}`);
        await new Promise(setImmediate);
    }
}

/** Items that arrive in order and are taken in order, each exactly once. */
export class Queue {
    #items = [];
    #waiting = [];
    #failure = null;

    push(item) {
        const index = this.#waiting.findIndex(({ accepts }) => accepts(item));
        if (index >= 0) {
            this.#waiting.splice(index, 1)[0].resolve(item);
        } else {
            this.#items.push(item);
        }
    }

    /** Nothing comes any more: present and future waits fail. */
    fail(error) {
        this.#failure ??= error;
        for (const { reject } of this.#waiting.splice(0)) {
            reject(error);
        }
    }

    get size() {
        return this.#items.length;
    }

    /** The items nobody took, without taking them. */
    peek() {
        return [...this.#items];
    }

    /** Takes the first item that fits; waits for one if there is none. */
    next(what = 'an item', accepts = () => true, milliseconds = patience) {
        const index = this.#items.findIndex((item) => accepts(item));
        if (index >= 0) {
            return Promise.resolve(this.#items.splice(index, 1)[0]);
        }
        if (this.#failure) {
            return Promise.reject(this.#failure);
        }
        let entry;
        const arrival = new Promise((resolve, reject) => {
            entry = { accepts, resolve, reject };
            this.#waiting.push(entry);
        });
        return within(arrival, what, milliseconds).finally(() => {
            const position = this.#waiting.indexOf(entry);
            if (position >= 0) {
                this.#waiting.splice(position, 1);
            }
        });
    }
}

/** The program under test, named by an environment variable. */
function programPath(variable) {
    const path = process.env[variable];
    assert.ok(path, `${variable} must hold the path of the program under test`);
    return path;
}

/** A child process whose standard output is read line by line. */
class Program {
    constructor(path, args, environment = {}) {
        const env = { ...process.env, ...environment };
        this.process = spawn(path, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
        this.lines = new Queue();
        this.errors = '';
        this.process.stdin.on('error', () => {});
        this.process.stderr.setEncoding('utf8');
        this.process.stderr.on('data', (text) => {
            this.errors += text;
        });
        this.exited = once(this.process, 'close').then(([code, signal]) => ({ code, signal }));
        this.exited.catch(() => {});
        this.exited.then(
            ({ code, signal }) =>
                this.lines.fail(new Error(`program ended (${code ?? signal})\n${this.errors}`)),
            (error) => this.lines.fail(error),
        );
    }

    get running() {
        return this.process.exitCode === null && this.process.signalCode === null;
    }

    /** Waits for the end and checks that it was a good one. */
    async expectExit(expected, milliseconds) {
        const { code, signal } = await within(this.exited, 'the end of the program', milliseconds);
        assert.deepEqual({ code, signal }, { code: expected, signal: null }, this.errors);
    }

    async kill() {
        this.process.kill('SIGKILL');
        await this.exited;
    }
}

/** A running test server. */
export class Server extends Program {
    constructor(args, [program, ...prefix] = [programPath('QSOCKETIO_TESTSERVER')]) {
        super(program, [...prefix, ...args]);
        readline.createInterface({ input: this.process.stdout }).on('line', (line) => {
            this.lines.push(line);
        });
    }

    static start(...flags) {
        return Server.#listening(
            new Server(flags.some((flag) => /^--port\b/.test(flag)) ? flags : ['--port', '0', ...flags]));
    }

    /** Starts another program that understands the same flags. */
    static startProgram(program, ...flags) {
        return Server.#listening(new Server(flags, program));
    }

    /** Starts one that may have only so many file descriptors. */
    static startLimited(descriptors, ...flags) {
        const limit = ['/bin/sh', '-c', 'ulimit -n "$0" && exec "$@"', String(descriptors)];
        return Server.#listening(
            new Server(['--port', '0', ...flags], [...limit, programPath('QSOCKETIO_TESTSERVER')]));
    }

    static async #listening(server) {
        const line = await server.lines.next('the line LISTENING');
        const match = /^LISTENING (\d+)$/.exec(line);
        assert.ok(match, `unexpected output: ${line}`);
        server.port = Number(match[1]);
        const scheme = server.process.spawnargs.includes('--tls-cert') ? 'https' : 'http';
        server.url = `${scheme}://127.0.0.1:${server.port}`;
        return server;
    }

    /** Ends it as a service manager would. A sanitizer's complaint shows up as an exit status. */
    async stop() {
        assert.ok(this.running, `the server is gone\n${this.errors}`);
        this.process.kill('SIGTERM');
        try {
            await this.expectExit(0, scaled(2_000));
        } finally {
            this.process.kill('SIGKILL');
        }
        assert.deepEqual(this.lines.peek(), [], 'nothing but LISTENING belongs on standard output');
    }
}

/** Runs `start` such that the program it starts tells all that it logs, each line with its category. */
export async function withLogging(start) {
    process.env.QT_LOGGING_RULES = 'qsocketio.*=true';
    process.env.QT_MESSAGE_PATTERN = '%{category}: %{message}';
    try {
        return await start();
    } finally {
        delete process.env.QT_LOGGING_RULES;
        delete process.env.QT_MESSAGE_PATTERN;
    }
}

/** Starts a program that is expected to end at once, and tells how it did. */
export async function runServer(...flags) {
    const server = new Server(flags);
    try {
        const { code } = await within(server.exited, 'the end of the program');
        return { code, errors: server.errors, lines: server.lines.peek() };
    } finally {
        server.process.kill('SIGKILL');
    }
}

/** A running test client: commands in, lines out. */
export class TestClient extends Program {
    #nextId = 1;
    #unasked = new Set();

    constructor(environment) {
        super(programPath('QSOCKETIO_TESTCLIENT'), [], environment);
        readline.createInterface({ input: this.process.stdout }).on('line', (line) => {
            try {
                const message = JSON.parse(line);
                const isUnasked = message.type === 'done' && this.#unasked.delete(message.id);
                if (message.type !== 'ping' && !isUnasked) {
                    this.lines.push(message);
                }
            } catch {
                this.lines.fail(new Error(`standard output holds a line that is no JSON: ${line}`));
            }
        });
    }

    static async start(environment = {}) {
        const client = new TestClient(environment);
        await client.next('ready');
        return client;
    }

    /** Writes one line as it is. */
    write(line) {
        this.process.stdin.write(`${line}\n`);
    }

    /** Starts a command and returns its id without waiting for anything. */
    post(cmd, fields = {}) {
        const id = fields.id ?? `c${this.#nextId++}`;
        this.write(JSON.stringify({ cmd, id, ...fields }));
        return id;
    }

    /** Starts one whose end nobody waits for, unless it fails. */
    cast(cmd, fields = {}) {
        const id = fields.id ?? `c${this.#nextId++}`;
        this.#unasked.add(id);
        return this.post(cmd, { ...fields, id });
    }

    /** Carries out a command. */
    async run(cmd, fields = {}) {
        const id = this.post(cmd, fields);
        const answer = await this.lines.next(
            `the end of ${cmd}`,
            (line) => ['done', 'error'].includes(line.type) && line.id === id,
        );
        assert.equal(answer.type, 'done', `${cmd}: ${answer.message}`);
        return id;
    }

    /** The next line of that type with those fields. */
    next(type, fields = {}, milliseconds = patience) {
        const fits = (line) =>
            line.type === type && Object.entries(fields).every(([key, value]) => line[key] === value);
        return this.lines.next(`the line ${type} ${JSON.stringify(fields)}`, fits, milliseconds);
    }

    /** Lines of that type that nobody took. */
    seen(type) {
        return this.lines.peek().filter((line) => line.type === type);
    }

    async ask(event, args = [], { socket = 's', timeout = patience } = {}) {
        const id = await this.run('emitWithAck', { socket, event, args, timeout });
        return this.next('ack', { id });
    }

    async state(socket = 's') {
        const id = await this.run('state', { socket });
        return this.next('state', { id });
    }

    /** Ends it by `exit`; it must not have died before, nor complain now. */
    async stop() {
        assert.ok(this.running, `the client is gone\n${this.errors}`);
        this.write(JSON.stringify({ cmd: 'exit' }));
        try {
            await this.expectExit(0);
        } finally {
            this.process.kill('SIGKILL');
        }
    }
}

/** Things to undo when a test ends, last one first. */
export class Cleanup {
    #steps = [];

    add(step) {
        this.#steps.push(step);
    }

    async run() {
        const failures = [];
        for (const step of this.#steps.splice(0).reverse()) {
            try {
                await step();
            } catch (error) {
                failures.push(error);
            }
        }
        if (failures.length > 0) {
            throw failures[0];
        }
    }
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// Programs and pages of a headless Chromium, for whoever looks at the demo.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';

const limit = 30_000 * Number(process.env.QSOCKETIO_TEST_TIMEOUT_FACTOR ?? 1);
const ending = [];

/** Ends all that start() and Page.open() began. */
export function endAll() {
    return Promise.all(ending.splice(0).map((end) => end()));
}

export async function eventually(what, condition) {
    const until = Date.now() + limit;
    for (;;) {
        const value = await condition();
        if (value) {
            return value;
        }
        assert.ok(Date.now() < until, `timed out: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

export function start(program, args) {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.text = '';
    child.stdout.on('data', (data) => { child.text += data; });
    child.stderr.on('data', (data) => { child.text += data; });
    child.on('error', (error) => { child.text += error.message; });
    const exited = new Promise((resolve) => child.once('close', resolve));
    ending.push(() => {
        child.kill('SIGKILL');
        return exited;
    });
    return child;
}

/** A page of a headless Chromium, asked by the DevTools protocol. */
export class Page {
    static async open(url, ...flags) {
        const profile = await mkdtemp(join(tmpdir(), 'qsocketio-browser-'));
        ending.unshift(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
        const browser = start('chromium', [
            '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-quic',
            '--disable-background-networking', '--disable-component-update', '--disable-sync',
            '--disable-dev-shm-usage', '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...flags, 'about:blank',
        ]);
        const port = await eventually('Chromium starts', () => /127\.0\.0\.1:(\d+)\/devtools/.exec(browser.text)?.[1]);
        const target = await (await fetch(`http://127.0.0.1:${port}/json/new?${url}`, { method: 'PUT' })).json();
        const socket = new WebSocket(target.webSocketDebuggerUrl);
        await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
        return new Page(socket);
    }

    constructor(socket) {
        this.socket = socket;
        this.answers = new Map();
        socket.on('message', (data) => {
            const message = JSON.parse(data);
            this.answers.get(message.id)?.(message.result);
        });
    }

    command(method, params) {
        const id = this.answers.size + 1;
        return new Promise((resolve) => {
            this.answers.set(id, resolve);
            this.socket.send(JSON.stringify({ id, method, params }));
        });
    }

    async evaluate(expression) {
        return (await this.command('Runtime.evaluate', { expression }))?.result?.value;
    }

    /** A PNG file of what it shows. */
    async screenshot() {
        return Buffer.from((await this.command('Page.captureScreenshot', {})).data, 'base64');
    }

    click(element) {
        return this.evaluate(`document.getElementById(${JSON.stringify(element)}).click()`);
    }

    say(text) {
        return this.evaluate(`document.getElementById('text').value = ${JSON.stringify(text)};
            document.getElementById('say').requestSubmit()`);
    }

    text(element) {
        return this.evaluate(`document.getElementById(${JSON.stringify(element)})?.textContent`);
    }
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// The demo page in Chromium: the official browser client exchanges events and binary with the demo
// server, which qsocketio-dump runs and shows.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { WebSocket } from 'ws';

const limit = 30_000 * Number(process.env.QSOCKETIO_TEST_TIMEOUT_FACTOR ?? 1);
const ending = [];
after(() => Promise.all(ending.map((end) => end())));

function freePort() {
    return new Promise((resolve) => {
        const server = createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

async function eventually(what, condition) {
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

function start(program, args) {
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
class Page {
    static async open(url) {
        const profile = await mkdtemp(join(tmpdir(), 'qsocketio-browser-'));
        ending.unshift(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
        const browser = start('chromium', [
            '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-quic',
            '--disable-background-networking', '--disable-component-update', '--disable-sync',
            '--disable-dev-shm-usage', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank',
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

    evaluate(expression) {
        const id = this.answers.size + 1;
        return new Promise((resolve) => {
            this.answers.set(id, (result) => resolve(result?.result?.value));
            this.socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression } }));
        });
    }

    text(element) {
        return this.evaluate(`document.getElementById(${JSON.stringify(element)})?.textContent`);
    }
}

test('a page in Chromium exchanges events and binary with the demo server', async () => {
    const port = await freePort();
    const dump = start(process.env.QSOCKETIO_DUMP, ['--demo', '--port', String(port), '--json']);
    await eventually('the demo runs', async () => (await fetch(`http://127.0.0.1:${port}/`).catch(() => null))?.ok);
    const page = await Page.open(`http://127.0.0.1:${port}/`);
    await eventually('the page is connected', async () => (await page.text('status')) === 'connected');
    await eventually('it is upgraded', async () => (await page.text('transport')) === 'websocket');
    await page.evaluate("document.getElementById('send-binary').click()");
    const bytes = await eventually('the bytes come back', async () => (await page.text('bytes')).includes('bytes') && page.text('bytes'));
    assert.match(bytes, /✓/);
    await page.evaluate("document.getElementById('text').value = 'hello from the browser'");
    await page.evaluate("document.getElementById('say').requestSubmit()");
    await eventually('the message is shown', async () => (await page.text('messages')).includes('hello from the browser'));
    await eventually('telemetry comes in', async () => /\d/.test(await page.text('channels')));
    await eventually('the dump shows it', () => dump.text.includes('hello from the browser'));
    await eventually('and the binary', () => dump.text.includes('reverse'));
});

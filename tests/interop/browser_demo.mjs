// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// The demo page in Chromium: the official browser client exchanges events and binary with the demo
// server, which qsocketio-dump runs and shows.

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, test } from 'node:test';
import { endAll, eventually, Page, start } from './lib/browser.mjs';

after(endAll);

function freePort() {
    return new Promise((resolve) => {
        const server = createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

test('a page in Chromium exchanges events and binary with the demo server', async () => {
    const port = await freePort();
    const dump = start(process.env.QSOCKETIO_DUMP, ['--demo', '--port', String(port), '--json']);
    await eventually('the demo runs', async () => (await fetch(`http://127.0.0.1:${port}/`).catch(() => null))?.ok);
    const page = await Page.open(`http://127.0.0.1:${port}/`);
    await eventually('the page is connected', async () => (await page.text('status')) === 'connected');
    await eventually('it is upgraded', async () => (await page.text('transport')) === 'websocket');
    await page.click('send-binary');
    const bytes = await eventually('the bytes come back', async () => (await page.text('bytes')).includes('bytes') && page.text('bytes'));
    assert.match(bytes, /✓/);
    await page.say('hello from the browser');
    await eventually('the message is shown', async () => (await page.text('messages')).includes('hello from the browser'));
    await eventually('telemetry comes in', async () => /\d/.test(await page.text('channels')));
    await eventually('the dump shows it', () => dump.text.includes('hello from the browser'));
    await eventually('and the binary', () => dump.text.includes('reverse'));
});

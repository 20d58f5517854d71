// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// The monitor on the display it is given, with its demo, while a page in Chromium talks to that.
// node screenshots.mjs MONITOR FOLDER OF THE IMAGES

import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endAll, eventually, Page, start } from '../tests/interop/lib/browser.mjs';

const [monitor, images] = process.argv.slice(2);
const url = 'http://127.0.0.1:3947/';

function wait(milliseconds) {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Clicks at a place of the display, which the monitor fills. */
function click(x, y) {
    execFileSync('xdotool', ['mousemove', String(x), String(y), 'click', '1']);
}

async function show(page) {
    await eventually('the page is upgraded', async () => (await page.text('transport')) === 'websocket');
    await page.say('hello from the browser');
    await eventually('it is shown', async () => (await page.text('messages')).includes('hello from the browser'));
    await eventually('telemetry comes in', async () => /\d/.test(await page.text('channels')));
    await eventually('the others talk', async () => (await page.text('messages')).length > 150);
    await page.click('send-binary');
    await eventually('the bytes come back', async () => (await page.text('bytes')).includes('✓'));
}

try {
    start(monitor, ['--demo', '--port', '3947']);
    await eventually('the demo runs', async () => (await fetch(url).catch(() => null))?.ok);
    const page = await Page.open(url, '--window-size=1200,760');
    await show(page);
    await wait(150); // for the table to take the packets over
    const [freeze, lastButOne] = [[216, 30], [500, 538]];
    click(...freeze);
    click(...lastButOne);
    await wait(500); // for the window to paint
    execFileSync('import', ['-window', 'root', join(images, 'monitor.png')]);
    execFileSync('mogrify', ['-trim', '+repage', join(images, 'monitor.png')]);
    await writeFile(join(images, 'demo-page.png'), await page.screenshot());
} finally {
    await endAll();
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The process of the server is killed at each step of a connection's life: our client says why it
// lost it, delivers nothing by halves, and comes back to the next process.

import assert from 'node:assert/strict';
import net from 'node:net';
import { after, before, describe } from 'node:test';
import { patience, within } from './lib/harness.mjs';
import { NodeServer } from './lib/node_server.mjs';
import { serverProcesses } from './lib/processes.mjs';
import { Relay } from './lib/relay.mjs';
import { clientTest } from './lib/suite.mjs';

const headEnd = '\r\n\r\n';
// The first event of each connection tells it.
const auth = { word: 'whole'.repeat(300) };
const authEvent = '42["auth"';
const placeholder = '"num":0}]';

/** As soon as that comes, with so much of it. */
const cutting = (way, text, offset) => (talk) => {
    const place = talk[way].indexOf(text);
    return place >= 0 ? { [way]: place + offset } : null;
};

const isWebSocket = ({ up }) => up.includes('Upgrade: websocket') && up.includes(headEnd);
const only = (condition, phase) => (talk) => (condition(talk) ? phase(talk) : null);

/** Where the client's frames begin. */
const framesOfClientAt = ({ up }) => up.indexOf(headEnd) + headEnd.length;
// A masked frame with "2probe".
const probeSize = 2 + 4 + 6;

const http = {
    'a connection is there, nothing was read': () => ({ up: 0, down: 0 }),
    'the handshake was asked for': (talk) => (talk.up.includes(headEnd) ? {} : null),
    'half the head of the first answer was sent': cutting('down', 'HTTP/1.1 200', 10),
    'half the handshake was sent': cutting('down', '0{"sid"', 10),
    'the handshake was sent': cutting('up', 'POST ', 0),
    'the namespace was joined, nobody was told': cutting('down', '40{"sid"', -1),
    'half the answer to the join was sent': cutting('down', '40{"sid"', 8),
    'half an event was sent': cutting('down', authEvent, 500),
    'an event was posted': cutting('up', '451-["message"', 20),
    'an event was sent, but not its attachment': cutting('down', placeholder, placeholder.length),
};

const webSocket = {
    'a connection is there, nothing was read': http['a connection is there, nothing was read'],
    'a WebSocket was asked for': (talk) => (isWebSocket(talk) ? {} : null),
    'half the head of the answer was sent': cutting('down', 'HTTP/1.1 101', 10),
    'the WebSocket is open': only(isWebSocket, cutting('down', headEnd, headEnd.length)),
    'half the handshake was sent': cutting('down', '0{"sid"', 10),
    'the handshake was sent': only(isWebSocket, (talk) => (talk.up.length > framesOfClientAt(talk) ? { up: framesOfClientAt(talk) } : null)),
    'half the answer to the join was sent': cutting('down', '40{"sid"', 8),
    'half an event was sent': cutting('down', authEvent, 500),
    'an event was sent, but not its attachment': cutting('down', placeholder, placeholder.length),
    'half an attachment was sent': cutting('down', 'attachment', 4),
};

const upgrade = {
    'the upgrade was asked for': only(isWebSocket, () => ({ up: 0 })),
    'half the head of the answer was sent': cutting('down', 'HTTP/1.1 101', 10),
    'the candidate is open': only(isWebSocket, cutting('down', headEnd, headEnd.length)),
    'the probe was sent': only(isWebSocket, (talk) => (talk.up.length > framesOfClientAt(talk) ? { up: framesOfClientAt(talk) } : null)),
    'the probe was read, its answer is lost': only(isWebSocket, cutting('down', '3probe', -2)),
    'half the answer to the probe was sent': only(isWebSocket, cutting('down', '3probe', 2)),
    'the answer to the probe was sent': only(isWebSocket, cutting('down', '3probe', 6)),
    'the upgrade packet is on its way': only(isWebSocket, (talk) => {
        const end = framesOfClientAt(talk) + probeSize;
        return talk.up.length > end ? { up: end } : null;
    }),
    'the upgrade packet was read': only(isWebSocket, (talk) => (talk.up.length > framesOfClientAt(talk) + probeSize ? {} : null)),
    'half an event was sent over the new transport': only(isWebSocket, cutting('down', '42["message-back"', 8)),
    'an event was sent over the new transport, but not its attachment': only(isWebSocket, cutting('down', placeholder, placeholder.length)),
};

const ways = {
    'long-polling': { transports: ['polling'], phases: http },
    'a WebSocket': { transports: ['websocket'], phases: webSocket },
    'an upgrade': { transports: undefined, phases: upgrade },
};

const bytes = (n) => ({ $binary: Buffer.from(`attachment ${n}`).toString('base64') });

/** Says something and something binary again and again while the server lives. */
async function talk(client, relay) {
    for (let n = 0; relay.isWaiting; n += 2) {
        client.cast('emit', { event: 'message', args: [n, bytes(n)] });
        client.cast('emit', { event: 'message', args: [n + 1] });
        await new Promise((resolve) => setTimeout(resolve, 5));
    }
}

/** The client says that it lost the server, in the words of the official client. */
async function expectComplaint(client) {
    const complaint = await client.lines.next('a complaint', ({ type }) => ['connect_error', 'disconnect'].includes(type));
    assert.match(complaint.message ?? complaint.reason, /^(xhr poll error|xhr post error|websocket error|transport close|transport error)$/);
}

/** What was delivered, over however many connections, was whole, in order and there once. */
function expectWhole(events) {
    const numbers = [];
    for (const { event, args } of events) {
        if (event === 'auth') {
            assert.deepEqual(args, [auth]);
        } else {
            const [n] = args;
            assert.deepEqual([event, args], ['message-back', n % 2 === 0 ? [n, bytes(n)] : [n]]);
            numbers.push(n);
        }
    }
    assert.deepEqual(numbers, [...new Set(numbers)].sort((a, b) => a - b));
}

function declareKills(startServer) {
    let relay;
    before(async () => {
        relay = await Relay.start(() => startServer('--no-http-compression'));
    });
    after(() => relay?.kill());
    for (const [way, { transports, phases }] of Object.entries(ways)) {
        for (const [name, phase] of Object.entries(phases)) {
            clientTest(`over ${way}, when ${name}`, async (client) => {
                const death = relay.killAt(phase);
                await client.run('connect', {
                    url: relay.url, opts: { transports, auth, reconnectionDelay: 30, reconnectionDelayMax: 60, timeout: patience },
                });
                await Promise.all([within(death, 'the moment to kill at'), talk(client, relay)]);
                try {
                    await expectComplaint(client);
                } finally {
                    await relay.revive();
                }
                await client.next('reconnect', { manager: 's' });
                assert.deepEqual((await client.ask('echo', [bytes('again')])).args, [bytes('again')]);
                expectWhole(client.seen('event'));
            });
        }
    }
}

describe('the process is killed', { concurrency: 2 }, () => {
    for (const [who, startServer] of Object.entries(serverProcesses)) {
        describe(who, { concurrency: 1 }, () => declareKills(startServer));
    }
});

describe('an address where nobody is yet', () => {
    for (const transports of [['polling'], ['websocket'], undefined]) {
        clientTest(`is reached once somebody is, ${transports ?? 'both'}`, async (client, cleanup) => {
            const placeholder = net.createServer();
            await new Promise((resolve) => placeholder.listen(0, '127.0.0.1', resolve));
            const { port } = placeholder.address();
            await new Promise((resolve) => placeholder.close(resolve));
            await client.run('connect', {
                url: `http://127.0.0.1:${port}`, opts: { transports, reconnectionDelay: 30, reconnectionDelayMax: 60 },
            });
            await client.run('emit', { event: 'early', args: ['kept'] });
            await client.next('reconnect_error', { manager: 's' });
            const server = await NodeServer.start({}, () => {}, null, port);
            cleanup.add(() => server.close());
            assert.deepEqual(await (await server.peer()).next('early'), ['kept']);
        });
    }
});

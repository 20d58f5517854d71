// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Clients that stay connected and do not read: 240 MB are sent to ten of them, over each transport,
// by plain TCP and by TLS.

import assert from 'node:assert/strict';
import { attack } from './lib/attack.mjs';
import { scaled, until } from './lib/harness.mjs';
import { withServer } from './lib/suite.mjs';
import { networks } from './lib/ways.mjs';
import { encrypted, PollingSession, Tcp, WebSocketSession } from './lib/wire.mjs';

const clients = 10;
const rounds = 25;
const size = 960_000;
assert.equal(clients * rounds * size, 240_000_000);

// What may wait for one client, and what one more message adds to it.
const mark = 8;
const allowed = { growth: clients * (mark + 1) + 40 };

/** Members of the main namespace, each with its id, of which none reads any more. */
async function silent(t, transport) {
    return Promise.all(Array.from({ length: clients }, async () => {
        const session = await transport.open(t.port);
        t.cleanup.add(() => session.destroy());
        session.id = await session.join('/');
        transport.stopReading(session);
        return session;
    }));
}

const transports = {
    'over WebSocket': {
        open: (port) => WebSocketSession.open(port),
        stopReading: (session) => session.webSocket.tcp.socket.pause(),
    },
    'that do not poll': { open: (port) => PollingSession.open(port), stopReading: () => {} },
};

/** What the server says of the end of each of them. */
function reasons(witness, sessions) {
    return Promise.all(sessions.map(({ id }) => until('the reason', () => witness.ask('disconnect-reason', id))));
}

for (const [network, { node, flags }] of Object.entries(networks)) {
    withServer(`clients that do not read, ${network}`, flags, ({ test: declare }) => {
        const test = (title, body) => declare(title, (t) => {
            t.options = { ...t.options, ...node };
            t.port = network === 'TLS' ? encrypted(t.server.port) : t.server.port;
            return body(t);
        });

        for (const [title, transport] of Object.entries(transports)) {
            test(`${title}: 240 MB are broadcast, those who read get them all`, async (t) => {
                await attack(t, async () => {
                    const sessions = await silent(t, transport);
                    const talker = await t.join('/');
                    const reader = await t.join('/');
                    const text = 'x'.repeat(size - 20);
                    for (let round = 0; round < rounds; ++round) {
                        const op = { from: 'nsp', except: [talker.id] };
                        assert.equal(await talker.ask('emit-op', op, 'news', [round, text]), 'ok');
                        assert.equal((await reader.next('news'))[0], round);
                    }
                    assert.deepEqual(await reasons(reader, sessions), new Array(clients).fill('transport error'));
                }, allowed);
            });

            test(`${title}: 240 MB of their own, 24 MB at once`, async (t) => {
                await attack(t, async () => {
                    const sessions = await silent(t, transport);
                    const reader = await t.join('/');
                    for (const session of sessions) {
                        await session.send(`42["burst","news",${rounds},${size}]`);
                    }
                    assert.deepEqual(await reasons(reader, sessions), new Array(clients).fill('transport error'));
                    await reader.settle();
                }, allowed);
            });
        }

        test('that poll and do not read the answers', async (t) => {
            await attack(t, async () => {
                const sessions = await silent(t, transports['that do not poll']);
                const reader = await t.join('/');
                for (const session of sessions) {
                    const poll = await Tcp.open(t.port);
                    t.cleanup.add(() => poll.destroy());
                    poll.socket.pause();
                    poll.write(`GET ${session.url} HTTP/1.1\r\nHost: h\r\n\r\n`);
                    await session.send(`42["burst","news",${rounds},${size}]`);
                }
                assert.deepEqual(await reasons(reader, sessions), new Array(clients).fill('transport error'));
                await reader.settle();
            }, allowed);
        });
    });
}

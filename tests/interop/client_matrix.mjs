// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Our client in conversation with the official server and with ours, over every way.

import { after, before, describe } from 'node:test';
import { converse, converseOfToday } from './lib/conversation.mjs';
import { Server, TestClient } from './lib/harness.mjs';
import { OwnConnection } from './lib/own.mjs';
import { startReferenceServer } from './lib/reference_server.mjs';
import { Context, test } from './lib/suite.mjs';
import { everyWay } from './lib/ways.mjs';

const servers = {
    'the official server': ({ parser, below }) => startReferenceServer(parser.node, below.tls),
    'our server': ({ parser, below }) => Server.start(...parser.flags, ...below.flags),
};

/** The conversation over one way, with a server and a client of its own. */
function declareConversation(start, way) {
    const shared = {};
    before(async () => {
        shared.server = await start(way);
        shared.client = await TestClient.start();
    });
    after(async () => {
        await shared.client?.stop();
        await (shared.server?.stop?.() ?? shared.server?.close());
    });
    const declare = (title, body) => test(title, async (cleanup) => {
        const t = new Context(shared.server, cleanup);
        t.options = { ...way.carrier, ...way.parser.own, ...way.below.own };
        t.makeConnection = (url, options) => new OwnConnection(shared.client, url, options);
        await body(t);
        await t.expectUpgrades();
    });
    converse(declare);
    converseOfToday(declare);
}

// Side by side: most of the time somebody waits.
describe('the client', { concurrency: 4 }, () => {
    for (const [server, start] of Object.entries(servers)) {
        for (const way of everyWay()) {
            describe(`${server}, ${way.name}`, { concurrency: 1 }, () => declareConversation(start, way));
        }
    }
});

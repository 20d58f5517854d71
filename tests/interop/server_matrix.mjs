// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The official clients of Socket.IO 4 and 2 in conversation with our server, over every way.

import { converse, converseOfToday } from './lib/conversation.mjs';
import { LegacyConnection } from './lib/legacy.mjs';
import { Connection } from './lib/peer.mjs';
import { withServer } from './lib/suite.mjs';
import { everyWay } from './lib/ways.mjs';

const clients = { '4': Connection, '2': LegacyConnection };

for (const { name, carrier, parser, below } of everyWay()) {
    withServer(name, ['--allow-eio3', ...parser.flags, ...below.flags], ({ test }) => {
        for (const [version, ConnectionType] of Object.entries(clients)) {
            const declare = (title, body) => test(`${title}, client ${version}`, async (t) => {
                t.options = { ...carrier, ...parser.node, ...below.node };
                t.makeConnection = (url, options) => new ConnectionType(url, options);
                await body(t);
                await t.expectUpgrades();
            });
            converse(declare);
            if (version === '4') {
                converseOfToday(declare);
            }
        }
    });
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The ways between a client and a server: a transport, a packet format, a network. Each dimension
// holds what both sides are told for it.

import https from 'node:https';
import msgpackParser from 'socket.io-msgpack-parser';
import { authority, identity, tlsFile } from './tls.mjs';

/** What carries the packets. */
export const transports = {
    'polling only': { transports: ['polling'], upgrade: false },
    'WebSocket only': { transports: ['websocket'] },
    'polling and upgrade': { transports: ['polling', 'websocket'] },
};

/** How packets are written: options of Node's peers, of our client, flags of our server. */
export const formats = {
    'JSON': { node: {}, own: {}, flags: [] },
    'MessagePack': { node: { parser: msgpackParser }, own: { parser: 'msgpack' }, flags: ['--parser', 'msgpack'] },
};

/** What is below: likewise, and what makes a server of Node one of HTTPS. */
export const networks = {
    'plain': { node: {}, own: {}, flags: [], tls: null },
    'TLS': {
        // Without an agent every poll would begin with a handshake of TLS.
        node: { ca: authority(), agent: new https.Agent({ ca: authority(), keepAlive: true }) },
        own: { caFile: tlsFile('ca.pem') },
        flags: ['--tls-cert', tlsFile('server.pem'), '--tls-key', tlsFile('server.key')],
        tls: identity('server'),
    },
};

/** Every combination, with a readable name. */
export function* everyWay() {
    for (const [network, below] of Object.entries(networks)) {
        for (const [format, parser] of Object.entries(formats)) {
            for (const [transport, carrier] of Object.entries(transports)) {
                yield { name: `${format}, ${transport}, ${network}`, carrier, parser, below };
            }
        }
    }
}

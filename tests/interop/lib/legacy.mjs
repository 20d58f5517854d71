// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The official JavaScript client of Socket.IO 2, with the same queues as the current one.

import legacy from 'socket.io-client-v2';
import { Conversant, Connection } from './peer.mjs';
import { occurrence, within } from './harness.mjs';

/**
 * A parser of today for a client that wants its packets by callback, and marks those with binary
 * by types of their own, which no format but JSON has.
 */
function forLegacy(parser) {
    const [binaryEvent, binaryAck] = [5, 6];
    const types = { [binaryEvent]: 2, [binaryAck]: 3 };
    return {
        ...parser,
        Encoder: class extends parser.Encoder {
            encode(packet, callback) {
                callback(super.encode({ ...packet, type: types[packet.type] ?? packet.type }));
            }
        },
    };
}

export class LegacyConnection extends Connection {
    static makeManager(url, { parser, ...options }) {
        return new legacy.Manager(url, { ...options, ...(parser && { parser: forLegacy(parser) }) });
    }

    static makePeer(connection, nsp, auth) {
        return new LegacyPeer(connection, connection.manager.socket(nsp, { query: auth ?? {} }));
    }

    /** What a refusal holds; here it is all there is. */
    refusalOf(data) {
        return data;
    }

    closeManager() {
        const { engine } = this.manager;
        this.manager.close();
        // It forgets them when it is closed by what it receives.
        clearTimeout(engine?.pingIntervalTimer);
        clearTimeout(engine?.pingTimeoutTimer);
    }
}

class LegacyPeer extends Conversant {
    constructor(connection, socket) {
        super(connection, socket);
        // Nothing is said before the connection is told, and handlers are found in queues.
        socket.onevent = (packet) => this.received(...packet.data, ...(packet.id == null ? [] : [socket.ack(packet.id)]));
        socket.on('error', (error) => this.errors.push(error));
    }

    async connect() {
        const connected = occurrence(this.socket, 'connect');
        const refused = occurrence(this.socket, 'error').then(([error]) => Promise.reject(error));
        refused.catch(() => {});
        this.socket.connect();
        await within(Promise.race([connected, refused]), 'the connection');
        this.auth = (await this.next('auth'))[0];
    }
}

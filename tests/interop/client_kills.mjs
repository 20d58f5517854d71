// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// A server that dies at each step of a connection's life: our client survives, and comes back to
// the next one.

import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { describe } from 'node:test';
import { WebSocketServer } from 'ws';
import { NodeServer } from './lib/node_server.mjs';
import { clientTest } from './lib/suite.mjs';
import { frame, opcodes } from './lib/wire.mjs';

const open = (upgrades) => `0${JSON.stringify({ sid: 'doomed', upgrades, pingInterval: 25000, pingTimeout: 20000 })}`;
const connected = '40{"sid":"socket"}';
const unmasked = { masked: false };

/** A server that plays its part up to a step, and then is gone with all its connections. */
class Doomed {
    static async start(step) {
        const server = new Doomed();
        server.step = step;
        server.sockets = new Set();
        server.polls = 0;
        server.http = http.createServer((request, response) => server.#serve(request, response));
        server.http.on('connection', (socket) => {
            server.sockets.add(socket);
            socket.on('error', () => {});
            if (step === 'accepting') {
                server.die();
            }
        });
        server.webSockets = new WebSocketServer({ noServer: true });
        server.http.on('upgrade', (request, socket, head) => server.#upgrade(request, socket, head));
        await new Promise((resolve) => server.http.listen(0, '127.0.0.1', resolve));
        server.port = server.http.address().port;
        server.died = new Promise((resolve) => {
            server.dead = resolve;
        });
        return server;
    }

    die() {
        this.http.close();
        for (const socket of this.sockets) {
            socket.destroy();
        }
        this.dead();
    }

    #at(step) {
        if (this.step !== step) {
            return false;
        }
        this.die();
        return true;
    }

    #serve(request, response) {
        const opening = !request.url.includes('sid=');
        const upgrades = this.step.includes('upgrade') || this.step.includes('probe') ? ['websocket'] : [];
        if (opening) {
            if (this.#at('the handshake request')) {
                return;
            }
            if (this.step === 'half a handshake') {
                response.writeHead(200, { 'Content-Length': 500 });
                response.write('0{"sid":', () => this.die());
                return;
            }
            response.end(open(upgrades));
        } else if (request.method === 'POST') {
            request.resume();
            if (!this.#at('a post')) {
                request.on('end', () => response.end('ok'));
            }
        } else if (++this.polls === 1) {
            if (!this.#at('the first poll')) {
                response.end(connected);
            }
        } else if (this.step === 'half a message') {
            response.writeHead(200, { 'Content-Length': 500 });
            response.write('42["lost",', () => this.die());
        } else if (this.step === 'a held poll') {
            setImmediate(() => this.die());
        } else {
            this.held = response;
            this.#release();
        }
    }

    /** Once the probe is answered polls end at once. */
    #release() {
        if (this.probed && this.held) {
            this.held.end('6');
            this.held = null;
        }
    }

    #upgrade(request, socket, head) {
        if (this.#at('the upgrade request') || this.#at('a WebSocket request')) {
            return;
        }
        if (this.step === 'half an upgrade') {
            socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: webs', () => this.die());
            return;
        }
        this.webSockets.handleUpgrade(request, socket, head, (webSocket) => {
            webSocket.on('error', () => {});
            if (!request.url.includes('sid=')) {
                webSocket.send(open([]));
            }
            webSocket.on('message', (data) => this.#message(webSocket, data.toString()));
        });
    }

    #message(webSocket, text) {
        if (text === '2probe') {
            if (!this.#at('the probe')) {
                webSocket.send('3probe');
                this.probed = true;
                if (this.step === 'the end of the upgrade') {
                    this.#release();
                }
                if (this.step === 'the answer to the probe') {
                    setImmediate(() => this.die());
                }
            }
        } else if (text === '5') {
            this.#at('the end of the upgrade');
        } else if (text.startsWith('40')) {
            webSocket.send(connected);
            if (this.step === 'half a message') {
                const bytes = frame(opcodes.text, '42["lost"]', unmasked).subarray(0, 7);
                webSocket._socket.write(bytes, () => this.die());
            } else if (this.step === 'a held WebSocket') {
                setImmediate(() => this.die());
            }
        }
    }
}

const steps = {
    polling: ['accepting', 'the handshake request', 'half a handshake', 'a post', 'the first poll', 'a held poll', 'half a message'],
    websocket: ['accepting', 'a WebSocket request', 'half an upgrade', 'half a message', 'a held WebSocket'],
    both: ['the upgrade request', 'half an upgrade', 'the probe', 'the answer to the probe', 'the end of the upgrade'],
};

for (const [way, names] of Object.entries(steps)) {
    describe(`a server that dies, ${way}`, () => {
        for (const step of names) {
            clientTest(`at ${step}`, async (client, cleanup) => {
                const doomed = await Doomed.start(step);
                cleanup.add(() => doomed.die());
                const transports = way === 'both' ? undefined : [way];
                await client.run('connect', {
                    url: `http://127.0.0.1:${doomed.port}`,
                    opts: { transports, reconnectionDelay: 30, reconnectionDelayMax: 60, timeout: 5000 },
                });
                await client.run('emit', { event: 'kept', args: [1] });
                await doomed.died;
                assert.deepEqual(client.seen('event'), []);

                // Its successor.
                const server = new NodeServer({}, () => {}, null);
                server.port = doomed.port;
                await server.open();
                cleanup.add(() => server.close());
                const peer = await server.peer();
                await client.next('connect', { socket: 's', sid: peer.id });
                peer.emit('alive');
                await client.next('event', { event: 'alive' });
            });
        }
    });
}

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
            const server = new NodeServer({}, () => {}, null);
            server.port = port;
            await server.open();
            cleanup.add(() => server.close());
            assert.deepEqual(await (await server.peer()).next('early'), ['kept']);
        });
    }
});

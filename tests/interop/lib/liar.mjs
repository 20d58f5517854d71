// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// A server that says what a test wants it to say, also what no server may say.

import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { WebSocketServer } from 'ws';
import { Queue } from './harness.mjs';
import { separator } from './wire.mjs';

/** The open packet of an honest server. */
export const honest = { upgrades: [], pingInterval: 25000, pingTimeout: 20000, maxPayload: 1000000 };

/** One session of our client, over whichever transport it came. */
class Session {
    constructor(transport, sid, open) {
        this.transport = transport;
        this.sid = sid;
        /** The lie it was opened with. */
        this.open = open;
        this.packets = new Queue();
    }

    /** The next packet of the client. */
    next() {
        return this.packets.next('a packet of the client');
    }

    /** Answers the client's wish for the main namespace. */
    async accept() {
        assert.match(await this.next(), /^40/);
        this.send(`40{"sid":"socket-of-${this.sid}"}`);
    }
}

class PollingSession extends Session {
    #poll = null;
    #outgoing = [];

    constructor(sid, open) {
        super('polling', sid, open);
    }

    /** Packets for the client, in one payload if its poll does not wait now. */
    send(...packets) {
        this.#outgoing.push(
            ...packets.map((packet) => (Buffer.isBuffer(packet) ? `b${packet.toString('base64')}` : packet)),
        );
        this.#flush();
    }

    closePolitely() {
        this.send('1');
    }

    poll(response) {
        this.#poll = response;
        this.#flush();
    }

    post(body) {
        for (const packet of body.split(separator)) {
            this.packets.push(packet);
        }
    }

    #flush() {
        if (this.#poll && this.#outgoing.length > 0) {
            const body = this.#outgoing.join(separator);
            this.#outgoing = [];
            this.#poll.writeHead(200, { 'Content-Type': 'text/plain; charset=UTF-8' }).end(body);
            this.#poll = null;
        }
    }
}

class WebSocketSession extends Session {
    constructor(sid, open, webSocket) {
        super('websocket', sid, open);
        this.webSocket = webSocket;
        webSocket.on('message', (data, binary) => this.packets.push(binary ? data : data.toString()));
        webSocket.on('error', () => {});
    }

    send(...packets) {
        this.webSocket._socket.cork();
        for (const packet of packets) {
            this.webSocket.send(packet);
        }
        this.webSocket._socket.uncork();
    }

    closePolitely() {
        this.webSocket.close();
    }

    /** Bytes in place of frames. */
    sendRaw(bytes) {
        this.webSocket._socket.write(bytes);
    }
}

/** An Engine.IO server by hand; `open` is told in the open packet, or sent as it is if it is text. */
export class Liar {
    #polling = new Map();
    #count = 0;

    static async start({ open = honest, respond = null, refuseWebSocket = false } = {}) {
        const liar = new Liar();
        liar.open = open;
        liar.respond = respond;
        liar.refuseWebSocket = refuseWebSocket;
        liar.sessions = new Queue();
        liar.http = http.createServer((request, response) => liar.#serve(request, response));
        liar.webSockets = new WebSocketServer({ noServer: true });
        liar.http.on('upgrade', (request, socket, head) => liar.#upgrade(request, socket, head));
        await new Promise((resolve) => liar.http.listen(0, '127.0.0.1', resolve));
        liar.url = `http://127.0.0.1:${liar.http.address().port}`;
        return liar;
    }

    /** The next session of a client. */
    session() {
        return this.sessions.next('a session of the client');
    }

    close() {
        for (const webSocket of this.webSockets.clients) {
            webSocket.terminate();
        }
        this.http.closeAllConnections();
        this.http.close();
    }

    #openPacket(sid) {
        return typeof this.open === 'string' || Buffer.isBuffer(this.open)
            ? this.open
            : `0${JSON.stringify({ sid, ...this.open })}`;
    }

    async #serve(request, response) {
        if (this.respond) {
            this.respond(request, response);
            return;
        }
        const sid = new URL(request.url, 'http://h').searchParams.get('sid');
        if (!sid) {
            const session = new PollingSession(`p${this.#count++}`, this.open);
            this.#polling.set(session.sid, session);
            response.writeHead(200, { 'Content-Type': 'text/plain; charset=UTF-8' }).end(this.#openPacket(session.sid));
            this.sessions.push(session);
        } else if (!this.#polling.has(sid)) {
            response.writeHead(400, { 'Content-Type': 'application/json' }).end('{"code":1,"message":"Session ID unknown"}');
        } else if (request.method === 'GET') {
            this.#polling.get(sid).poll(response);
        } else {
            const chunks = [];
            for await (const chunk of request) {
                chunks.push(chunk);
            }
            response.writeHead(200, { 'Content-Type': 'text/html' }).end('ok');
            this.#polling.get(sid).post(Buffer.concat(chunks).toString());
        }
    }

    #upgrade(request, socket, head) {
        if (this.respond || this.refuseWebSocket) {
            socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno');
            return;
        }
        this.webSockets.handleUpgrade(request, socket, head, (webSocket) => {
            const session = new WebSocketSession(`w${this.#count++}`, this.open, webSocket);
            const isCandidate = new URL(request.url, 'http://h').searchParams.has('sid');
            if (!isCandidate) {
                webSocket.send(this.#openPacket(session.sid));
            }
            this.sessions.push(session);
        });
    }
}

/** A TCP server that gives every connection these bytes once something was asked, then ends it or not. */
export async function rubbishServer(bytes, { end = true } = {}) {
    const sockets = new Set();
    const server = net.createServer((socket) => {
        sockets.add(socket);
        socket.on('error', () => {});
        socket.once('data', () => (end ? socket.end(bytes) : socket.write(bytes)));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${server.address().port}`,
        close() {
            sockets.forEach((socket) => socket.destroy());
            server.close();
        },
    };
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Engine.IO by hand: HTTP requests, raw TCP and WebSocket frames, also wrong ones.

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { Queue, within } from './harness.mjs';
import { authority } from './tls.mjs';

const host = '127.0.0.1';
export const separator = '\x1e';

/** In place of a port: the same port by TLS. */
export const encrypted = (port) => ({ port, ca: authority(), servername: 'localhost' });

const isEncrypted = (port) => typeof port === 'object';
const address = (port) => ({ host, ...(isEncrypted(port) ? port : { port }) });

/** One HTTP request on a connection of its own. `signal` aborts it. */
export async function request(port, path, { method = 'GET', headers = {}, body, signal, sent } = {}) {
    const options = { ...address(port), path, method, headers, signal, agent: false };
    const outgoing = (isEncrypted(port) ? https : http).request(options);
    const answered = once(outgoing, 'response');
    outgoing.end(body, () => sent?.());
    const [incoming] = await within(answered, `an answer to ${method} ${path}`);
    const chunks = [];
    for await (const chunk of incoming) {
        chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    return { status: incoming.statusCode, headers: incoming.headers, bytes, body: bytes.toString() };
}

/** An Engine.IO error body. */
export function expectError({ status, headers, body }, code, text, expectedStatus = 400) {
    assert.equal(status, expectedStatus, body);
    assert.match(headers['content-type'], /^application\/json/);
    assert.deepEqual(JSON.parse(body), { code, message: text });
}

/** A TCP connection that collects what comes back. */
export class Tcp {
    constructor(socket) {
        this.socket = socket;
        this.received = Buffer.alloc(0);
        this.closed = new Promise((resolve) => socket.once('close', resolve));
        this.changed = new Queue();
        socket.on('data', (data) => {
            this.received = Buffer.concat([this.received, data]);
            this.changed.push(null);
        });
        // A reset is an end like any other here.
        socket.on('error', () => {});
        socket.once('close', () => this.changed.fail(new Error('the connection is closed')));
    }

    static async open(port) {
        const options = { ...address(port), noDelay: true };
        const socket = isEncrypted(port) ? tls.connect(options) : net.connect(options);
        await within(once(socket, isEncrypted(port) ? 'secureConnect' : 'connect'), 'a TCP connection');
        return new Tcp(socket);
    }

    write(data) {
        this.socket.write(data);
    }

    /** Waits until what came fits, and returns it as Latin-1 text. */
    async until(pattern) {
        while (!pattern.test(this.received.toString('latin1'))) {
            await this.changed.next(`${pattern} on the wire`);
        }
        return this.received.toString('latin1');
    }

    /** Everything that came until the other side ended the connection. */
    async untilClosed() {
        await within(this.closed, 'the end of a TCP connection');
        return this.received.toString('latin1');
    }

    destroy() {
        this.socket.destroy();
    }
}

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

/** One WebSocket frame, right or as wrong as wished. */
export function frame(opcode, payload = '', { fin = true, rsv = 0, masked = true } = {}) {
    const data = Buffer.from(payload);
    const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode];
    const flag = masked ? 0x80 : 0;
    if (data.length < 126) {
        head.push(flag | data.length);
    } else if (data.length < 65536) {
        head.push(flag | 126, data.length >> 8, data.length & 0xff);
    } else {
        const size = Buffer.alloc(8);
        size.writeBigUInt64BE(BigInt(data.length));
        head.push(flag | 127, ...size);
    }
    if (!masked) {
        return Buffer.concat([Buffer.from(head), data]);
    }
    const mask = randomBytes(4);
    return Buffer.concat([Buffer.from(head), mask, data.map((byte, index) => byte ^ mask[index & 3])]);
}

/** A message in one frame: text for strings, binary for buffers. */
export const message = (packet) =>
    frame(typeof packet === 'string' ? opcodes.text : opcodes.binary, packet);

/** A WebSocket connection frame by frame. */
export class RawWebSocket {
    #buffer = Buffer.alloc(0);

    constructor(tcp, answer) {
        this.tcp = tcp;
        this.packets = new Queue();
        /** Settles when TCP ends: the code of the server's close frame, 1005 for one without, 1006 for none. */
        this.closed = tcp.closed.then(() => this.closeCode ?? 1006);
        tcp.closed.then(() => this.packets.fail(new Error('the WebSocket is closed')));
        tcp.socket.on('data', (data) => this.#read(data));
        this.#read(tcp.received.subarray(answer.indexOf('\r\n\r\n') + 4));
    }

    /** Asks for the upgrade; the answer may be a refusal. */
    static async request(port, path, headers = {}) {
        const tcp = await Tcp.open(port);
        const key = randomBytes(16).toString('base64');
        const lines = {
            Host: `${host}:${address(port).port}`, Connection: 'Upgrade', Upgrade: 'websocket',
            'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': key, ...headers,
        };
        const head = Object.entries(lines).filter(([, value]) => value !== null);
        tcp.write(`GET ${path} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
        const answer = await tcp.until(/\r\n\r\n/);
        return { tcp, key, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]), answer };
    }

    static async open(port, path, headers) {
        const { tcp, key, status, answer } = await RawWebSocket.request(port, path, headers);
        assert.equal(status, 101, answer);
        const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
        assert.ok(answer.includes(accept), answer);
        return new RawWebSocket(tcp, answer);
    }

    /** The server lets this WebSocket not in: it refuses the upgrade or closes right after it. */
    static async expectRefused(port, path, packets = []) {
        const { tcp, status, answer } = await RawWebSocket.request(port, path);
        if (status === 101) {
            const webSocket = new RawWebSocket(tcp, answer);
            webSocket.send(...packets);
            await webSocket.expectClosed();
            assert.deepEqual(webSocket.packets.peek(), []);
        } else {
            assert.ok([400, 403].includes(status), `status ${status}`);
            await tcp.untilClosed();
        }
    }

    #read(data) {
        this.#buffer = Buffer.concat([this.#buffer, data]);
        for (let size = this.#frameSize(); size > 0; size = this.#frameSize()) {
            const whole = this.#buffer.subarray(0, size);
            this.#buffer = this.#buffer.subarray(size);
            this.#handle(whole);
        }
    }

    get #header() {
        const length = this.#buffer[1] & 0x7f;
        return length < 126 ? 2 : length === 126 ? 4 : 10;
    }

    #frameSize() {
        if (this.#buffer.length < 2 || this.#buffer.length < this.#header) {
            return 0;
        }
        const length = this.#buffer[1] & 0x7f;
        const payload =
            length < 126 ? length
            : length === 126 ? this.#buffer.readUInt16BE(2)
            : Number(this.#buffer.readBigUInt64BE(2));
        const size = this.#header + payload;
        return this.#buffer.length < size ? 0 : size;
    }

    #handle(whole) {
        assert.equal(whole[1] & 0x80, 0, 'a server must not mask');
        assert.equal(whole[0] & 0x70, 0, 'no extension was negotiated');
        const length = whole[1] & 0x7f;
        const payload = whole.subarray(length < 126 ? 2 : length === 126 ? 4 : 10);
        const opcode = whole[0] & 0x0f;
        if (opcode === opcodes.close) {
            this.closeCode ??= payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
            this.tcp.socket.end(frame(opcodes.close, payload));
        } else if (opcode === opcodes.text || opcode === opcodes.binary) {
            assert.ok(whole[0] & 0x80, 'this reader expects whole messages');
            this.packets.push(opcode === opcodes.text ? payload.toString() : Buffer.from(payload));
        } else {
            this.packets.push({ opcode, payload: payload.toString('latin1') });
        }
    }

    /** Sends packets, all in one segment; buffers are binary messages. */
    send(...packets) {
        this.write(Buffer.concat(packets.map(message)));
    }

    write(bytes) {
        this.tcp.write(bytes);
    }

    next() {
        return this.packets.next('a packet over WebSocket');
    }

    expectClosed() {
        return within(this.closed, 'the end of a WebSocket');
    }

    destroy() {
        this.tcp.destroy();
    }
}

/** An Engine.IO session over one transport, packet by packet. */
class WireSession {
    constructor(port, path) {
        this.port = port;
        this.path = path;
    }

    /** Joins a namespace; returns the socket's id and checks the `auth` event. */
    async join(nsp = '/', auth = undefined) {
        const prefix = nsp === '/' ? '' : `${nsp},`;
        await this.send(`40${prefix}${auth === undefined ? '' : JSON.stringify(auth)}`);
        const answer = await this.next();
        assert.ok(answer.startsWith(`40${prefix}{`), answer);
        assert.equal(await this.next(), `42${prefix}${JSON.stringify(['auth', auth ?? {}])}`);
        return JSON.parse(answer.slice(2 + prefix.length)).sid;
    }
}

export class PollingSession extends WireSession {
    static async open(port, { path = '/socket.io/', query = '' } = {}) {
        const session = new PollingSession(port, path);
        const { status, body } = await request(port, `${path}?EIO=4&transport=polling${query}`);
        assert.equal(status, 200, body);
        assert.equal(body[0], '0', body);
        session.handshake = JSON.parse(body.slice(1));
        session.sid = session.handshake.sid;
        session.url = `${path}?EIO=4&transport=polling&sid=${session.sid}`;
        session.waiting = [];
        return session;
    }

    get name() {
        return 'polling';
    }

    poll(options = {}) {
        return request(this.port, this.url, options);
    }

    /** A poll whose request is on its way before this returns. */
    async park(options = {}) {
        let poll;
        await new Promise((sent) => {
            poll = this.poll({ ...options, sent });
        });
        poll.catch(() => {});
        return { answer: poll };
    }

    post(body, options = {}) {
        return request(this.port, this.url, { method: 'POST', body, ...options });
    }

    /** Sends packets in one payload; buffers are binary packets. */
    async send(...packets) {
        const { status, body } = await this.post(this.encode(packets));
        assert.equal(status, 200, body);
        assert.equal(body, 'ok');
    }

    encode(packets) {
        return packets
            .map((packet) => (typeof packet === 'string' ? packet : `b${packet.toString('base64')}`))
            .join(separator);
    }

    /** Sends what will end the session; the answer may be lost. */
    async offend(...packets) {
        const { status } = await this.post(this.encode(packets)).catch(() => ({ status: null }));
        assert.ok([null, 200, 400].includes(status), `status ${status}`);
    }

    async next() {
        if (this.waiting.length === 0) {
            const { status, body } = await this.poll();
            assert.equal(status, 200, body);
            this.waiting = body
                .split(separator)
                .map((packet) => (packet[0] === 'b' ? Buffer.from(packet.slice(1), 'base64') : packet));
        }
        return this.waiting.shift();
    }

    /** The session is gone: a poll may still learn of it once, then its id is unknown. */
    async expectClosed() {
        for (;;) {
            const { status, body } = await this.poll();
            if (status !== 200) {
                assert.equal(status, 400);
                assert.deepEqual(JSON.parse(body), { code: 1, message: 'Session ID unknown' });
                return;
            }
        }
    }

    destroy() {}
}

export class WebSocketSession extends WireSession {
    static async open(port, { path = '/socket.io/', query = '' } = {}) {
        const session = new WebSocketSession(port, path);
        session.webSocket = await RawWebSocket.open(port, `${path}?EIO=4&transport=websocket${query}`);
        const open = await session.webSocket.next();
        assert.equal(open[0], '0', open);
        session.handshake = JSON.parse(open.slice(1));
        session.sid = session.handshake.sid;
        return session;
    }

    get name() {
        return 'websocket';
    }

    send(...packets) {
        this.webSocket.send(...packets);
    }

    offend(...packets) {
        this.webSocket.send(...packets);
    }

    next() {
        return this.webSocket.next();
    }

    /** The server has closed the WebSocket properly: it said so with a close frame. */
    async expectClosed(codes = [1000, 1002, 1003, 1005, 1007, 1008]) {
        const code = await this.webSocket.expectClosed();
        assert.ok(codes.includes(code), `close code ${code}, expected ${codes.join(' or ')}`);
    }

    destroy() {
        this.webSocket.destroy();
    }
}

/** Upgrades a polling session by hand. */
export async function upgrade(session) {
    const webSocket = await candidate(session);
    webSocket.send('2probe');
    assert.equal(await webSocket.next(), '3probe');
    webSocket.send('5');
    return webSocket;
}

/** A WebSocket that asks to take over a polling session, nothing sent yet. */
export function candidate(session) {
    return RawWebSocket.open(session.port, `${session.path}?EIO=4&transport=websocket&sid=${session.sid}`);
}

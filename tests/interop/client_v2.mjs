// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Our client and the official server of Socket.IO 2: Engine.IO 3.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { describe } from 'node:test';
import { Queue, patience, scaled, within } from './lib/harness.mjs';
import { pack, unpack } from './lib/node_server.mjs';
import { clientOptions, clientTest } from './lib/suite.mjs';

const { default: createServer } = await import('socket.io-v2');

/** The official server of version 2. */
class OldServer {
    static async start(options = {}) {
        const server = new OldServer();
        server.options = options;
        server.port = 0;
        server.peers = { '/': new Queue(), '/chat': new Queue() };
        await server.open();
        return server;
    }

    /** Listens, a second time on the same port as before. */
    async open() {
        this.http = http.createServer((request, response) => response.writeHead(404).end());
        this.io = createServer(this.http, { serveClient: false, ...this.options });
        for (const [nsp, queue] of Object.entries(this.peers)) {
            this.io.of(nsp).on('connection', (socket) => queue.push(new OldPeer(socket)));
        }
        this.io.of('/refused').use((socket, next) => next(new Error('not you')));
        await new Promise((resolve) => this.http.listen(this.port, '127.0.0.1', resolve));
        this.port = this.http.address().port;
        this.url = `http://127.0.0.1:${this.port}`;
    }

    peer(nsp = '/') {
        return this.peers[nsp].next(`a socket in ${nsp}`);
    }

    close() {
        this.http.closeAllConnections();
        this.io.close();
    }
}

/** Sockets of version 2 have no onAny(). */
class OldPeer {
    constructor(socket) {
        this.socket = socket;
        this.events = new Queue();
        this.disconnects = new Queue();
        socket.use(([event, ...args], next) => {
            const ack = typeof args.at(-1) === 'function' ? args.pop() : null;
            this.events.push({ event, args, ack });
            next();
        });
        socket.on('disconnect', (reason) => this.disconnects.push(reason));
    }

    packet(event) {
        return this.events.next(`the event ${event}`, (packet) => packet.event === event);
    }

    ask(event, ...args) {
        return within(new Promise((resolve) => {
            this.socket.emit(event, ...args, (...answer) => resolve(answer));
        }), `an answer to ${event}`, patience);
    }
}

for (const [title, transports] of Object.entries(clientOptions)) {
    const declare = (name, body, options = {}) => clientTest(name, async (client, cleanup) => {
        const server = await OldServer.start(options);
        cleanup.add(() => server.close());
        const connect = (opts = {}, fields = {}) => client.run('connect', {
            url: server.url, opts: { EIO: 3, ...transports, ...opts }, ...fields,
        });
        await body({ client, server, connect });
    });
    /** Where one comes: nothing is on its way to another transport any more. */
    const upgraded = (client) => transports.transports ? undefined : client.next('upgrade');

    describe(`a server of version 2, ${title}`, () => {
        declare('events, binary and acks in both directions', async ({ client, server, connect }) => {
            await connect();
            const line = await client.next('connect');
            const peer = await server.peer();
            assert.equal(line.sid, peer.socket.id);
            assert.equal(peer.socket.handshake.query.EIO, '3');
            await upgraded(client);
            for (const value of ['text', 'žluť €😀', '', Buffer.from([0, 4, 255]), Buffer.alloc(70_000, 9)]) {
                const binary = Buffer.isBuffer(value);
                await client.run('emit', { event: 'value', args: [binary ? { $binary: value.toString('base64') } : value] });
                const [received] = (await peer.packet('value')).args;
                assert.ok(binary ? received.equals(value) : received === value);
                peer.socket.emit('value', value);
                const [back] = (await client.next('event', { event: 'value' })).args;
                assert.equal(binary ? back.$binary : back, binary ? value.toString('base64') : value);
            }
            await client.run('on', { event: 'echo', ack: 'echo' });
            const answer = await peer.ask('echo', 1, Buffer.from('b'));
            assert.deepEqual(answer, [1, Buffer.from('b')]);
            const id = client.post('emitWithAck', { event: 'asks', args: [2] });
            (await peer.packet('asks')).ack('answer', Buffer.from('c'));
            const { args } = await client.next('ack', { id });
            assert.deepEqual(args, ['answer', { $binary: Buffer.from('c').toString('base64') }]);
        });

        declare('many events keep their order, over the upgrade as well', async ({ client, server, connect }) => {
            await connect();
            for (let i = 0; i < 300; ++i) {
                client.post('emit', { event: 'n', args: [i, 'é€😀'] });
            }
            const peer = await server.peer();
            for (let i = 0; i < 300; ++i) {
                assert.deepEqual((await peer.packet('n')).args, [i, 'é€😀']);
                peer.socket.emit('n', i, '😀€é');
            }
            for (let i = 0; i < 300; ++i) {
                assert.deepEqual((await client.next('event', { event: 'n' })).args, [i, '😀€é']);
            }
        });

        declare('namespaces, and auth as their query', async ({ client, server, connect }) => {
            await connect({ auth: { token: 'a b&c' } }, { nsp: '/chat' });
            const line = await client.next('connect');
            const peer = await server.peer('/chat');
            assert.equal(line.sid, peer.socket.id);
            assert.equal(peer.socket.handshake.query.token, 'a b&c');
            peer.socket.emit('hello', 1);
            assert.deepEqual((await client.next('event')).args, [1]);
            await client.run('disconnect', {});
            assert.match(await peer.disconnects.next('the end'), /^(client namespace disconnect|transport close)$/);
        });

        declare('a refusal', async ({ client, connect }) => {
            await connect({}, { nsp: '/refused' });
            assert.equal((await client.next('connect_error')).message, 'not you');
            assert.equal((await client.state()).active, false);
        });

        declare('the main namespace is left and joined again', async ({ client, server, connect }) => {
            await connect({}, { nsp: '/chat', manager: 'm', socket: 'chat' });
            await client.next('connect', { socket: 'chat' });
            await connect({}, { manager: 'm', socket: 'main' });
            await client.next('connect', { socket: 'main' });
            await client.run('disconnect', { socket: 'main' });
            await client.next('disconnect', { socket: 'main' });
            await client.run('reconnect', { socket: 'main' });
            await client.next('connect', { socket: 'main' });
            assert.equal((await client.state('chat')).connected, true);
        });

        declare('the client pings', async ({ client, server, connect }) => {
            await connect({ reconnection: false });
            await client.next('connect');
            const peer = await server.peer();
            for (let round = 0; round < 4; ++round) {
                await within(once(peer.socket.conn, 'packet'), 'a ping');
            }
            assert.equal((await client.state()).connected, true);
        }, { pingInterval: scaled(100), pingTimeout: scaled(1000) });

        declare('a server that goes is found again', async ({ client, server, connect }) => {
            await connect({ reconnectionDelay: 30, reconnectionDelayMax: 60 });
            await client.next('connect');
            const peer = await server.peer();
            peer.socket.conn.close();
            assert.match((await client.next('disconnect')).reason, /^transport (close|error)$/);
            const line = await client.next('connect');
            assert.equal(line.sid, (await server.peer()).socket.id);
        });

        declare('binary wherever it stands, and much of it', async ({ client, server, connect }) => {
            await connect();
            const peer = await server.peer();
            const values = [
                { a: [Buffer.from('deep'), { b: Buffer.alloc(0) }], n: 1 },
                [Buffer.from('two'), 'and', Buffer.from('three')],
                Buffer.alloc(500_000, 'ž'), 'ž😀'.repeat(80_000),
            ];
            for (const value of values) {
                client.cast('emit', { socket: 's', event: 'value', args: [pack(value), 'tail'] });
            }
            for (const value of values) {
                assert.deepStrictEqual((await peer.packet('value')).args, [value, 'tail']);
                peer.socket.emit('value', value, 'tail');
            }
            for (const value of values) {
                assert.deepStrictEqual((await client.next('event', { event: 'value' })).args.map(unpack), [value, 'tail']);
            }
        });

        declare('a question that nobody answers times out', async ({ client, server, connect }) => {
            await connect();
            await server.peer();
            assert.equal((await client.ask('unknown', [1], { timeout: 30 })).error, 'timeout');
        });

        declare('the query of the connection', async ({ client, server, connect }) => {
            await connect({ query: { 'a b': 'c&d ž' } });
            const { query } = (await server.peer()).socket.handshake;
            assert.equal(query['a b'], 'c&d ž');
        });

        declare('a server that no longer answers pings is left', async ({ client, server, connect }) => {
            await connect({ reconnection: false });
            await client.next('connect');
            const peer = await server.peer();
            await upgraded(client);
            peer.socket.conn.sendPacket = () => {};
            assert.equal((await client.next('disconnect')).reason, 'ping timeout');
        }, { pingInterval: scaled(100), pingTimeout: scaled(300) });

        declare('a server that is gone for a while gets what was said meanwhile', async ({ client, server, connect }) => {
            await connect({ reconnectionDelay: 30, reconnectionDelayMax: 60 });
            await client.next('connect');
            await server.peer();
            await upgraded(client);
            server.close();
            assert.match((await client.next('disconnect')).reason, /^transport (close|error)$/);
            await client.next('reconnect_error', { manager: 's' });
            client.cast('emit', { socket: 's', event: 'n', args: [1] });
            client.cast('emit', { socket: 's', event: 'n', args: [2, pack(Buffer.from('b'))] });
            await server.open();
            const peer = await server.peer();
            assert.deepEqual((await peer.packet('n')).args, [1]);
            assert.deepEqual((await peer.packet('n')).args, [2, Buffer.from('b')]);
        });

        declare('the server disconnects the socket', async ({ client, server, connect }) => {
            await connect();
            await client.next('connect');
            (await server.peer()).socket.disconnect();
            assert.equal((await client.next('disconnect')).reason, 'io server disconnect');
        });
    });
}

describe('the wrong version', () => {
    clientTest('a client of protocol 4 is refused with a reason', async (client, cleanup) => {
        const server = await OldServer.start();
        cleanup.add(() => server.close());
        await client.run('connect', { url: server.url, opts: { reconnection: false, timeout: scaled(3000) } });
        const { message } = await client.next('connect_error');
        assert.equal(message, 'server error');
    });
});

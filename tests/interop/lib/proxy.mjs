// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Small proxies that count what passes through them.

import http from 'node:http';
import net from 'node:net';

/** Names of servers are known to proxies only, and all lead to this machine. */
const lookup = (host, { all }, callback) =>
    (all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4));

class Proxy {
    #sockets = new Set();

    constructor() {
        /** What clients asked for, in order. */
        this.asked = [];
        this.refusals = 0;
        this.bytes = 0;
        /** The ports from which it called servers. */
        this.ports = new Set();
    }

    /** Connections to servers are known by their ports. */
    notePort(socket) {
        socket.once('connect', () => this.ports.add(socket.localPort));
    }

    track(socket) {
        this.#sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => this.#sockets.delete(socket));
    }

    /** Joins two connections, and counts. */
    join(client, server) {
        for (const [from, to] of [[client, server], [server, client]]) {
            from.on('data', (data) => {
                this.bytes += data.length;
                to.write(data);
            });
            from.on('close', () => to.destroy());
        }
    }

    async listen(server) {
        this.server = server;
        await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
        this.port = server.address().port;
    }

    close() {
        this.#sockets.forEach((socket) => socket.destroy());
        this.server.close();
    }
}

/** A proxy for CONNECT and for whole URLs; `credentials` is `user:password`. */
export class HttpProxy extends Proxy {
    static async start({ credentials = null } = {}) {
        const proxy = new HttpProxy();
        const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
        const refused = (request) => {
            const refuses = expected && request.headers['proxy-authorization'] !== expected;
            proxy.refusals += refuses ? 1 : 0;
            return refuses;
        };
        const server = http.createServer((request, response) => {
            if (refused(request)) {
                response.writeHead(407, { 'Proxy-Authenticate': 'Basic realm="test"', 'Content-Length': 0 }).end();
                return;
            }
            proxy.forward(request, response);
        });
        server.on('connection', (socket) => proxy.track(socket));
        server.on('connect', (request, socket, head) => {
            if (refused(request)) {
                socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n'
                    + 'Proxy-Authenticate: Basic realm="test"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
                return;
            }
            proxy.tunnel(request, socket, head);
        });
        await proxy.listen(server);
        proxy.url = `http://${credentials ? `${credentials}@` : ''}127.0.0.1:${proxy.port}`;
        return proxy;
    }

    forward(request, response) {
        this.asked.push(`${request.method} ${new URL(request.url).host}`);
        const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = request.headers;
        const onward = http.request(request.url, { method: request.method, headers, lookup, agent: false }, (answer) => {
            response.writeHead(answer.statusCode, answer.rawHeaders);
            answer.on('data', (data) => {
                this.bytes += data.length;
            });
            answer.pipe(response);
        });
        onward.on('socket', (socket) => this.notePort(socket));
        onward.on('error', () => response.destroy());
        response.on('close', () => onward.destroy());
        request.on('data', (data) => {
            this.bytes += data.length;
        });
        request.pipe(onward);
    }

    tunnel(request, socket, head) {
        this.asked.push(`CONNECT ${request.url}`);
        const [host, port] = request.url.split(':');
        const server = net.connect({ port: Number(port), host, lookup }, () => {
            socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
            server.write(head);
            this.join(socket, server);
        });
        this.notePort(server);
        this.track(server);
        server.on('error', () => socket.destroy());
    }
}

/** SOCKS 5, as RFC 1928 and 1929 describe it. */
export class SocksProxy extends Proxy {
    static async start({ credentials = null } = {}) {
        const proxy = new SocksProxy();
        proxy.credentials = credentials;
        await proxy.listen(net.createServer((socket) => {
            proxy.track(socket);
            proxy.#serve(socket).catch(() => socket.destroy());
        }));
        proxy.url = `socks5://${credentials ? `${credentials}@` : ''}127.0.0.1:${proxy.port}`;
        return proxy;
    }

    async #serve(socket) {
        const read = reader(socket);
        const [, methods] = await read(2);
        const offered = [...(await read(methods))];
        const method = this.credentials ? 2 : 0;
        if (!offered.includes(method)) {
            this.refusals += 1;
            socket.end(Buffer.from([5, 0xff]));
            return;
        }
        socket.write(Buffer.from([5, method]));
        if (this.credentials) {
            const text = async () => (await read((await read(1))[0])).toString();
            await read(1);
            const given = `${await text()}:${await text()}`;
            const right = given === this.credentials;
            this.refusals += right ? 0 : 1;
            socket.write(Buffer.from([1, right ? 0 : 1]));
            if (!right) {
                socket.end();
                return;
            }
        }
        const [, , , kind] = await read(4);
        const host = kind === 1 ? [...(await read(4))].join('.') : (await read((await read(1))[0])).toString();
        const port = (await read(2)).readUInt16BE(0);
        this.asked.push(`${host}:${port}`);
        const server = net.connect({ port, host, lookup }, () => {
            socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
            read.end();
            this.join(socket, server);
        });
        this.notePort(server);
        this.track(server);
        server.on('error', () => socket.destroy());
    }
}

/** Reads exact numbers of bytes. */
function reader(socket) {
    let buffer = Buffer.alloc(0);
    let wanted = null;
    const serve = () => {
        if (wanted && buffer.length >= wanted.size) {
            const { size, resolve } = wanted;
            wanted = null;
            const bytes = buffer.subarray(0, size);
            buffer = buffer.subarray(size);
            resolve(bytes);
        }
    };
    const onData = (data) => {
        buffer = Buffer.concat([buffer, data]);
        serve();
    };
    socket.on('data', onData);
    const read = (size) => new Promise((resolve) => {
        wanted = { size, resolve };
        serve();
    });
    read.end = () => socket.off('data', onData);
    return read;
}

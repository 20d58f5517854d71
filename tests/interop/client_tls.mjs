// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Our client over TLS, and through proxies.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe } from 'node:test';
import { NodeServer } from './lib/node_server.mjs';
import { HttpProxy, SocksProxy } from './lib/proxy.mjs';
import { clientOptions, clientTest } from './lib/suite.mjs';
import { authority, identity, tlsFile } from './lib/tls.mjs';

/** Keeps who the client is while its first request is there, and from where everybody called. */
function noteCallers(io) {
    io.callers = [];
    io.httpServer.on('connection', (socket) => io.callers.push(socket.remotePort));
    io.engine.on('connection', ({ request }) => {
        request.certifiedName = request.socket.getPeerCertificate?.().subject?.CN;
    });
    io.use((socket, next) => {
        socket.data.client = socket.request.certifiedName;
        next();
    });
}

/** A server, and a client with these options that shall reach it. */
function ways(name, tls, opts, body) {
    for (const [title, transports] of Object.entries(clientOptions)) {
        clientTest(`${name}, ${title}`, async (client, cleanup) => {
            const server = await NodeServer.start({}, noteCallers, tls);
            cleanup.add(() => server.close());
            const options = { ...transports, reconnection: false, ...(await opts(cleanup)) };
            await client.run('connect', { url: server.url, opts: options });
            await body(client, server, options);
        });
    }
}

/** The connection is there, and carries what it should, also after the upgrade. */
async function expectConnected(client, server, options) {
    await client.next('connect');
    const peer = await server.peer();
    if (!options.transports) {
        await client.next('upgrade');
    }
    for (const bytes of [Buffer.from([0, 255]), Buffer.alloc(100_000, 7)]) {
        await client.run('on', { event: 'echo', ack: 'echo' });
        const [answer] = await peer.ask('echo', [bytes]);
        assert.ok(answer.equals(bytes));
    }
    return peer;
}

async function expectRefused(client) {
    const { message } = await client.next('connect_error');
    assert.match(message, /^(xhr poll|websocket) error$/);
    assert.equal((await client.state()).connected, false);
}

describe('certificates', () => {
    const caFile = tlsFile('ca.pem');
    ways('one that a trusted authority signed', identity('server'), () => ({ caFile }), expectConnected);
    ways('one that nobody trusted signed is refused', identity('server'), () => ({}), expectRefused);
    ways('a self-signed one is refused', identity('selfsigned'), () => ({ caFile }), expectRefused);
    ways('one for another host is refused', identity('wronghost'), () => ({ caFile }), expectRefused);
    ways('a self-signed one is pinned', identity('selfsigned'), () => ({ pinFile: tlsFile('selfsigned.pem') }), expectConnected);
    ways('one that another pinned authority signed', identity('server'), () => ({ pinFile: caFile }), expectConnected);
    ways('a signed one is pinned itself', identity('server'), () => ({ pinFile: tlsFile('server.pem') }), expectConnected);
    ways('one for another host is pinned itself', identity('wronghost'), () => ({ pinFile: tlsFile('wronghost.pem') }), expectConnected);
    ways('another one is pinned: it is refused', identity('server'), () => ({ caFile, pinFile: tlsFile('selfsigned.pem') }), expectRefused);
    // Shown behind one that nobody trusts.
    ways(
        'a pinned one only stands in the chain: it is refused',
        { ...identity('selfsigned'), cert: Buffer.concat([identity('selfsigned').cert, identity('server').cert]) },
        () => ({ pinFile: tlsFile('server.pem') }), expectRefused,
    );
    const demanding = { ...identity('server'), ca: authority(), requestCert: true, rejectUnauthorized: true };
    ways(
        "the client's own is shown", demanding,
        () => ({ caFile, certFile: tlsFile('client.pem'), keyFile: tlsFile('client.key') }),
        async (client, server, options) => {
            const peer = await expectConnected(client, server, options);
            assert.equal(peer.socket.data.client, 'test client');
        },
    );
    ways("a server that wants the client's own refuses one without", demanding, () => ({ caFile }), expectRefused);
});

const kinds = { HTTP: HttpProxy, SOCKS: SocksProxy };

describe('proxies', () => {
    for (const [kind, Kind] of Object.entries(kinds)) {
        for (const [scheme, tls] of [['http', null], ['https', identity('server')]]) {
            const caFile = tls ? { caFile: tlsFile('ca.pem') } : {};
            for (const credentials of [null, 'user:pass-word']) {
                let proxy;
                ways(`${kind}, ${scheme}${credentials ? ', with a password' : ''}`, tls, async (cleanup) => {
                    proxy = await Kind.start({ credentials });
                    cleanup.add(() => proxy.close());
                    return { ...caFile, proxy: proxy.url };
                }, async (client, server, options) => {
                    await expectConnected(client, server, options);
                    assert.ok(proxy.asked.length > 0);
                    assert.ok(proxy.asked.every((asked) => asked.endsWith(`127.0.0.1:${server.port}`)), proxy.asked.join());
                    // Answers to polls are compressed, the way back is not.
                    assert.ok(proxy.bytes > 100_000, `${proxy.bytes} bytes passed`);
                    const { callers } = server.io;
                    assert.ok(callers.length > 0);
                    assert.deepEqual(callers.filter((port) => !proxy.ports.has(port)), [], 'nobody went past the proxy');
                });
            }
        }
        ways(`${kind}, the wrong password`, null, async (cleanup) => {
            const proxy = await Kind.start({ credentials: 'user:right' });
            cleanup.add(() => proxy.close());
            return { proxy: proxy.url.replace('right', 'wrong') };
        }, expectRefused);
        ways(`${kind}, gone`, null, async () => {
            const proxy = await Kind.start();
            proxy.close();
            await once(proxy.server, 'close');
            return { proxy: proxy.url };
        }, expectRefused);
    }
});

describe("the system's proxies", () => {
    /** A test with a proxy that the environment names for `scheme`, and one for the other scheme. */
    const systemTest = (name, Kind, scheme, body) => {
        let proxies;
        clientTest(name, (client, cleanup) => body(client, cleanup, ...proxies), async (cleanup) => {
            proxies = [await Kind.start({ credentials: 'user:pass-word' }), await HttpProxy.start()];
            proxies.forEach((proxy) => cleanup.add(() => proxy.close()));
            const [own, other] = scheme === 'http' ? ['http_proxy', 'https_proxy'] : ['https_proxy', 'http_proxy'];
            return { [own]: proxies[0].url, [other]: proxies[1].url, no_proxy: '', NO_PROXY: '' };
        });
    };
    for (const [kind, Kind] of Object.entries(kinds)) {
        for (const [scheme, tls] of [['http', null], ['https', identity('wronghost')]]) {
            for (const [title, transports] of Object.entries(clientOptions)) {
                systemTest(`${kind}, ${scheme}, ${title}`, Kind, scheme, async (client, cleanup, proxy, other) => {
                    const server = await NodeServer.start({}, noteCallers, tls);
                    cleanup.add(() => server.close());
                    const options = { ...transports, reconnection: false, proxy: 'system', ...(tls && { caFile: tlsFile('ca.pem') }) };
                    const host = `elsewhere.test:${server.port}`;
                    await client.run('connect', { url: `${scheme}://${host}`, opts: options });
                    await expectConnected(client, server, options);
                    assert.ok(proxy.asked.length > 0);
                    assert.ok(proxy.asked.every((asked) => asked.endsWith(host)), proxy.asked.join());
                    assert.deepEqual(other.asked, []);
                    assert.deepEqual(server.io.callers.filter((port) => !proxy.ports.has(port)), [], 'nobody went past the proxy');
                });
            }
        }
    }
    systemTest('none to this machine', HttpProxy, 'http', async (client, cleanup, ...proxies) => {
        const server = await NodeServer.start();
        cleanup.add(() => server.close());
        const options = { reconnection: false, proxy: 'system' };
        await client.run('connect', { url: server.url, opts: options });
        await expectConnected(client, server, options);
        assert.deepEqual(proxies.flatMap((proxy) => proxy.asked), []);
    });
});

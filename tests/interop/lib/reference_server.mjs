// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The official server with the part of the test server's behaviour that conversations need.

import { NodeServer } from './node_server.mjs';

function serve(socket) {
    socket.emit('auth', socket.handshake.auth);
    socket.on('echo', (...args) => args.pop()(...args));
    socket.on('message', (...args) => socket.emit('message-back', ...args));
    socket.on('emit-with-ack', (event, args, timeout, ack) => {
        socket.timeout(timeout).emit(event, ...args, (error, ...answer) => {
            ack(error ? { error: 'timeout', args: [] } : { error: null, args: answer });
        });
    });
    socket.on('burst', (event, count, size, ack) => {
        for (let index = 0; index < count; ++index) {
            socket.emit(event, index, 'x'.repeat(size));
        }
        ack('ok');
    });
    socket.on('join', (rooms, ack) => {
        socket.join(rooms);
        ack('ok');
    });
    socket.on('to-room', (rooms, event, ...args) => socket.to(rooms).emit(event, ...args));
    socket.on('disconnect-me', (close) => socket.disconnect(close));
    socket.on('close-conn', () => socket.conn.close());
}

/**
 * A server whose acknowledgements tell all arguments, as the test server's do. `serveMore(socket)`
 * may add events.
 */
export function startReferenceServer(options, tls, port = 0, serveMore = () => {}) {
    return NodeServer.start(options, (io) => {
        io.of('/auth').use((socket, next) => {
            const { token } = socket.handshake.auth;
            if (token === 'secret') {
                return next();
            }
            next(Object.assign(new Error('unauthorized'), { data: { code: 401, hint: 'bad token', got: token ?? null } }));
        });
        for (const nsp of ['/', '/custom', '/auth']) {
            io.of(nsp).on('connection', (socket) => {
                serve(socket);
                serveMore(socket);
            });
        }
    }, tls, port);
}

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// Nothing but npm ws: it opens the session with constant packets and sends back what it gets,
// undecoded. What a Socket.IO server on it can reach at best. node ws-server.mjs PORT.

import { WebSocketServer } from "ws";

const open = '0{"sid":"raw","upgrades":[],"pingInterval":25000,"pingTimeout":20000}';
const server = new WebSocketServer(
  { port: Number(process.argv[2] ?? 0), host: "127.0.0.1", path: "/socket.io/" },
  () => console.log(`LISTENING ${server.address().port}`),
);

server.on("connection", (socket) => {
  socket.send(open);
  socket.once("message", () => {
    socket.send('40{"sid":"raw"}');
    socket.on("message", (data, binary) => socket.send(data, { binary }));
  });
});

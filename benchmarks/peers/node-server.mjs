// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// npm socket.io with the handlers that the workloads of the load generator need.
// node node-server.mjs [PORT]; prints "LISTENING <port>".

import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false });

io.on("connection", (socket) => {
  socket.on("echo", (text) => socket.emit("echo", text));
  socket.on("ack", (text, acknowledge) => acknowledge(text));
  socket.on("broadcast", (text) => io.emit("broadcast", text));
});

http.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => {
  console.log(`LISTENING ${http.address().port}`);
});

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// npm socket.io on Bun's own engine. bun bun-server.mjs PORT [flags]; prints "LISTENING <port>".

import { Server as Engine } from "@socket.io/bun-engine";
import { Server } from "socket.io";
import msgpackParser from "socket.io-msgpack-parser";

import { handle, readArguments } from "./handlers.mjs";

const { port, msgpack, certificate, key } = readArguments(process.argv.slice(2));

const io = new Server(msgpack ? { parser: msgpackParser } : {});
const engine = new Engine({ path: "/socket.io/", maxHttpBufferSize: 4_000_000 });
io.bind(engine);
handle(io);

const server = Bun.serve({
  port,
  hostname: "127.0.0.1",
  idleTimeout: 30, // must be longer than the engine's ping interval
  ...engine.handler(),
  ...(certificate && { tls: { cert: Bun.file(certificate), key: Bun.file(key) } }),
});
console.log(`LISTENING ${server.port}`);

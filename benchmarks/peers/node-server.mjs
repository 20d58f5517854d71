// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// npm socket.io on Node. node node-server.mjs PORT [flags]; prints "LISTENING <port>".

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { Server } from "socket.io";
import msgpackParser from "socket.io-msgpack-parser";

import { handle, readArguments } from "./handlers.mjs";

const { port, deflate, msgpack, certificate, key } = readArguments(process.argv.slice(2));

const http = certificate
  ? createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) })
  : createServer();
const io = new Server(http, {
  serveClient: false,
  maxHttpBufferSize: 4_000_000,
  perMessageDeflate: deflate && { serverNoContextTakeover: true, clientNoContextTakeover: true },
  ...(msgpack && { parser: msgpackParser }),
});
handle(io);

http.listen(port, "127.0.0.1", () => {
  console.log(`LISTENING ${http.address().port}`);
});

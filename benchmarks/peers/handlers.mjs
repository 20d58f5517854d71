// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// What the workloads of the load generator ask of a socket.io server, on whatever engine it runs.

export function handle(io) {
  io.on("connection", (socket) => {
    socket.on("echo", (text) => socket.emit("echo", text));
    socket.on("pass", (...values) => socket.emit("pass", ...values));
    socket.on("gadget", ({ id, ratio, on, name }) => socket.emit("gadget", { id, ratio, on, name }));
    socket.on("binary", (bytes) => socket.emit("binary", bytes));
    socket.on("ack", (text, acknowledge) => acknowledge(text));
    socket.on("broadcast", (text) => io.emit("broadcast", text));
    socket.on("join", (room, acknowledge) => {
      socket.join(room);
      socket.data.room = room;
      acknowledge();
    });
    socket.on("room", (text) => io.to(socket.data.room).emit("room", text));
  });
}

// The port and the flags: --deflate, --msgpack, --tls CERTIFICATE KEY.
export function readArguments(words) {
  const tls = words.indexOf("--tls");
  return {
    port: Number(words[0] ?? 0),
    deflate: words.includes("--deflate"),
    msgpack: words.includes("--msgpack"),
    certificate: tls < 0 ? null : words[tls + 1],
    key: tls < 0 ? null : words[tls + 2],
  };
}

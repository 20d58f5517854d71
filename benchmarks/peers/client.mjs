// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// npm socket.io-client under the workloads of benchmarks/clients: the same options, the same line
// of JSON as client/main.cpp. node --expose-gc client.mjs WORKLOAD --port NUMBER [options]

import { parseArgs } from "node:util";
import { io } from "socket.io-client";

const TEXT_SIZE = 64;
const TEXT_COUNT = 64;
const WINDOW = 50; // so many open at a time

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: "string" },
    transport: { type: "string", default: "websocket" },
    inflight: { type: "string", default: "1" },
    clients: { type: "string", default: "1000" },
    count: { type: "string", default: "1000" },
    warmup: { type: "string", default: "1" },
    duration: { type: "string", default: "2" },
  },
});

const textOf = (number) => String(number).padStart(TEXT_SIZE, ".");

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

function client() {
  const socket = io(`http://127.0.0.1:${options.port}`, {
    transports: [options.transport],
    upgrade: false,
    forceNew: true,
    autoConnect: false,
  });
  socket.on("connect_error", (error) => fail(error.message));
  return socket;
}

function usage() {
  const { user, system } = process.cpuUsage();
  return { time: performance.now() / 1000, cpuSeconds: (user + system) / 1e6 };
}

// What the engine would free anyway does not count.
function memoryInBytes() {
  globalThis.gc();
  return process.memoryUsage.rss();
}

function report(values) {
  console.log(JSON.stringify(values));
  process.exit(0);
}

// One client keeps some messages under way: each answer brings forth the next one.
function echo() {
  const inFlight = Number(options.inflight);
  const texts = Array.from({ length: TEXT_COUNT }, (_, number) => textOf(number));
  const sentAt = new Float64Array(inFlight);
  const latencies = [];
  const socket = client();
  let sent = 0;
  let received = 0;
  let measuredFrom = 0;
  let begin = null;

  function sendNext(now) {
    sentAt[sent % inFlight] = now;
    socket.emit("pass", texts[sent++ % TEXT_COUNT]);
  }

  function finish() {
    const end = usage();
    const seconds = end.time - begin.time;
    const cpu = end.cpuSeconds - begin.cpuSeconds;
    const sorted = Float64Array.from(latencies).sort();
    const quantile = (share) => sorted[Math.trunc((sorted.length - 1) * share)] * 1e6;
    report({
      rate: sorted.length / seconds,
      cpu_us: (cpu / sorted.length) * 1e6,
      p50_us: quantile(0.5),
      p99_us: quantile(0.99),
      busy: cpu / seconds,
    });
  }

  socket.on("connect", () => {
    const now = performance.now() / 1000;
    measuredFrom = now + Number(options.warmup);
    for (let i = 0; i < inFlight; ++i) sendNext(now);
  });
  socket.on("pass", (text) => {
    if (text !== texts[received % TEXT_COUNT]) fail(`a wrong answer: ${text}`);
    const now = performance.now() / 1000;
    const latency = now - sentAt[received++ % inFlight];
    if (begin) {
      latencies.push(latency);
      if (now - begin.time >= Number(options.duration)) return finish();
    } else if (now >= measuredFrom) {
      begin = usage();
    }
    sendNext(now);
  });
  socket.connect();
}

// Many clients in one process; when all have joined, each of them sends an event a second.
function clients() {
  const count = Number(options.clients);
  const emptyMemory = memoryInBytes();
  const opening = usage();
  let opened = 0;
  let joined = 0;
  let received = 0;
  let talking = null;

  function openNext() {
    if (opened === count) return;
    ++opened;
    const socket = client();
    let sentHere = 0;
    let receivedHere = 0;
    socket.on("connect", () => {
      setInterval(() => socket.emit("pass", textOf(sentHere++)), 1000);
      openNext();
      if (++joined === count) onAllJoined();
    });
    socket.on("pass", (text) => {
      if (text !== textOf(receivedHere++)) fail(`a wrong answer: ${text}`);
      ++received;
    });
    socket.connect();
  }

  function onAllJoined() {
    talking = usage();
    setTimeout(finish, Number(options.duration) * 1000);
  }

  function finish() {
    const end = usage();
    report({
      connect_cpu_us: ((talking.cpuSeconds - opening.cpuSeconds) / count) * 1e6,
      cpu_us: ((end.cpuSeconds - talking.cpuSeconds) / count / (end.time - talking.time)) * 1e6,
      bytes_per_client: (memoryInBytes() - emptyMemory) / count,
      answers_per_client: received / count,
    });
  }

  for (let i = 0; i < WINDOW; ++i) openNext();
}

// One client disconnects and connects again, many times.
function reconnect() {
  const count = Number(options.count);
  const socket = client();
  const begin = usage();
  let done = -1;
  let earlyMemory = 0;

  socket.on("connect", () => {
    ++done;
    if (done === count / 10) earlyMemory = memoryInBytes();
    if (done === count) return finish();
    socket.disconnect();
  });
  socket.on("disconnect", () => socket.connect());

  function finish() {
    const end = usage();
    const memory = memoryInBytes();
    report({
      rate: count / (end.time - begin.time),
      cpu_us: ((end.cpuSeconds - begin.cpuSeconds) / count) * 1e6,
      bytes_early: earlyMemory,
      bytes_late: memory,
      bytes_grown: memory - earlyMemory,
    });
  }
  socket.connect();
}

const workload = { echo, clients, reconnect }[positionals[0]];
if (!workload) fail("echo, clients or reconnect?");
workload();

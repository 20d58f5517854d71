// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

"use strict";

const $ = (id) => document.getElementById(id);

function showProblem(text) {
  $("problem").textContent = text;
  $("problem").hidden = !text;
}

function start() {
  const name = "Browser-" + Math.floor(Math.random() * 1000);
  const root = io("/");
  const chat = io("/chat", { auth: { name } });
  const telemetry = io("/telemetry");
  watchConnection(root);
  runChat(chat, name);
  runTelemetry(telemetry);
  runBinary(root);
}

// ---- connection

function watchConnection(socket) {
  const show = () => {
    $("status").textContent = socket.connected ? "connected" : "disconnected";
    $("status").className = socket.connected ? "on" : "off";
    $("transport").textContent = socket.connected ? socket.io.engine.transport.name : "–";
  };
  socket.on("connect", () => {
    show();
    showProblem("");
    socket.io.engine.once("upgrade", show);
  });
  socket.on("disconnect", show);
  socket.io.on("reconnect_attempt", () => { $("status").textContent = "connecting"; });
  socket.on("connect_error", (error) => showProblem("No connection: " + error.message));
  setInterval(() => {
    if (!socket.connected) return;
    const begin = performance.now();
    socket.emit("time", () => {
      $("latency").textContent = (performance.now() - begin).toFixed(1) + " ms";
    });
  }, 3000);
}

// ---- chat

function runChat(socket, name) {
  const names = ["lobby", "qt", "coffee", "music"];
  const joined = new Set(["lobby"]);
  let current = "lobby";

  const add = (className, ...parts) => {
    const item = document.createElement("li");
    item.className = className;
    item.append(...parts);
    const list = $("messages");
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    list.append(item);
    while (list.children.length > 200) list.firstChild.remove();
    if (atEnd) list.scrollTop = list.scrollHeight;
  };
  const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const note = (text) => add("note", text);

  const choose = (room) => {
    current = room;
    if (joined.has(room)) return showRooms();
    socket.emit("join", room, (reply) => {
      if (!reply.ok) return note(reply.error);
      joined.add(room);
      note(`You joined ${room} (${reply.members} there).`);
      showRooms();
    });
  };
  const showRooms = () => {
    $("rooms").replaceChildren(...names.map((room) => {
      const button = element("button", (joined.has(room) ? "● " : "○ ") + room);
      button.type = "button";
      button.setAttribute("aria-pressed", String(room === current));
      button.onclick = () => choose(room);
      return button;
    }));
    $("text").placeholder = `Say something in ${current}`;
  };

  socket.on("connect", () => {
    for (const room of joined) socket.emit("join", room, () => {});
    showRooms();
  });
  socket.on("message", (room, from, text, details) => {
    const time = element("time", new Date(details.time).toLocaleTimeString());
    add(from === name ? "mine" : "", time, element("b", from), `${text} `,
        element("small", "#" + room));
  });
  socket.on("joined", (room, who) => note(`${who} joined ${room}.`));
  socket.on("left", (room, who) => note(`${who} left ${room}.`));

  let typingTimer = 0;
  socket.on("typing", (room, who) => {
    $("typing").textContent = `${who} is typing in ${room} …`;
    clearTimeout(typingTimer);
    typingTimer = setTimeout(() => { $("typing").textContent = "\u00a0"; }, 1500);
  });
  $("say").onsubmit = (event) => {
    event.preventDefault();
    const text = $("text").value.trim();
    if (!text) return;
    socket.timeout(5000).emit("message", current, text, (error, reply) => {
      if (error || !reply.ok) note(error ? "No answer from the server." : reply.error);
    });
    $("text").value = "";
  };
  showRooms();
}

// ---- telemetry

function drawLine(canvas, values) {
  const scale = window.devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * scale;
  canvas.height = canvas.clientHeight * scale;
  const context = canvas.getContext("2d");
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  context.strokeStyle = getComputedStyle(document.body).getPropertyValue("--accent");
  context.lineWidth = 1.5 * scale;
  context.beginPath();
  values.forEach((value, index) => {
    const x = (index / Math.max(values.length - 1, 1)) * canvas.width;
    const y = canvas.height * (0.9 - (0.8 * (value - low)) / range);
    index ? context.lineTo(x, y) : context.moveTo(x, y);
  });
  context.stroke();
}

function runTelemetry(socket) {
  const channels = new Map();
  socket.on("channels", (list) => {
    channels.clear();
    $("channels").replaceChildren(...list.map(({ name, unit }) => {
      const row = document.createElement("div");
      row.className = "channel";
      const label = Object.assign(document.createElement("span"), { textContent: name });
      const output = Object.assign(document.createElement("output"), { textContent: "–" });
      const canvas = document.createElement("canvas");
      row.append(label, output, canvas);
      channels.set(name, { unit, output, canvas, values: [] });
      socket.emit("subscribe", name, () => {});
      return row;
    }));
    socket.emit("subscribe", "waveform", () => {});
  });
  socket.on("sample", ({ channel, value }) => {
    const entry = channels.get(channel);
    if (!entry) return;
    entry.output.textContent = `${value.toFixed(2)} ${entry.unit}`;
    entry.values.push(value);
    if (entry.values.length > 60) entry.values.shift();
    drawLine(entry.canvas, entry.values);
  });
  socket.on("waveform", ({ samples }) => drawLine($("wave"), [...new Int8Array(samples)]));
}

// ---- binary

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

function runBinary(socket) {
  $("send-binary").onclick = () => {
    const sent = crypto.getRandomValues(new Uint8Array(32));
    socket.emit("reverse", sent.buffer, ({ bytes }) => {
      const received = new Uint8Array(bytes);
      const same = received.every((byte, index) => byte === sent[sent.length - 1 - index]);
      $("bytes").textContent = `sent      ${hex(sent)}\nreceived  ${hex(received)}\n`
        + (same ? "✓ the bytes came back in reverse" : "✗ these are other bytes");
    });
  };
}

if (window.io) start();
else showProblem("The browser client is missing: run scripts/setup, then build again.");

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Servers that can be killed: the official one and ours, as processes with the same flags.

import { fileURLToPath } from 'node:url';
import { Server } from './harness.mjs';

const reference = [process.execPath, fileURLToPath(new URL('reference_process.mjs', import.meta.url))];

/** Who serves → how to start it with those flags. */
export const serverProcesses = {
    'the official server': (...flags) => Server.startProgram(reference, ...flags),
    'our server': (...flags) => Server.start(...flags),
};

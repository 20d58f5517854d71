// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// The keys and certificates of the tests: tests/data/tls.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The path of a file. */
export const tlsFile = (name) => fileURLToPath(new URL(`../../data/tls/${name}`, import.meta.url));

const read = (name) => readFileSync(tlsFile(name));

/** What a server with that certificate needs. */
export const identity = (name) => ({ cert: read(`${name}.pem`), key: read(`${name}.key`) });

/** The authority that signed them. */
export const authority = () => read('ca.pem');

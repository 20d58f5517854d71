// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Values whose MessagePack must be, byte for byte, what the official packages write.

const range = (length, make) => Array.from({ length }, (_, index) => make(index));
const keyed = (count) => Object.fromEntries(range(count, (index) => [`k${String(index).padStart(5, '0')}`, index]));

/** Sentence → value that Qt's types can hold. */
export const exactValues = {
    'null and undefined': [null, undefined, { gone: undefined }],
    'true and false': [true, false],
    'integers of every width': [
        0, 1, 127, 128, 255, 256, 65535, 65536, 2 ** 32 - 1, 2 ** 32, 2 ** 53,
        -1, -32, -33, -128, -129, -32768, -32769, -(2 ** 31), -(2 ** 31) - 1, -(2 ** 53),
    ],
    'minus zero': -0,
    'fractions': [0.1, -2.5, 1e-7, 5e-324, Math.PI],
    'infinities': [Infinity, -Infinity],
    'dates': [new Date(0), new Date(1_600_000_000_123), new Date(-1), new Date(8.64e15), new Date(-8.64e15)],
    'texts around 32 bytes': range(4, (index) => 'x'.repeat(30 + index)),
    'texts around 256 bytes': range(4, (index) => 'x'.repeat(254 + index)),
    'texts around 64 KiB': range(4, (index) => 'x'.repeat(65534 + index)),
    'texts beyond ASCII': range(40, (index) => `${'日'.repeat(index)}é😀`),
    'control characters and quotes': '"\\\0\n\x7f\u2028\ufeff',
    'buffers around 256 bytes': range(4, (index) => Buffer.alloc(254 + index, index)),
    'buffers around 64 KiB': range(4, (index) => Buffer.alloc(65534 + index, index)),
    'an empty buffer': Buffer.alloc(0),
    'arrays around 16 elements': range(4, (index) => range(14 + index, (element) => element)),
    'an array of 70,000 elements': range(70_000, (index) => index),
    'objects around 16 members': range(4, (index) => keyed(14 + index)),
    'an object of 70,000 members': keyed(70_000),
    'nested values': { a: [{ b: [{ c: Buffer.from('deep') }, new Date(5)] }], z: [[[[]]]] },
};

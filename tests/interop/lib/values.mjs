// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Values that have to survive the way there and back.

const nested = (depth, leaf) => {
    let value = leaf;
    for (let level = 0; level < depth; ++level) {
        value = level % 2 === 0 ? [value] : { v: value };
    }
    return value;
};

const allControlCharacters = Array.from({ length: 0x20 }, (_, code) =>
    String.fromCharCode(code),
).join('');

/** Sentence → value without binary. */
export const jsonValues = {
    'null': null,
    'true and false': [true, false],
    'zero': 0,
    'a negative integer': -17,
    'fractions': [0.1, -2.5, 1e-7, 5e-324, 3.141592653589793],
    'integers at the edge of exactness': [
        2 ** 53, -(2 ** 53), 2 ** 53 - 1, 2 ** 31, -(2 ** 31), 2 ** 32,
    ],
    'integers around 64 bits': [2 ** 63, -(2 ** 63), 2 ** 64],
    'large numbers': [1e20, 1e21, 1.7976931348623157e308, -1e300],
    'an empty string': '',
    'ASCII text': 'hello',
    'text beyond ASCII': 'žluťoučký kůň — Ελλάδα — 日本語',
    'astral text': '😀 𝄞 👩‍👩‍👧‍👦 \u{10ffff}',
    'escaped text': 'quote " backslash \\ slash / tab \t newline \n return \r',
    'control characters': allControlCharacters,
    'delete, C1 and line separators': '\x7f\x80\x9f\u2028\u2029\ufeff\uffff',
    'text that looks like packets': ['42["x"]', '\x1e', '1-["a"]', 'b64', '{"_placeholder":'],
    'an empty array': [],
    'an empty object': {},
    'an empty key': { '': 1, a: { '': { '': null } } },
    'keys that are no identifiers': { 'a b': 1, '"': 2, '\\': 3, '\n': 4, '😀': 5, '0': 6 },
    'an object of everything': { n: null, b: true, i: 1, d: 1.5, s: 'x', a: [1, [2, [3]]], o: { p: {} } },
    'an array of 1000 numbers': Array.from({ length: 1000 }, (_, index) => index),
    'a hundred levels': nested(100, 'core'),
    'a lone leading surrogate': '\ud800',
    'a lone trailing surrogate in text': 'a\udfffb',
    'surrogates in the wrong order': '\udc00\ud800',
    'a lone surrogate in a key': { '\ud800': 1 },
    'an object with its prototype as a key': JSON.parse('{"__proto__":{"x":1},"constructor":2}'),
};

/** Sentence → value with binary. */
export const binaryValues = {
    'a buffer': Buffer.from([1, 2, 3, 4]),
    'an empty buffer': Buffer.alloc(0),
    'every byte': Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
    'a buffer in an array': ['before', Buffer.from('inside'), 'after'],
    'a buffer in an object': { a: { b: { c: Buffer.from('deep') } }, n: 1 },
    'the same content twice': [Buffer.from('twin'), Buffer.from('twin')],
    'ten attachments, some empty': Array.from({ length: 10 }, (_, index) => ({
        index,
        data: Buffer.alloc(index % 3, index),
    })),
    'a buffer below many levels': nested(50, Buffer.from('core')),
    'binary among text beyond ASCII': { 'klíč 😀': Buffer.from([0xff, 0x00]), t: 'ž\ud83d\ude00' },
    'a buffer of 300 kB': Buffer.alloc(300_000, 'abcdefg'),
};

/** 500 kB or so of text, the second with characters of one to four bytes at shifting offsets. */
export const bigTexts = {
    'big ASCII text': 'x'.repeat(500_000),
    'big text beyond ASCII': 'aé日😀'.repeat(50_000),
};

/** JSON as other implementations write it: sentence → [text, what it means]. */
export const rawJson = {
    'an integer beyond 64 bits': ['123456789012345678901234567890', 123456789012345678901234567890],
    'a negative integer beyond 64 bits': ['-98765432109876543210', -98765432109876543210],
    'a number beyond double precision': ['0.1234567890123456789012345678901', 0.12345678901234568],
    'an exponent with a sign': ['1E+2', 100],
    'a fraction that underflows': ['1e-400', 0],
    'a lone surrogate escape': ['"\\ud800"', '\ud800'],
    'upper-case escapes': ['"\\uD83D\\uDE00\\u00E9"', '😀é'],
    'escapes that need none': ['"\\/\\u0041\\b\\f"', '/A\b\f'],
    'an escaped zero': ['"a\\u0000b"', 'a\0b'],
    'an escaped key': ['{"\\u0061\\ud800":1}', { 'a\ud800': 1 }],
    'duplicate keys, the last one wins': ['{"a":1,"b":0,"a":2}', { a: 2, b: 0 }],
    'duplicate keys by escape': ['{"a":1,"\\u0061":2}', { a: 2 }],
    'blanks in every place': [' [ 1 ,\t{ "a" :\n2 } , [ ] ]\r\n', [1, { a: 2 }, []]],
    'an object with a placeholder flag that is not true': [
        '{"_placeholder":false,"num":0}', { _placeholder: false, num: 0 },
    ],
};

/** Numbers whose meaning survives although the text need not. */
export const extremeNumbers = {
    'a number beyond double': ['1e400', [Infinity, null]],
    'a negative number beyond double': ['-1e400', [-Infinity, null]],
    'negative zero': ['-0', [-0, 0]],
    'negative zero with a fraction': ['-0.0', [-0, 0]],
};

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Packets that are malformed and packets that are merely unusual, over both transports.

import assert from 'node:assert/strict';
import { scaled } from './lib/harness.mjs';
import { after, before, offence } from './lib/offence.mjs';
import { withServer } from './lib/suite.mjs';
import { extremeNumbers, rawJson } from './lib/values.mjs';
import { PollingSession, WebSocketSession } from './lib/wire.mjs';

const sessions = { polling: PollingSession, WebSocket: WebSocketSession };
const nested = (open, close, depth) => open.repeat(depth) + close.repeat(depth);

const badPackets = {
    'an empty packet': ['4'],
    'an unknown type': ['47'],
    'an unknown type with a payload': ['49["echo",1]'],
    'a letter for a type': ['4x'],
    'an event without payload': ['42'],
    'an event that is an object': ['42{}'],
    'an event that is a string': ['42"echo"'],
    'an event that is null': ['42null'],
    'an event without a name': ['42[]'],
    'an event named null': ['42[null]'],
    'an event named true': ['42[true,1]'],
    'an event named by an object': ['42[{}]'],
    'an event named by an array': ['42[["echo"],1]'],
    'an acknowledgement that is an object': ['431{}'],
    'an acknowledgement without payload': ['431'],
    'an acknowledgement that is a string': ['431"x"'],
    'a disconnection with an object': ['41{}'],
    'a disconnection with an array': ['41["x"]'],
    'a connection with an array': ['40/custom,[]'],
    'a connection with a string': ['40/custom,"token"'],
    'a connection with null': ['40/custom,null'],
    'a connection with a number': ['40/custom,1.5'],
    'a connection with broken JSON': ['40/custom,{"a":}'],
    'a second connection to a namespace': ['40'],
    'a connection error': ['44{"message":"x"}'],
    'an event for a namespace that was not joined': ['42/custom,["echo",1]'],
    'an acknowledgement for a namespace that was not joined': ['43/custom,1[]'],
    'a disconnection from a namespace that was not joined': ['41/custom,'],
    'an event for a namespace that does not exist': ['42/random,["echo",1]'],
    'a letter in the acknowledgement id': ['42abc["echo",1]'],
    'a negative acknowledgement id': ['42-1["echo",1]'],
    'a fraction as acknowledgement id': ['421.5["echo",1]'],

    'no attachment announced': ['450-["echo"]'],
    'an attachment count without a dash': ['451["echo"]'],
    'no attachment count': ['45["echo"]'],
    'an empty attachment count': ['45-["echo"]'],
    'a negative attachment count': ['45-1-["echo"]'],
    'a fraction of an attachment': ['451.5-["echo"]'],
    'a word as attachment count': ['45one-["echo"]'],
    'a million attachments': ['451000000-["echo",{"_placeholder":true,"num":0}]'],
    '2^31 attachments': ['452147483648-["echo",{"_placeholder":true,"num":0}]'],
    '2^32 + 1 attachments': ['454294967297-["echo",{"_placeholder":true,"num":0}]', Buffer.from('x')],
    '2^64 + 1 attachments': ['4518446744073709551617-["echo",{"_placeholder":true,"num":0}]', Buffer.from('x')],
    'no attachment announced in an acknowledgement': ['460-1["x"]'],
    '2^31 attachments in an acknowledgement': ['462147483648-1["x"]'],
    'a count that ends the packet': ['451-'],
    'binary that nothing announced': [Buffer.from('stray')],
    'more binary than announced': [
        '451-["message",{"_placeholder":true,"num":0}]', Buffer.from('a'), Buffer.from('b'),
    ],
    'text where an attachment is due': ['451-["echo",{"_placeholder":true,"num":0}]', '42["echo",1]'],
    'text where a second attachment is due': [
        '452-["echo",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]', Buffer.from('a'), '42["echo"]',
    ],
    'a placeholder beyond the attachments': ['451-["echo",{"_placeholder":true,"num":1}]', Buffer.from('x')],
    'a placeholder of 2^32': ['451-["echo",{"_placeholder":true,"num":4294967296}]', Buffer.from('x')],
    'a negative placeholder': ['451-["echo",{"_placeholder":true,"num":-1}]', Buffer.from('x')],
    'a placeholder without a number': ['451-["echo",{"_placeholder":true}]', Buffer.from('x')],
    'a placeholder with a word': ['451-["echo",{"_placeholder":true,"num":"0"}]', Buffer.from('x')],
    'a deep placeholder beyond the attachments': [
        '451-["nobody",[{"a":[{"_placeholder":true,"num":7}]}]]', Buffer.from('x'),
    ],
};
for (const name of ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener']) {
    badPackets[`the reserved event ${name}`] = [`42["${name}",1]`];
}
badPackets['a reserved event by escapes'] = ['42["conn\\u0065ct"]'];
badPackets['a reserved event with binary'] = [
    '451-["disconnect",{"_placeholder":true,"num":0}]', Buffer.from('x'),
];

const badJson = {
    'a comma too many': '["echo",]',
    'a comma at the start': '[,"echo"]',
    'two commas': '["echo",,1]',
    'no comma': '["echo" 1]',
    'an end too early': '["echo",1',
    'an end in a string': '["echo","abc',
    'an end after a backslash': '["echo","abc\\',
    'a bracket too many': '["echo",1]]',
    'a second document': '["echo"]["echo"]',
    'letters behind the document': '["echo"]x',
    'single quotes': "['echo']",
    'a comment': '["echo"/**/,1]',
    'a bare key': '["echo",{a:1}]',
    'a key without a value': '["echo",{"a"}]',
    'a key without a colon': '["echo",{"a" 1}]',
    'a key that is a number': '["echo",{1:1}]',
    'a comma too many in an object': '["echo",{"a":1,}]',
    'the wrong bracket': '["echo",{"a":1]]',
    'a leading zero': '["echo",01]',
    'a leading plus': '["echo",+1]',
    'a leading dot': '["echo",.5]',
    'a trailing dot': '["echo",1.]',
    'an exponent without digits': '["echo",1e]',
    'a lone minus': '["echo",-]',
    'two minus signs': '["echo",--1]',
    'a hexadecimal number': '["echo",0x10]',
    'NaN': '["echo",NaN]',
    'Infinity': '["echo",Infinity]',
    'undefined': '["echo",undefined]',
    'a word cut short': '["echo",tru]',
    'a word with more': '["echo",nulll]',
    'a capital': '["echo",True]',
    'a raw control character': '["echo","\x01"]',
    'a raw newline in a string': '["echo","a\nb"]',
    'a raw zero in a key': '["echo",{"a\0":1}]',
    'an unknown escape': '["echo","\\x41"]',
    'a short escape': '["echo","\\u12"]',
    'an escape that is no number': '["echo","\\uZZZZ"]',
    'an unknown escape in a key': '["echo",{"\\q":1}]',
    'a space that is none': '["echo",\u00a01]',
    'a byte order mark': '\ufeff["echo"]',
    'a fault in an argument that nobody reads': '["nobody listens",1,{"deep":[{"x":01}]}]',
    'a fault behind 100 kB': `["nobody listens","${'x'.repeat(100_000)}",tru]`,
    '100,000 open brackets': `["nobody listens",${'['.repeat(100_000)}`,
    '100,000 nested arrays': `["nobody listens",${nested('[', ']', 100_000)}]`,
    '100,000 nested arrays to a handler': `["echo",${nested('[', ']', 100_000)}]`,
    '100,000 nested objects': `["nobody listens",${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]`,
    '100,000 nested arrays as the event': nested('[', ']', 100_000),
};
for (const [name, json] of Object.entries(badJson)) {
    badPackets[`JSON with ${name}`] = [`42${json}`];
}
badPackets['JSON with 100,000 nested arrays in auth'] = [`40/custom,{"a":${nested('[', ']', 100_000)}}`];
badPackets['JSON with 100,000 nested arrays beside an attachment'] = [
    `451-["nobody",{"_placeholder":true,"num":0},${nested('[', ']', 100_000)}]`, Buffer.from('x'),
];
badPackets['JSON with 100,000 nested arrays in an acknowledgement'] = [`431[${nested('[', ']', 100_000)}]`];

for (const [transport, Session] of Object.entries(sessions)) {
    withServer(`bad packets over ${transport}`, [], ({ test }) => {
        for (const [name, packets] of Object.entries(badPackets)) {
            test(name, async (t) => {
                const session = await Session.open(t.server.port);
                const reason = await offence(t, session, () => session.offend(before, ...packets, after));
                assert.match(reason, /^(forced close|forced server close|parse error)$/);
            });
        }

        test('a session that joined nothing is closed by an event', async (t) => {
            const witness = await t.join('/');
            const session = await Session.open(t.server.port);
            await session.offend('42["broadcast","after"]');
            await session.expectClosed();
            await witness.expectNo('after');
        });
    });

    withServer(`unusual but legal packets over ${transport}`, [], ({ test }) => {
        const open = async (t) => {
            const session = await Session.open(t.server.port);
            t.cleanup.add(() => session.destroy());
            await session.join('/');
            return session;
        };

        for (const [name, [json, value]] of Object.entries(rawJson)) {
            test(`${name} survives an echo`, async (t) => {
                const session = await open(t);
                await session.send(`427["echo",${json},"tail"]`);
                const answer = await session.next();
                assert.ok(answer.startsWith('437['), answer);
                assert.deepStrictEqual(JSON.parse(answer.slice(3)), [value, 'tail']);
            });
        }

        for (const [name, [json, values]] of Object.entries(extremeNumbers)) {
            test(`${name} is a number still`, async (t) => {
                const session = await open(t);
                await session.send(`421["inspect",${json}]`, `422["echo",${json}]`);
                assert.equal(await session.next(), '431[["number"]]');
                const answer = await session.next();
                const [value] = JSON.parse(answer.slice(3));
                assert.ok(values.some((accepted) => Object.is(value, accepted)), answer);
            });
        }

        test('the last of duplicate keys is the one a handler sees', async (t) => {
            const session = await open(t);
            await session.send('421["emit-op",{"to":"nobody","to":"x","from":"nsp","timeout":1,"timeout":0},"e",[]]');
            assert.equal(await session.next(), '431["ok"]');
        });

        test('a reserved word is an ordinary argument', async (t) => {
            const session = await open(t);
            await session.send('421["echo","connect"]');
            assert.equal(await session.next(), '431["connect"]');
        });

        test('an event may be named by a number', async (t) => {
            const session = await open(t);
            await session.send('42[17,"x"]', '421["echo"]');
            assert.equal(await session.next(), '431[]');
        });

        test('acknowledgements that nobody asked for are ignored', async (t) => {
            const session = await open(t);
            await session.send('43999["x"]', '461-998[{"_placeholder":true,"num":0}]', Buffer.from('x'), '421["echo",1]');
            assert.equal(await session.next(), '431[1]');
        });

        test('the keys of a placeholder come in either order and may have company in others', async (t) => {
            const session = await open(t);
            await session.send('452-1["inspect",{"num":1,"_placeholder":true},{"_placeholder":true,"num":0}]',
                Buffer.from('one'), Buffer.from('to'));
            assert.equal(await session.next(), '431[["binary:2","binary:3"]]');
        });

        test('an attachment may be used twice or not at all', async (t) => {
            const session = await open(t);
            await session.send('452-1["inspect",{"_placeholder":true,"num":1},{"_placeholder":true,"num":1}]',
                Buffer.from('unused'), Buffer.from('used'));
            assert.equal(await session.next(), '431[["binary:4","binary:4"]]');
        });

        test('binary is sent right behind its packet, and nothing between', async (t) => {
            const session = await open(t);
            await session.send('451-1["echo",[{"_placeholder":true,"num":0}]]', Buffer.from('a'), '422["echo",2]');
            assert.equal(await session.next(), '461-1[[{"_placeholder":true,"num":0}]]');
            assert.deepEqual(await session.next(), Buffer.from('a'));
            assert.equal(await session.next(), '432[2]');
        });

        test('namespaces work with and without the final comma', async (t) => {
            const session = await open(t);
            await session.send('40/custom');
            assert.match(await session.next(), /^40\/custom,\{"sid":"[^"]+"\}$/);
            assert.equal(await session.next(), '42/custom,["auth",{}]');
            await session.send('42/custom,5["echo",1]');
            assert.equal(await session.next(), '43/custom,5[1]');
            await session.send('41/custom', '421["echo",2]');
            assert.equal(await session.next(), '431[2]');
        });

        test('an unknown namespace is refused in these bytes', async (t) => {
            const session = await open(t);
            await session.send('40/random,{"a":1}');
            assert.equal(await session.next(), '44/random,{"message":"Invalid namespace"}');
        });

        test('500,000 arguments end no process', async (t) => {
            const witness = await t.join('/');
            const session = await open(t);
            await session.offend(`42["nobody listens",${'0,'.repeat(499_900)}0]`);
            await witness.settle();
        });

        test('an object that looks like a placeholder does no harm in text', async (t) => {
            const witness = await t.join('/');
            const session = await open(t);
            await session.offend('42["broadcast","news",{"_placeholder":true,"num":5}]');
            await witness.settle();
        });
    });
}

withServer('clients that join nothing', ['--connect-timeout', String(scaled(200))], ({ test }) => {
    for (const [transport, Session] of Object.entries(sessions)) {
        test(`are closed over ${transport}`, async (t) => {
            const session = await Session.open(t.server.port);
            t.cleanup.add(() => session.destroy());
            await session.expectClosed();
        });

        test(`are closed over ${transport} when all their wishes were refused`, async (t) => {
            const session = await Session.open(t.server.port);
            t.cleanup.add(() => session.destroy());
            await session.send('40/random');
            assert.equal(await session.next(), '44/random,{"message":"Invalid namespace"}');
            await session.expectClosed();
        });

        test(`a client over ${transport} that joined something stays`, async (t) => {
            const silent = await Session.open(t.server.port);
            t.cleanup.add(() => silent.destroy());
            const session = await Session.open(t.server.port);
            t.cleanup.add(() => session.destroy());
            await session.join('/');
            await silent.expectClosed();
            await session.send('421["echo",1]');
            assert.equal(await session.next(), '431[1]');
        });
    }
});

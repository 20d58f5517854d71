// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Attacks with packets: names, attachments, nesting. The packets that are merely malformed are in
// server_packets.mjs, clients that do not read in server_attacks_silent.mjs.

import assert from 'node:assert/strict';
import { attack } from './lib/attack.mjs';
import { scaled, until } from './lib/harness.mjs';
import { withServer } from './lib/suite.mjs';
import { message, PollingSession, RawWebSocket, request, WebSocketSession } from './lib/wire.mjs';

const path = '/socket.io/';
const sessions = { polling: PollingSession, WebSocket: WebSocketSession };

for (const [transport, Session] of Object.entries(sessions)) {
    withServer(`packets over ${transport}`, [], ({ test }) => {
        const open = async (t) => {
            const session = await Session.open(t.server.port);
            t.cleanup.add(() => session.destroy());
            await session.join('/');
            return session;
        };

        const names = ['error', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '\\u0000', '\\ud800'];
        for (const name of names) {
            test(`an event called "${name}" that nobody handles is an event (CVE-2024-38355)`, async (t) => {
                await attack(t, async () => {
                    const session = await open(t);
                    await session.send(`42["${name}",{"message":"x"}]`, `427["${name}"]`, '421["echo",1]');
                    assert.equal(await session.next(), '431[1]');
                });
            });
        }

        test('events named by objects, arrays and functions of the peer end its connection (CVE-2023-32695)', async (t) => {
            await attack(t, async () => {
                for (const name of ['{"toString":"x"}', '{"length":1}', '[["x"]]', 'null', '{"_placeholder":true,"num":0}']) {
                    const session = await open(t);
                    await session.offend(`42[${name},1]`);
                    await session.expectClosed();
                }
            });
        });

        for (const number of ['"splice"', '"__proto__"', '-1', '1.5', '1e3', 'null', '[0]', '{"a":0}', '99999999999999999999']) {
            test(`the placeholder ${number} refers to nothing (CVE-2022-2421)`, async (t) => {
                await attack(t, async () => {
                    const session = await open(t);
                    await session.offend(`451-["echo",{"_placeholder":true,"num":${number}}]`, Buffer.from('x'));
                    await session.expectClosed();
                });
            });
        }

        for (const count of ['0', '00', '11', '1000000', '-1', '']) {
            test(`"${count}" announced attachments are refused before they come (CVE-2026-33151, CVE-2026-69185)`, async (t) => {
                await attack(t, async () => {
                    for (const type of ['5', '6']) {
                        const session = await open(t);
                        await session.offend(`4${type}${count}-1["echo",{"_placeholder":true,"num":0}]`);
                        await session.expectClosed();
                    }
                }, { growth: 8 });
            });
        }

        test('500,000 arguments and what is emitted of them end nothing', async (t) => {
            await attack(t, async () => {
                const session = await open(t);
                await session.send(`421["echo",${'0,'.repeat(400_000)}0]`);
                assert.equal((await session.next()).length, '431[]'.length + 800_001);
                await session.send(`422["inspect",${'[],'.repeat(300_000)}0]`);
                assert.match(await session.next(), /^432\[\["array:0"/);
            }, { growth: 160 });
        });

        test('objects of 100,000 keys that share a hash bucket or are the same are no work', async (t) => {
            await attack(t, async () => {
                const session = await open(t);
                const same = '"k":1,'.repeat(100_000);
                const start = performance.now();
                await session.send(`421["echo",{${same}"k":2}]`);
                assert.match(await session.next(), /^431\[\{/);
                const colliding = Array.from({ length: 40_000 }, (_, index) => `"${'AaBB'.charAt(index & 3)}${index}":1`);
                await session.send(`422["set-data",{${colliding.join()}}]`);
                assert.equal(await session.next(), '432["ok"]');
                assert.ok(performance.now() - start < scaled(5000));
            }, { growth: 160 });
        });

        const long = { 'a count': ['45', '1', '-["x"]'], 'a namespace': ['42/', 'n', ',["x"]'], 'an id': ['42', '9', '["x"]'] };
        for (const [name, [start, letter, end]] of Object.entries(long)) {
            test(`${name} of 900,000 letters takes linear time (CVE-2020-36049)`, async (t) => {
                await attack(t, async () => {
                    for (let round = 0; round < 5; ++round) {
                        const session = await open(t);
                        await session.offend(start + letter.repeat(900_000) + end);
                        await session.expectClosed();
                    }
                });
            });
        }

        test('what nests deeper on the way out than it came in is bounded as well', async (t) => {
            await attack(t, async () => {
                const session = await open(t);
                const depth = 509;
                await session.send(`421["set-data",{"deep":${'['.repeat(depth)}${']'.repeat(depth)}}]`);
                assert.equal(await session.next(), '431["ok"]');
                // Two arrays and an object more than came in: too deep to be sent, and no reason to end.
                await session.send('422["fetch-sockets",null]', '423["echo",1]');
                assert.match(await session.next(), /^43[23]/);
            });
        });

        test('wishes for thousands of namespaces are refused and gather nothing', async (t) => {
            await attack(t, async () => {
                const session = await open(t);
                for (let round = 0; round < 20; ++round) {
                    await session.send(...Array.from({ length: 100 }, (_, index) => `40/no-${round}-${index},`));
                    for (let index = 0; index < 100; ++index) {
                        assert.match(await session.next(), /^44\/no-/);
                    }
                }
            });
        });

        test('one connection joins a bounded number of namespaces', async (t) => {
            await attack(t, async () => {
                const session = await open(t);
                const answers = [];
                await session.offend(...Array.from({ length: 300 }, (_, index) => `40/dynamic-${index},`));
                await (async () => {
                    while (answers.length < 300) {
                        const packet = await session.next();
                        if (/^4[04]\/dynamic/.test(packet)) {
                            answers.push(packet[1]);
                        }
                    }
                })().catch(() => {});
                assert.ok(answers.filter((type) => type === '0').length <= 100, `${answers.length} joined`);
            });
        });

        test('the same namespace twice while it is being joined makes one socket', async (t) => {
            await attack(t, async () => {
                const session = await open(t);
                await session.offend('40/auth,{"token":"slow"}', '40/auth,{"token":"slow"}');
                await session.expectClosed();
                const witness = await t.join('/');
                const { namespaces } = await witness.ask('stats');
                assert.equal(namespaces['/auth'], 0);
            });
        });
    });
}

withServer('attachments', [], ({ test }) => {
    test('of packets that are never finished are bounded for each connection (CVE-2026-48804, GHSA-55mf-67qm-4wpg)', async (t) => {
        const megabyte = Buffer.alloc(990_000, 'x');
        await attack(t, async () => {
            for (let round = 0; round < 5; ++round) {
                const session = await WebSocketSession.open(t.server.port);
                t.cleanup.add(() => session.destroy());
                await session.join('/');
                const wanted = Array.from({ length: 10 }, (_, num) => `{"_placeholder":true,"num":${num}}`);
                session.send(`4510-["nobody",${wanted}]`);
                for (let part = 0; part < 9; ++part) {
                    session.send(megabyte);
                }
                // An eleventh, a second packet and a tenth after all do not add to it.
                session.send('42["echo"]');
                await session.webSocket.expectClosed();
            }
        }, { growth: 40 });
    });

    test('of a connection that joined nothing are refused at once (GHSA-55mf-67qm-4wpg)', async (t) => {
        await attack(t, async () => {
            for (const packet of [Buffer.alloc(900_000), '451-["x",{"_placeholder":true,"num":0}]']) {
                const session = await WebSocketSession.open(t.server.port);
                session.send(packet, Buffer.alloc(900_000));
                await session.expectClosed();
            }
        }, { growth: 12 });
    });
});

withServer('sessions', ['--cookie', 'io'], ({ test }) => {
    test('are not entered by their cookie, which pages of any origin send (CVE-2019-13611)', async (t) => {
        await attack(t, async () => {
            const victim = await PollingSession.open(t.server.port);
            await victim.join('/');
            const headers = { Cookie: `io=${victim.sid}; sid=${victim.sid}`, Origin: 'https://evil.example' };
            const webSocket = await RawWebSocket.open(t.server.port, `${path}?EIO=4&transport=websocket`, headers);
            t.cleanup.add(() => webSocket.destroy());
            assert.notEqual(JSON.parse((await webSocket.next()).slice(1)).sid, victim.sid);
            const { body } = await request(t.server.port, `${path}?EIO=4&transport=polling`, { headers });
            assert.notEqual(JSON.parse(body.slice(1)).sid, victim.sid);
            await victim.send('421["echo",1]');
            assert.equal(await victim.next(), '431[1]');
        });
    });

    test('over WebSocket are not taken over by who learns their id', async (t) => {
        await attack(t, async () => {
            const session = await WebSocketSession.open(t.server.port);
            t.cleanup.add(() => session.destroy());
            await session.join('/');
            await RawWebSocket.expectRefused(t.server.port, `${path}?EIO=4&transport=websocket&sid=${session.sid}`, ['2probe', '5']);
            const polling = await fetch(`${t.server.url}${path}?EIO=4&transport=polling&sid=${session.sid}`);
            assert.equal(polling.status, 400);
            session.send('421["echo",1]');
            assert.equal(await session.next(), '431[1]');
        });
    });
});

withServer('many clients that come and go', [], ({ test }) => {
    test('leave nothing behind', async (t) => {
        await attack(t, async (vitals) => {
            const round = async () => {
                const some = await Promise.all(Array.from({ length: 50 }, () => WebSocketSession.open(t.server.port)));
                await Promise.all(some.map((session) => session.join('/')));
                some.forEach((session, index) => {
                    session.write ??= (bytes) => session.webSocket.write(bytes);
                    session.write(message(`42["join",["a${index}","b","c"]]`));
                    index % 2 ? session.webSocket.tcp.socket.resetAndDestroy() : session.destroy();
                });
            };
            await round();
            const { descriptors, memory } = vitals;
            for (let count = 0; count < 20; ++count) {
                await round();
            }
            await until('the end of the descriptors', () => vitals.descriptors <= descriptors + 2);
            assert.ok(vitals.memory <= memory + 24 + Number(process.env.QSOCKETIO_TEST_MEMORY_ALLOWANCE ?? 0));
        }, { growth: 48 });
    });
});

// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// What has to hold when a client breaks the rules: its connection ends, nothing it sent after the
// offence is handled, and a client that was there before does not notice.

import assert from 'node:assert/strict';
import { until } from './harness.mjs';

export const before = '42["broadcast","before"]';
export const after = '42["broadcast","after"]';

/** Runs `offend` while another client listens; returns the offender's reason of disconnection. */
export async function offence(t, session, offend, expectClosed = () => session.expectClosed()) {
    const witness = await t.join('/');
    t.cleanup.add(() => session.destroy());
    const id = await session.join('/');
    await offend();
    await expectClosed();
    const reason = await until('the reason', () => witness.ask('disconnect-reason', id));
    await witness.settle();
    const heard = witness.events.peek().map(({ event }) => event);
    assert.ok(heard.every((event) => event === 'before'), `the witness heard ${heard}`);
    assert.ok(witness.socket.connected);
    assert.deepEqual(await witness.ask('echo', { still: ['here', Buffer.from('b')] }), {
        still: ['here', Buffer.from('b')],
    });
    return reason;
}

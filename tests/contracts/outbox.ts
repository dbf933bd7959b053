import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type NewRow, PRIORITY } from '#core/delivery.ts';
import { silentLog } from '#core/log.ts';
import type { Channel } from '#core/news.ts';
import type { Stores } from '#core/stores.ts';
import { packs } from '#language/packs.ts';
import { indexTokens, queryTokens } from '#language/search-tokens.ts';
import { type OpenDatabase, openDatabase } from '#store/database.ts';
import { createLeases } from '#store/leases.ts';
import { createStores } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';
import { claim, leadOf } from '#tests/support/outbox.ts';

const NOW = new Date('2026-11-24T03:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const DEFAULTS = { locale: 'id', zone: 'Asia/Jakarta', at: NOW } as const;

/** What the outbox promises on every engine. */
export function outboxContract(name: string, address: () => Promise<string>): void {
  describe(`outbox on ${name}`, () => {
    let database: OpenDatabase;
    let stores: Stores;
    let epoch: number;
    beforeEach(async () => {
      database = await openDatabase({ url: await address(), log: silentLog });
      const tokens = { index: indexTokens, query: queryTokens };
      stores = createStores({ ...database, tokens, stories: createStoryIndex({ packs }) });
      epoch = await leadOf(stores, 'fake', 'first', NOW);
    });
    afterEach(() => database.close());

    const place = (where: string, more = {}): Promise<Channel> =>
      stores.channels.ensure({ platform: 'fake', address: where, ...more }, DEFAULTS);
    const row = (channelId: number, subject: string, more: Partial<NewRow> = {}): NewRow => ({
      channelId,
      kind: 'post',
      subject,
      priority: PRIORITY.post,
      expiresAt: later(86_400_000),
      ...more,
    });
    const states = async (): Promise<string[]> => {
      const rows = await database.db.selectFrom('outbox').select(['subject', 'state']).orderBy('id').execute();
      return rows.map((one) => `${one.subject} ${one.state}`);
    };
    const subjects = (messages: Awaited<ReturnType<typeof claim>>): string[][] =>
      (messages ?? []).map((message) => message.rows.map((one) => one.subject));

    test('a subject goes to a destination once; the rows of one go out in their order, one after the other', async () => {
      const { id } = await place('a');
      expect(await stores.fanouts.enqueue([row(id, 's1'), row(id, 's2'), row(id, 's1')], NOW)).toBe(2);
      expect(await stores.fanouts.enqueue([row(id, 's2')], NOW)).toBe(0);
      const first = await claim(stores, 'fake', epoch, NOW);
      expect(subjects(first)).toEqual([['s1']]);
      expect(await claim(stores, 'fake', epoch, NOW)).toEqual([]);
      const message = first![0]!;
      expect(message).toMatchObject({ attempts: 1, channel: { address: 'a' } });
      await stores.outbox.settle([{ message, state: 'ready', notBefore: later(5000), reason: 'throttled' }], epoch);
      expect(await claim(stores, 'fake', epoch, later(4999))).toEqual([]);
      const [again] = (await claim(stores, 'fake', epoch, later(5000)))!;
      expect(again).toMatchObject({ key: message.key, attempts: 2 });
      await stores.outbox.settle([{ message: again!, state: 'sent', messageId: 'm1', at: NOW }], epoch);
      expect(subjects(await claim(stores, 'fake', epoch, later(5000)))).toEqual([['s2']]);
    });

    test('breaking news goes first, also within a destination; some go to whoever waits longest', async () => {
      const [one, two, three] = [await place('1'), await place('2'), await place('3')];
      await stores.fanouts.enqueue([row(one.id, 'old')], NOW);
      await stores.fanouts.enqueue([row(two.id, 'alert', { kind: 'alert', priority: PRIORITY.alert })], later(1));
      await stores.fanouts.enqueue(
        [row(three.id, 'post'), row(three.id, 'now', { priority: PRIORITY.urgent })],
        later(2),
      );
      const at = later(10);
      expect(subjects(await claim(stores, 'fake', epoch, at, { limit: 1 }))).toEqual([['now']]);
      expect(subjects(await claim(stores, 'fake', epoch, at, { limit: 1, oldest: 1 }))).toEqual([['old']]);
      expect(subjects(await claim(stores, 'fake', epoch, at, { limit: 1 }))).toEqual([['alert']]);
    });

    test('a destination that must wait is passed over, the others go on', async () => {
      const [one, two] = [await place('1'), await place('2')];
      await stores.fanouts.enqueue([row(one.id, 'x'), row(two.id, 'y')], NOW);
      const wait = (where: string): number => (where === '1' ? 3000 : 0);
      expect(subjects(await claim(stores, 'fake', epoch, NOW, { wait }))).toEqual([['y']]);
      expect(subjects(await claim(stores, 'fake', epoch, later(2999)))).toEqual([]);
      expect(subjects(await claim(stores, 'fake', epoch, later(3000)))).toEqual([['x']]);
    });

    test('many items that wait become one message, settled as one; what comes later is not in it', async () => {
      const { id } = await place('a');
      const all = Array.from({ length: 12 }, (_, at) => row(id, `s${at}`));
      await stores.fanouts.enqueue(all, NOW);
      const [message] = (await claim(stores, 'fake', epoch, NOW, { together: 10 }))!;
      expect(message!.rows).toHaveLength(10);
      await stores.outbox.settle(
        [{ message: message!, state: 'ready', notBefore: NOW, reason: 'x', doubt: true }],
        epoch,
      );
      await stores.fanouts.enqueue([row(id, 'late')], NOW);
      const [again] = (await claim(stores, 'fake', epoch, NOW, { together: 10 }))!;
      expect(again).toMatchObject({ key: message!.key, doubtSince: NOW });
      expect(again!.rows.map((one) => one.subject)).toEqual(message!.rows.map((one) => one.subject));
      await stores.outbox.settle([{ message: again!, state: 'sent', messageId: 'm', at: NOW }], epoch);
      expect(subjects(await claim(stores, 'fake', epoch, NOW, { together: 10 }))).toEqual([['s10']]);
    });

    test('what is held comes at its time as one message, and may be held otherwise', async () => {
      const { id } = await place('a');
      const held = { heldUntil: later(1000), batch: `digest:${id}:1`, priority: PRIORITY.digest };
      await stores.fanouts.enqueue([row(id, 's1', held), row(id, 's2', held)], NOW);
      expect(await stores.outbox.release(later(999), 10)).toBe(0);
      await stores.outbox.rehold(id, () => ({ until: later(2000), batch: `digest:${id}:2` }), NOW);
      expect(await stores.outbox.release(later(1000), 10)).toBe(0);
      expect(await stores.outbox.release(later(2000), 10)).toBe(1);
      const [message] = (await claim(stores, 'fake', epoch, later(2000)))!;
      expect(message).toMatchObject({ isDigest: true, rows: [{ subject: 's1' }, { subject: 's2' }] });
      await stores.outbox.settle([{ message: message!, state: 'sent', messageId: 'm', at: NOW }], epoch);
      expect(await stores.outbox.shownBy(message!.rows[0]!.id)).toMatchObject({ messageId: 'm', isDigest: true });
    });

    test('an alert for what is held for a digest goes out now', async () => {
      const { id } = await place('a');
      await stores.fanouts.enqueue([row(id, 's', { heldUntil: later(9000), batch: 'digest:1' })], NOW);
      await stores.fanouts.enqueue([row(id, 's', { kind: 'alert', priority: PRIORITY.alert })], NOW);
      expect(await claim(stores, 'fake', epoch, NOW)).toMatchObject([{ kind: 'alert', isDigest: false }]);
    });

    test('a lease is held by one; who was overtaken can neither claim nor settle', async () => {
      const { id } = await place('a');
      await stores.fanouts.enqueue([row(id, 's1'), row(id, 's2')], NOW);
      const leases = createLeases(database.db, { alone: false, isShared: false });
      const [message] = (await claim(stores, 'fake', epoch, NOW))!;
      expect(await leases.take('deliver:fake', 'first', 1000, NOW)).toEqual({ epoch });
      expect(await leases.take('deliver:fake', 'second', 1000, later(999))).toBeUndefined();
      expect(await leases.take('deliver:fake', 'first', 1000, later(500))).toEqual({ epoch });
      const taken = await leases.take('deliver:fake', 'second', 1000, later(1500));
      expect(taken).toEqual({ epoch: epoch + 1 });
      expect(await claim(stores, 'fake', epoch, later(1500))).toBeUndefined();
      expect(await stores.outbox.recover('fake', [], epoch + 1, later(1500))).toEqual({ ready: 1, held: 0 });
      expect(await stores.outbox.settle([{ message: message!, state: 'sent', messageId: 'x', at: NOW }], epoch)).toBe(
        0,
      );
      const [again] = (await claim(stores, 'fake', epoch + 1, later(1500)))!;
      expect(again).toMatchObject({ key: message!.key, doubtSince: NOW });
      await leases.release('deliver:fake', 'second');
      expect(await leases.take('deliver:fake', 'third', 1000, later(1500))).toEqual({ epoch: epoch + 2 });
    });

    test('after a crash what is of a kind to hold is uncertain and listed, the rest is sent again', async () => {
      const [one, two] = [await place('1'), await place('2')];
      await stores.fanouts.enqueue([row(one.id, 'post'), row(two.id, 'alert', { kind: 'alert' })], NOW);
      expect(await claim(stores, 'fake', epoch, NOW)).toHaveLength(2);
      expect(await stores.outbox.recover('fake', ['post'], epoch + 1, NOW)).toEqual({ ready: 1, held: 1 });
      expect(await states()).toEqual(['post uncertain', 'alert ready']);
      expect(await stores.outbox.troubles({ channelId: one.id, since: NOW, limit: 5 })).toMatchObject([
        { state: 'uncertain', kind: 'post' },
      ]);
    });

    test('when the clock is set, what waits comes as long after it as it was meant to', async () => {
      const [fresh, tried] = [await place('1'), await place('2')];
      await stores.fanouts.enqueue([row(tried.id, 'tried')], NOW);
      const [message] = (await claim(stores, 'fake', epoch, NOW))!;
      const again = { message: message!, state: 'ready', notBefore: later(60_000), reason: 'throttled' } as const;
      await stores.outbox.settle([again], epoch);
      await stores.fanouts.enqueue([row(fresh.id, 'fresh')], NOW);
      const hour = 3_600_000;
      expect(await claim(stores, 'fake', epoch, later(-hour))).toEqual([]);
      await stores.outbox.shift('other', -hour, later(-hour));
      expect(await claim(stores, 'fake', epoch, later(-hour))).toEqual([]);
      await stores.outbox.shift('fake', -hour, later(-hour));
      expect(subjects(await claim(stores, 'fake', epoch, later(-hour)))).toEqual([['fresh']]);
      expect(subjects(await claim(stores, 'fake', epoch, later(59_999 - hour)))).toEqual([]);
      expect(subjects(await claim(stores, 'fake', epoch, later(60_000 - hour)))).toEqual([['tried']]);
    });

    test('a lost destination ends or keeps what waits, and goes on when it is back', async () => {
      const [gone, shut] = [await place('1'), await place('2')];
      await stores.fanouts.enqueue([row(gone.id, 'x'), row(shut.id, 'y')], NOW);
      expect(await stores.destinations.suspend(gone.id, 'gone', false, NOW)).toBe(true);
      expect(await stores.destinations.suspend(shut.id, 'forbidden', true, NOW)).toBe(true);
      expect(await stores.destinations.suspend(shut.id, 'forbidden', true, NOW)).toBe(false);
      expect(await claim(stores, 'fake', epoch, NOW)).toEqual([]);
      await stores.fanouts.enqueue([row(shut.id, 'z')], NOW);
      expect(await claim(stores, 'fake', epoch, NOW)).toEqual([]);
      expect(await stores.destinations.resume(shut.id, NOW)).toBe(true);
      expect(subjects(await claim(stores, 'fake', epoch, NOW))).toEqual([['y']]);
      expect(await states()).toEqual(['x dead', 'y claimed', 'z ready']);
    });

    test('a chat that moved takes its topics, rows and subscriptions along, onto what is known there already', async () => {
      const chat = await place('-5', { server: '-5' });
      const topic = await place('-5:7', { server: '-5' });
      const known = await place('-100', { server: '-100' });
      const at = NOW;
      const wish = { kind: 'words', target: 'banjir', label: 'banjir', person: 'p', platform: 'fake', at } as const;
      await stores.subscriptions.add({ ...wish, channelId: topic.id, server: '-5' }, 9);
      await stores.fanouts.enqueue(
        [row(chat.id, 'x'), row(topic.id, 'y'), row(known.id, 'z'), row(known.id, 'x')],
        NOW,
      );
      await stores.destinations.move('fake', '-5', '-100');
      await stores.destinations.move('fake', '-5', '-100');
      const rows = await database.db
        .selectFrom('outbox')
        .innerJoin('channels', 'channels.id', 'channel_id')
        .select(['address', 'server', 'subject'])
        .orderBy('outbox.id')
        .execute();
      expect(rows.map((one) => Object.values(one).join(' '))).toEqual(['-100 -100 x', '-100:7 -100 y', '-100 -100 z']);
      expect((await stores.subscriptions.of('fake', 'p'))[0]).toMatchObject({
        server: '-100',
        channel: { id: topic.id },
      });
      expect(await claim(stores, 'fake', epoch, NOW)).toHaveLength(2);
    });

    test('rows are counted by platform and state, however many there are', async () => {
      const { id } = await place('a');
      const { id: other } = await stores.channels.ensure({ platform: 'other', address: 'b' }, DEFAULTS);
      const many = Array.from({ length: 4500 }, (_, at) => row(id, `s${at}`));
      await stores.fanouts.enqueue(many, later(5));
      await stores.fanouts.enqueue([row(other, 'held', { heldUntil: later(1000) }), row(id, 'first')], NOW);
      const counts = await stores.outbox.counts();
      expect(counts.toSorted((a, b) => a.rows - b.rows)).toEqual([
        { platform: 'other', state: 'held', rows: 1, oldestAt: NOW },
        { platform: 'fake', state: 'ready', rows: 4501, oldestAt: NOW },
      ]);
    });

    test('what ended long ago is deleted, what waits is not', async () => {
      const { id } = await place('a');
      await stores.fanouts.enqueue([row(id, 's1'), row(id, 's2')], NOW);
      const [message] = (await claim(stores, 'fake', epoch, NOW))!;
      await stores.outbox.settle([{ message: message!, state: 'sent', messageId: 'm', at: NOW }], epoch);
      expect(await stores.outbox.prune(later(1), 10)).toBe(1);
      expect(await states()).toEqual(['s2 ready']);
    });
  });
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMatcher } from '#alerts/matcher.ts';
import { createReader } from '#alerts/reading.ts';
import { silentLog } from '#core/log.ts';
import { packs } from '#language/packs.ts';
import { indexTokens, queryTokens } from '#language/search-tokens.ts';
import { openDatabase } from '#store/database.ts';
import { createStores } from '#store/stores.ts';
import { createStoryIndex } from '#stories/index.ts';
import { startPostgres } from '#tests/support/postgres.ts';

const AT = new Date('2026-11-24T03:00:00Z');
const reader = createReader({ forms: queryTokens, topics: [] });
const flood = reader.read({ title: 'Banjir di pasar', text: '', storyIds: [], feedId: 1, feedTopics: [] });

let postgres: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop(), 120_000);

test('two processes on one database follow what either of them changes, also what is committed late', async () => {
  const url = await postgres.create();
  const open = async () => {
    const database = await openDatabase({ url, log: silentLog });
    const tokens = { index: indexTokens, query: queryTokens };
    const stores = createStores({ ...database, tokens, stories: createStoryIndex({ packs }) });
    const matcher = createMatcher(stores.subscriptions, reader);
    const matched = async (): Promise<number[]> => {
      await matcher.refresh();
      return matcher.match(flood).after(0, 99);
    };
    return { ...database, stores, matched };
  };
  const [here, there] = [await open(), await open()];
  try {
    const { id: channelId } = await here.stores.channels.ensure(
      { platform: 'fake', address: 'dm' },
      { locale: 'id', zone: 'UTC', at: AT },
    );
    const subscribe = async (stores: typeof here.stores, person: string): Promise<number> => {
      const wish = { kind: 'words', target: 'banjir', label: 'banjir', person, platform: 'fake', at: AT } as const;
      return (await stores.subscriptions.add({ ...wish, channelId }, 9)).subscription.id;
    };
    expect([await here.matched(), await there.matched()]).toEqual([[], []]);
    const first = await subscribe(here.stores, 'a');
    expect(await there.matched()).toEqual([first]);
    const second = await subscribe(there.stores, 'b');
    await there.stores.subscriptions.remove({ platform: 'fake', person: 'a' }, first);
    expect([await here.matched(), await there.matched()]).toEqual([[second], [second]]);
    await here.stores.personal.forget('fake', 'b', 'dm:b');
    expect([await here.matched(), await there.matched()]).toEqual([[], []]);

    // A change that got its number first and is committed last.
    let commit: () => void = () => {};
    const committed = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let numbered: () => void = () => {};
    const isNumbered = new Promise<void>((resolve) => {
      numbered = resolve;
    });
    const values = { channel_id: channelId, kind: 'words', target: 'banjir', label: 'x', created_at: 0 };
    const late = here.db.transaction().execute(async (tx) => {
      const row = await tx
        .insertInto('subscriptions')
        .values({ ...values, platform: 'fake', person: 'late', server: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx.insertInto('subscription_changes').values({ subscription_id: row.id, at: 0 }).execute();
      numbered();
      await committed;
      return row.id;
    });
    await isNumbered;
    const early = await subscribe(there.stores, 'c');
    expect([await here.matched(), await there.matched()]).toEqual([[early], [early]]);
    commit();
    const both = [await late, early];
    expect([await here.matched(), await there.matched()]).toEqual([both, both]);
  } finally {
    await here.close();
    await there.close();
  }
});

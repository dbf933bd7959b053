import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { ArticleHead, Channel } from '#core/news.ts';
import type { Platform, Posted } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import type { Library, OutboxRow, OutboxStore, Settlement } from '#core/stores.ts';
import { retryDelay } from './retry.ts';

/** Fan-outs expanded in one step. */
const EXPAND_ROWS = 2000;
/** A post that could not be sent for a day is no news: it ends as expired, with its reason. */
const STALE_MS = 24 * 60 * 60 * 1000;

export interface DeliveryParts {
  outbox: OutboxStore;
  library: Pick<Library, 'article'>;
  platforms: readonly Platform[];
  compose(article: ArticleHead, channel: Channel): Reply;
  clock: Clock;
  log: Log;
  random(): number;
}

/** The outbox worker: expand, claim, post, settle. */
export function createDelivery(parts: DeliveryParts): { start(): Promise<void>; wake(): void; stop(): Promise<void> } {
  const { outbox, library, platforms, clock, log } = parts;
  let epoch = 0;
  let stopping = false;
  let working: Promise<void> | undefined;
  let again = false;

  function outcome(platform: Platform, row: OutboxRow, posted: Posted): Settlement {
    const { id } = row;
    const at = clock.now();
    if (posted.ok) return { id, state: 'sent', messageId: posted.messageId, at };
    const reason = posted.detail ? `${posted.reason}: ${posted.detail}` : posted.reason;
    if (posted.reason === 'rejected' || posted.reason === 'gone' || posted.reason === 'forbidden') {
      return { id, state: 'dead', reason, at };
    }
    if (posted.reason === 'uncertain' && platform.idempotentForMs === 0) {
      return { id, state: 'uncertain', reason, at };
    }
    if (at.getTime() - row.createdAt.getTime() > STALE_MS) return { id, state: 'expired', reason, at };
    const waitMs = retryDelay(row.attempts, posted.retryAfterMs, parts.random);
    return { id, state: 'ready', notBefore: new Date(at.getTime() + waitMs), reason };
  }

  async function send(platform: Platform, row: OutboxRow): Promise<Settlement> {
    const article = await library.article(row.articleId);
    if (!article) return { id: row.id, state: 'dead', reason: 'the article was removed', at: clock.now() };
    let posted: Posted;
    try {
      posted = await platform.post(row.channel.address, parts.compose(article, row.channel), row.key);
    } catch (error) {
      log.error('delivery.post-broke', { platform: platform.name, row: row.id, error });
      posted = { ok: false, reason: 'uncertain', detail: 'the adapter failed' };
    }
    if (!posted.ok && posted.movedTo) await outbox.move(row.channel.id, posted.movedTo);
    else if (!posted.ok && (posted.reason === 'gone' || posted.reason === 'forbidden')) {
      await outbox.suspend(row.channel.id, posted.reason, clock.now());
    }
    return outcome(platform, row, posted);
  }

  async function work(): Promise<void> {
    do {
      again = false;
      while (!stopping && (await outbox.expand(EXPAND_ROWS, clock.now())) > 0);
      for (const platform of platforms) {
        while (!stopping) {
          const rows = await outbox.claim(platform.name, platform.limits.atOnce, epoch, clock.now());
          if (rows.length === 0) break;
          await outbox.settle(await Promise.all(rows.map((row) => send(platform, row))), epoch);
        }
      }
    } while (again && !stopping);
  }

  function wake(): void {
    if (epoch === 0 || stopping) return;
    again = true;
    working ??= work()
      .catch((error: unknown) => log.error('delivery.failed', { error }))
      .finally(() => {
        working = undefined;
      });
  }

  return {
    wake,
    async start() {
      epoch = await outbox.nextEpoch();
      for (const { name, idempotentForMs } of platforms) {
        const rows = await outbox.recover(name, idempotentForMs > 0 ? 'ready' : 'uncertain', epoch, clock.now());
        if (rows > 0) log.warn('delivery.recovered', { platform: name, rows });
      }
      wake();
    },
    async stop() {
      stopping = true;
      await working;
    },
  };
}

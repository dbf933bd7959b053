import { fork } from 'node:child_process';
import { createExtractPool } from '#articles/extract-pool.ts';
import { createReader, type ReadText } from '#articles/read.ts';
import { systemClock } from '#core/clock.ts';
import { FeedError, type FeedFault } from '#core/errors.ts';
import { createFetch } from '#feeds/fetch.ts';
import { createParsePool } from '#feeds/parse-pool.ts';
import type { ParsedFeed } from '#feeds/parse.ts';
import { ANSWERS } from './answers.ts';
import { DOCUMENTS, type Expected } from './documents.ts';
import { PAGES } from './pages.ts';
import { watchStalls, type Stalls } from './stalls.ts';

/** For the servers that never end; good feeds need a few milliseconds. */
const IMPATIENT_MS = 1500;

export type Kind = 'document' | 'answer' | 'page';

export interface Outcome extends Stalls {
  group: string;
  name: string;
  /** "3 items", or the fault. */
  outcome: string;
  isAsExpected: boolean;
  tookMs: number;
}

export interface Harness {
  run(which: { kind: Kind; index: number }): Promise<Outcome>;
  /** Something that a document named was asked for. */
  wasTrapped(): boolean;
  close(): Promise<void>;
}

/** The real fetch and the real parse against the hostile web on loopback. */
export async function startHarness(): Promise<Harness> {
  const server = fork(new URL('server.ts', import.meta.url));
  let trapped = false;
  const origin = await new Promise<string>((resolve) =>
    server.on('message', (given) => {
      const message = given as { origin?: string; trapped?: boolean };
      trapped ||= message.trapped === true;
      if (message.origin) resolve(message.origin);
    }),
  );
  const fetch = createFetch({ allow: ['127.0.0.0/8'], userAgent: 'Kabar (test)', clock: systemClock });
  const pool = createParsePool();
  const pages = createExtractPool();
  const reader = createReader({ fetch, extract: pages.extract, clock: systemClock });
  const stalls = watchStalls();

  async function readPage(url: string): Promise<{ page?: ReadText; fault?: FeedFault }> {
    try {
      return { page: await reader.readPage(url) };
    } catch (error) {
      if (error instanceof FeedError) return { fault: error.fault };
      throw error;
    }
  }

  async function read(url: string, timeoutMs: number | undefined) {
    const answer = await fetch.get(url, timeoutMs === undefined ? {} : { timeoutMs });
    if (answer.kind === 'not-modified') return { fault: 'http' as FeedFault };
    if (answer.kind === 'failed') return { fault: answer.fault, retryAfterMs: answer.retryAfterMs };
    try {
      const hints = { url: answer.url, ...(answer.contentType ? { contentType: answer.contentType } : {}) };
      return { feed: await pool.parse(answer.bytes, hints) };
    } catch (error) {
      if (error instanceof FeedError) return { fault: error.fault };
      throw error;
    }
  }

  return {
    async run({ kind, index }) {
      const url = `${origin}/${kind}/${index}`;
      stalls.reset();
      const started = performance.now();
      const isPage = kind === 'page';
      const { page, fault } = isPage ? await readPage(url) : {};
      const found = isPage ? { fault: fault! } : await read(url, kind === 'answer' ? IMPATIENT_MS : undefined);
      const tookMs = performance.now() - started;
      // The loop must turn once more, or the last step would go unmeasured.
      await systemClock.sleep(5);
      const outcome = page
        ? `${page.text.length} letters`
        : found.feed
          ? `${found.feed.items.length} items`
          : found.fault;
      const common = { name: '', outcome, tookMs, ...stalls.read() };
      if (kind === 'document') {
        const { group, name, expected } = DOCUMENTS[index]!;
        const isAsExpected = meets(expected, found.feed, found.fault, origin) && !trapped;
        return { ...common, group, name, isAsExpected };
      }
      if (isPage) {
        const { name, expected } = PAGES[index]!;
        const isMet = typeof expected === 'string' ? fault === expected : page !== undefined && expected(page);
        return { ...common, group: kind, name, isAsExpected: isMet && !trapped };
      }
      const { name, expected, retryAfterMs } = ANSWERS[index]!;
      const isAsExpected = (found.fault ?? 'ok') === expected && found.retryAfterMs === retryAfterMs;
      return { ...common, group: 'answer', name, isAsExpected };
    },
    wasTrapped: () => trapped,
    async close() {
      stalls.stop();
      await Promise.all([fetch.close(), pool.close(), pages.close()]);
      const ended = new Promise((resolve) => server.on('exit', resolve));
      server.disconnect();
      await ended;
    },
  };
}

function meets(
  expected: Expected,
  feed: ParsedFeed | undefined,
  fault: FeedFault | undefined,
  origin: string,
): boolean {
  if (typeof expected === 'string') return fault === expected;
  if (!feed) return false;
  if ('polluted' in {} || feed.items.some(({ link }) => link !== undefined && !/^https?:/.test(link))) return false;
  if (typeof expected === 'number') return feed.items.length === expected;
  // The server's own address changes from run to run.
  const items = feed.items.map((item) => ({ ...item, link: item.link?.replace(origin, 'ORIGIN') }));
  return expected({ ...feed, items });
}

import robotsParser from 'robots-parser';
import type { Clock } from '#core/clock.ts';
import type { PageSource } from './page-source.ts';

/** RFC 9309 §2.4: a copy is used for a day at most. */
const TTL_MS = 24 * 3600_000;
/** After a server's own failure. */
const RETRY_MS = 10 * 60_000;
/** RFC 9309 §2.5: at least 500 KiB must be read. */
const MAX_BYTES = 512 * 1024;
const MAX_HOSTS = 2000;

export interface Robots {
  /** Whether the site lets us read the page. Never throws. */
  allowed(url: string): Promise<boolean>;
}

interface Rules {
  allows: (url: string) => boolean;
  until: number;
}

/** The package's types describe an ES default export; what Node imports is the function itself. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const parseRobots = robotsParser as unknown as (
  url: string,
  text: string,
) => { isAllowed(url: string, agent: string): boolean | undefined };

/** @param parts.agent our name in robots.txt: the product token of the User-Agent. */
export function createRobots(parts: { fetch: PageSource; clock: Clock; agent?: string }): Robots {
  const { fetch, clock, agent = 'Kabar' } = parts;
  const known = new Map<string, Promise<Rules>>();

  /** RFC 9309 §2.3.1: no file means everything may be read, a failing server means nothing may. */
  async function load(origin: string): Promise<Rules> {
    const address = `${origin}/robots.txt`;
    const answer = await fetch.get(address, { maxBytes: MAX_BYTES, accept: 'text/plain,*/*;q=0.5' });
    const now = clock.now().getTime();
    if (answer.kind === 'ok') {
      const rules = parseRobots(address, new TextDecoder().decode(answer.bytes));
      return { allows: (url) => rules.isAllowed(url, agent) ?? true, until: now + TTL_MS };
    }
    const failing = answer.kind === 'failed' && (answer.fault === 'throttled' || (answer.status ?? 0) >= 500);
    // A host that can't be reached at all will say so when the page is asked for.
    const lasting = answer.kind === 'failed' && answer.status !== undefined && !failing;
    return { allows: () => !failing, until: now + (lasting ? TTL_MS : RETRY_MS) };
  }

  return {
    async allowed(url) {
      const origin = URL.parse(url)?.origin;
      if (!origin || origin === 'null') return false;
      const held = known.get(origin);
      const rules = await held;
      if (rules && rules.until > clock.now().getTime()) return rules.allows(url);
      // Whoever waited beside us may have asked already.
      if (known.get(origin) === held) {
        if (known.size >= MAX_HOSTS) known.clear();
        known.set(origin, load(origin));
      }
      return (await known.get(origin))?.allows(url) ?? true;
    },
  };
}

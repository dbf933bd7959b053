import type { Clock } from '#core/clock.ts';

/** Between the end of one request to a host and the start of the next. */
const SPACING_MS = 1000;

interface Host {
  tail: Promise<unknown>;
  waiting: number;
}

/**
 * A fetcher that asks each host for one thing at a time, spaced, in the order of asking. Hosts in networks that the operator
 * named are trusted and not held up. Everything that fetches must share one, or two of them would be impolite together.
 */
export function createPoliteFetch<
  O,
  R,
  F extends { get(url: string, options?: O): Promise<R>; trusted(url: string): boolean },
>(parts: { fetch: F & { get(url: string, options?: O): Promise<R> }; clock: Clock; spacingMs?: number }): F {
  const { fetch, clock, spacingMs = SPACING_MS } = parts;
  const hosts = new Map<string, Host>();

  async function inTurn(name: string, task: () => Promise<R>): Promise<R> {
    const host = hosts.get(name) ?? { tail: Promise.resolve(), waiting: 0 };
    hosts.set(name, host);
    host.waiting++;
    const answer = host.tail.then(task);
    host.tail = answer
      .catch(() => undefined)
      .then(() => clock.sleep(spacingMs))
      .then(() => {
        host.waiting--;
        return host.waiting === 0 && hosts.delete(name);
      });
    return await answer;
  }

  return {
    ...fetch,
    get(url: string, options?: O): Promise<R> {
      const name = URL.parse(url)?.host;
      if (!name || fetch.trusted(url)) return fetch.get(url, options);
      return inTurn(name, () => fetch.get(url, options));
    },
  };
}

import type { Clock } from '#core/clock.ts';

/** Between the end of one request to a host and the start of the next. */
const SPACING_MS = 1000;

/** A wish to be left alone counts for the whole host, for so long at most; each feed of it waits its own time besides. */
const PAUSE_MOST_MS = 3600_000;
const HOSTS_MOST = 10_000;

interface Host {
  tail: Promise<unknown>;
  waiting: number;
}

/** An answer that says the host wants to be left alone. */
interface Refusal {
  kind: 'failed';
  fault: 'throttled';
  status?: number | undefined;
  retryAfterMs: number;
}

/**
 * A fetcher that asks each host for one thing at a time, spaced, in the order of asking. Hosts in networks that the operator
 * named are trusted and not held up. Whoever says `Retry-After` is not asked again before, for anything: the same answer is
 * given instead. Everything that fetches must share one, or two of them would be impolite together.
 */
export function createPoliteFetch<
  O,
  R,
  F extends { get(url: string, options?: O): Promise<R | Refusal>; trusted(url: string): boolean },
>(parts: { fetch: F & { get(url: string, options?: O): Promise<R | Refusal> }; clock: Clock; spacingMs?: number }): F {
  const { fetch, clock, spacingMs = SPACING_MS } = parts;
  const hosts = new Map<string, Host>();
  const pausedUntil = new Map<string, number>();

  function pauseOf(name: string): Refusal | undefined {
    const left = (pausedUntil.get(name) ?? 0) - clock.now().getTime();
    if (left > 0) return { kind: 'failed', fault: 'throttled', retryAfterMs: left };
    pausedUntil.delete(name);
    return undefined;
  }

  async function ask(name: string, url: string, options?: O): Promise<R | Refusal> {
    const pause = pauseOf(name);
    if (pause) return pause;
    const answer = await fetch.get(url, options);
    if (isRefusal(answer)) {
      if (pausedUntil.size >= HOSTS_MOST) pausedUntil.clear();
      pausedUntil.set(name, clock.now().getTime() + Math.min(answer.retryAfterMs, PAUSE_MOST_MS));
    }
    return answer;
  }

  async function inTurn(name: string, task: () => Promise<R | Refusal>): Promise<R | Refusal> {
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
    get(url: string, options?: O): Promise<R | Refusal> {
      const name = URL.parse(url)?.host;
      if (!name || fetch.trusted(url)) return fetch.get(url, options);
      return inTurn(name, () => ask(name, url, options));
    },
  };
}

function isRefusal(answer: unknown): answer is Refusal {
  const one = answer as Partial<Refusal> | undefined;
  return one?.kind === 'failed' && one.fault === 'throttled' && (one.retryAfterMs ?? 0) > 0;
}

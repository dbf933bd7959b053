import { DefaultRestOptions, type RESTOptions } from 'discord.js';
import type { InvalidBudget } from './budget.ts';
import { WaitError } from './errors.ts';

/** Discord counts 50 requests a second; one that was given no answer in this time may be sent again under its nonce. */
const TIMEOUT_MS = 15_000;
const NO_BODY = new Set([204, 205, 304]);

/**
 * discord.js's REST as a transport: one request is one try, and a limit is an error at once (delivery paces and
 * retries; facts/delivery.md §2.1 says what the library does otherwise). The time limit covers the body too.
 */
export function restOptions(root: string | undefined, budget: InvalidBudget): Partial<RESTOptions> {
  return {
    ...(root === undefined ? {} : { api: root.replace(/\/+$/u, '') }),
    retries: 0,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    timeout: TIMEOUT_MS,
    async makeRequest(url, init) {
      const waitMs = budget.allWaitMs();
      if (waitMs > 0) throw new WaitError(waitMs, 'too many refused requests');
      const answer = await DefaultRestOptions.makeRequest(url, init);
      budget.saw(answer.status, answer.headers.get('x-ratelimit-scope') ?? undefined);
      const headers = new Headers(Object.fromEntries(answer.headers));
      const hasBody = !NO_BODY.has(answer.status);
      const body = hasBody ? await answer.arrayBuffer() : null;
      // The library reads JSON wherever a header says so, also where nothing was sent.
      if (!hasBody) headers.delete('content-type');
      return new Response(body, { status: answer.status, statusText: answer.statusText, headers });
    },
  };
}

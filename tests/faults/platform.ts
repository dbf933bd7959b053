import type { Platform, Posted } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import { LIMITS, RULES } from './limits.ts';
import type { PlatformName } from './server.ts';

/** What a reply tells of: its headline, or those of its list. */
function itemsOf(reply: Reply): string[] {
  const list = reply.blocks.find((block) => block.kind === 'list');
  if (list?.kind !== 'list') return [reply.title];
  return list.items.map(([first]) => (typeof first === 'string' ? first : (first?.text ?? '')));
}

/** A platform over the fault server, classifying as facts/delivery.md §1.3 says. An answer is waited for so long. */
export function createFaultPlatform(name: PlatformName, url: string, timeoutMs: number): Platform {
  async function post(address: string, reply: Reply, key: string): Promise<Posted> {
    try {
      const answer = await fetch(`${url}/${name}`, {
        method: 'POST',
        body: JSON.stringify({ address, key, items: itemsOf(reply) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (answer.status === 429) {
        const { retryAfterMs } = (await answer.json()) as { retryAfterMs: number };
        return { ok: false, reason: 'throttled', retryAfterMs };
      }
      if (answer.status !== 200) return { ok: false, reason: 'uncertain', detail: `HTTP ${answer.status}` };
      return { ok: true, messageId: String(((await answer.json()) as { id: number }).id) };
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } };
      if (cause?.code === 'ECONNREFUSED') return { ok: false, reason: 'unavailable', detail: 'ECONNREFUSED' };
      return { ok: false, reason: 'uncertain', detail: cause?.code ?? 'timeout' };
    }
  }
  return {
    name,
    limits: LIMITS[name],
    idempotentForMs: RULES[name].keysForMs,
    start: async () => {},
    stop: async () => {},
    registerCommands: async () => {},
    post,
    edit: async (_address, messageId) => ({ ok: true, messageId }),
    check: async () => [],
    privateAddress: (person) => person,
    health: () => ({ ok: true }),
  };
}

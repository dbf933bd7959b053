import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Intake } from './intake.ts';
import type { Update } from './types.ts';

const PATH = '/telegram/webhook';
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
/** An update with a long message that answers another is some 100 kB. */
const UPDATE_MOST = 1024 * 1024;

/** Telegram's updates as it sends them, each with the secret that `setWebhook` told it (Bot API, setWebhook). */
export function webhookRoutes(secret: string, intake: Intake, isReady: () => boolean): Hono {
  const routes = new Hono();
  const ours = Buffer.from(secret);
  const isSecret = (given: string): boolean => {
    const theirs = Buffer.from(given);
    return ours.length === theirs.length && timingSafeEqual(ours, theirs);
  };
  const limit = bodyLimit({ maxSize: UPDATE_MOST, onError: (c) => c.json({ error: 'the body is too large' }, 400) });
  routes.post(PATH, async (c, next) => {
    if (!isSecret(c.req.header(SECRET_HEADER) ?? '')) return c.json({ error: 'wrong secret' }, 401);
    return next();
  });
  routes.post(PATH, limit, async (c) => {
    const update: unknown = await c.req.json().catch(() => undefined);
    if (typeof update !== 'object' || update === null || !('update_id' in update)) {
      return c.json({ error: 'the body must be an update' }, 400);
    }
    // Telegram sends it again.
    if (!isReady()) return c.json({ error: 'starting or stopping' }, 503);
    await intake.take(update as Update);
    return c.json({ ok: true });
  });
  return routes;
}

import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Clock } from '#core/clock.ts';
import { isLocale, type Locale } from '#core/locale.ts';
import type { Log } from '#core/log.ts';
import type { Answer, Attachment, Platform, Request } from '#core/platform.ts';
import type { PostLog } from '#core/stores.ts';
import { renderText, toJson } from './render.ts';

const NAME = 'web';
const DEFAULT_CHANNEL = 'news';
/** Posts given at once; a reader who was away longer asks again with the last id. */
const POSTS_MOST = 100;
/** A comment on a silent stream, so that neither side takes it for dead. */
const KEEP_ALIVE_MS = 15_000;
const PAGE = ['page.css', 'page.js', 'card.js'] as const;
const SCRIPT = 'text/javascript; charset=utf-8';
const TYPES = { 'page.css': 'text/css; charset=utf-8', 'page.js': SCRIPT, 'card.js': SCRIPT };

interface WebParts {
  posts: PostLog;
  clock: Clock;
  log: Log;
  locale: Locale;
}

type Loose = Record<string, unknown>;

/** A file comes in the request itself, in base64. */
function readFile(file: unknown): Attachment | string {
  if (!isRecord(file)) return '"file" must be { "name": "…", "base64": "…" }';
  const { name, base64 } = file;
  if (typeof name !== 'string' || name.length > 200 || typeof base64 !== 'string') {
    return '"file" must be { "name": "…", "base64": "…" }';
  }
  return { name, bytes: async () => new Uint8Array(Buffer.from(base64, 'base64')) };
}

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A request's body as a Request, or the reason why it is none. */
function readBody(body: unknown, fallback: Locale): Request | string {
  if (!isRecord(body)) return 'the body must be a JSON object such as { "text": "/help" }';
  const { text, action, file, user = 'guest', channel = DEFAULT_CHANNEL, locale = fallback, moderator = true } = body;
  if (typeof user !== 'string' || typeof channel !== 'string') return '"user" and "channel" must be text';
  if (channel === '' || channel.length > 100) return '"channel" must have 1 to 100 characters';
  if (!isLocale(locale)) return '"locale" must be "id" or "en"';
  if (typeof moderator !== 'boolean') return '"moderator" must be true or false';
  const place = { platform: NAME, address: channel, server: NAME, isPrivate: channel.startsWith('dm:') };
  const attached = file === undefined ? [] : [readFile(file)];
  const [wrong] = attached.filter((one) => typeof one === 'string');
  if (wrong !== undefined) return wrong;
  const attachments = attached.filter((one) => typeof one !== 'string');
  const common = { asker: { id: user }, place, locale, moderator, attachments };
  if (typeof text === 'string') return text.trim() === '' ? '"text" is empty' : { ...common, input: text };
  if (!isRecord(action)) return '"text" is missing: write a command such as "/help"';
  const { command, subcommand, options = {}, page } = action;
  const isText = (value: unknown): boolean => typeof value === 'string';
  if (!isText(command) || !isRecord(options) || !Object.values(options).every(isText)) return '"action" is malformed';
  return {
    ...common,
    input: {
      command: command as string,
      options: options as Record<string, string>,
      ...(isText(subcommand) ? { subcommand: subcommand as string } : {}),
      ...(typeof page === 'number' ? { page } : {}),
    },
  };
}

/** The page at `/`: a preview for one person on one machine, and the JSON behind it. */
export function createWebPlatform({ posts, clock, log, locale }: WebParts): { platform: Platform; routes: Hono } {
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  let answer: Answer | undefined;
  const file = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
  const html = file('index.html');
  const routes = new Hono();

  routes.get('/', (c) => c.html(html));
  for (const name of PAGE) {
    const content = file(name);
    routes.get(`/${name}`, (c) => c.body(content, 200, { 'content-type': TYPES[name] }));
  }
  routes.post('/api/commands', async (c) => {
    const request = readBody(await c.req.json().catch(() => undefined), locale);
    if (typeof request === 'string') return c.json({ error: request }, 400);
    if (!answer) return c.json({ error: 'starting, try again' }, 503);
    const reply = await answer.reply(request);
    return c.json({ reply: toJson(reply), text: renderText(reply) });
  });
  routes.get('/api/suggest', async (c) => {
    const text = c.req.query('text') ?? '';
    if (text.trim() === '') return c.json({ suggestions: [] });
    const request = readBody({ text, locale: c.req.query('locale') ?? locale }, locale);
    if (typeof request === 'string') return c.json({ error: request }, 400);
    return c.json({ suggestions: (await answer?.suggest(request)) ?? [] });
  });
  routes.get('/api/posts', async (c) => {
    const after = c.req.query('after');
    if (after !== undefined && !/^\d{1,15}$/u.test(after))
      return c.json({ error: '"after" must be the id of a post' }, 400);
    const found = await posts.after(
      c.req.query('channel') ?? DEFAULT_CHANNEL,
      after === undefined ? undefined : Number(after),
      POSTS_MOST,
    );
    return c.json({ posts: found.map((post) => ({ ...post, text: renderText(post.reply) })) });
  });
  routes.get('/api/stream', (c) => {
    const channel = c.req.query('channel') ?? DEFAULT_CHANNEL;
    const last = c.req.header('last-event-id') ?? c.req.query('after');
    return streamSSE(c, async (stream) => {
      let after = last !== undefined && /^\d{1,15}$/u.test(last) ? Number(last) : undefined;
      let wake: () => void = () => {};
      const listener = (): void => wake();
      listeners.add(listener);
      stopping.signal.addEventListener('abort', listener);
      stream.onAbort(listener);
      while (!stream.aborted && !stopping.signal.aborted) {
        const nap = new AbortController();
        wake = () => nap.abort();
        const found = await posts.after(channel, after, POSTS_MOST);
        for (const post of found) {
          await stream.writeSSE({
            id: String(post.id),
            event: 'post',
            data: JSON.stringify({ ...post, text: renderText(post.reply) }),
          });
          after = post.id;
        }
        after ??= 0;
        if (found.length > 0) continue;
        await clock.sleep(KEEP_ALIVE_MS, nap.signal);
        if (!nap.signal.aborted) await stream.write(': still here\n\n');
      }
      listeners.delete(listener);
      stopping.signal.removeEventListener('abort', listener);
    });
  });

  const wakeAll = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    routes,
    platform: {
      name: NAME,
      limits: { perSecond: Number.POSITIVE_INFINITY, perAddressPerSecond: Number.POSITIVE_INFINITY, atOnce: 8 },
      idempotentForMs: Number.POSITIVE_INFINITY,
      async start(given) {
        answer = given;
        log.info('web.ready');
      },
      async stop() {
        answer = undefined;
        stopping.abort();
      },
      registerCommands: async () => {},
      async post(address, reply, key) {
        const { id, isNew } = await posts.append({ key, address, reply, at: clock.now() });
        if (isNew) wakeAll();
        return { ok: true, messageId: String(id) };
      },
      async edit(_address, messageId, reply) {
        return (await posts.replace(Number(messageId), reply))
          ? { ok: true, messageId }
          : { ok: false, reason: 'gone' };
      },
      check: async () => [],
      privateAddress: (person) => `dm:${person}`,
      health: () => ({ ok: answer !== undefined }),
    },
  };
}

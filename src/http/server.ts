import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { SetupError } from '#core/errors.ts';
import type { Log } from '#core/log.ts';

/** A command is a few hundred bytes, but an OPML file may come with it (5 MB in base64). */
const BODY_MOST = 7 * 1024 * 1024;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

interface Health {
  ok: boolean;
  reasons: string[];
}

export interface ServerParts {
  host: string;
  port: number;
  log: Log;
  routes: readonly Hono[];
  /** Routes that check a secret of their own: a proxy brings requests to them under any name. */
  open?: readonly Hono[];
  health: { live(): Health; ready(): Promise<Health> };
  metrics(): Promise<string>;
}

export interface Server {
  /** @throws SetupError when the port can't be had. */
  start(): Promise<{ port: number }>;
  stop(): Promise<void>;
}

/** The one HTTP server: health, metrics, and what the platforms bring. */
export function createServer(parts: ServerParts): Server {
  const app = new Hono();
  let server: ServerType | undefined;

  for (const routes of parts.open ?? []) app.route('/', routes);
  // 400 like every other bad input (CONTRACT §3).
  app.use(bodyLimit({ maxSize: BODY_MOST, onError: (c) => c.json({ error: 'the body is too large' }, 400) }));
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'https:', 'data:'],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
    }),
  );
  // Bound to loopback, only names of loopback are answered: a foreign name here is DNS rebinding. A foreign origin is
  // another site's page using this one in the reader's name, wherever we are bound to.
  app.use(async (c, next) => {
    const url = URL.parse(`http://${c.req.header('host') ?? ''}`);
    if (!url || (LOOPBACK.has(parts.host) && !LOOPBACK.has(url.hostname)))
      return c.json({ error: 'unknown host' }, 421);
    const origin = c.req.header('origin');
    const isForeign = origin !== undefined && URL.parse(origin)?.host !== url.host;
    if ((isForeign && c.req.method !== 'GET') || c.req.header('sec-fetch-site') === 'cross-site') {
      const isVisit = c.req.method === 'GET' && c.req.header('sec-fetch-mode') === 'navigate' && c.req.path === '/';
      if (!isVisit) return c.json({ error: 'requests from other sites are refused' }, 403);
    }
    return next();
  });
  app.get('/livez', (c) => {
    const state = parts.health.live();
    return c.json(state, state.ok ? 200 : 503);
  });
  app.get('/readyz', async (c) => {
    const state = await parts.health.ready();
    return c.json(state, state.ok ? 200 : 503);
  });
  app.get('/metrics', async (c) => c.text(await parts.metrics()));
  for (const routes of parts.routes) app.route('/', routes);
  app.onError((error, c) => {
    parts.log.error('http.failed', { error, path: c.req.path });
    return c.json({ error: 'something went wrong' }, 500);
  });

  return {
    start: () =>
      new Promise((resolve, reject) => {
        const started = serve({ fetch: app.fetch, hostname: parts.host, port: parts.port }, ({ port }) => {
          if (!LOOPBACK.has(parts.host)) parts.log.warn('http.open-to-the-network', { host: parts.host });
          resolve({ port });
        });
        server = started;
        started.on('error', (error: NodeJS.ErrnoException) => {
          const why =
            error.code === 'EADDRINUSE'
              ? `port ${parts.port} is taken by another program. Stop it or set PORT to another number.`
              : `${parts.host}:${parts.port} can't be listened on (${error.code}). Set HOST and PORT to an address of this machine.`;
          reject(new SetupError([`PORT: ${why}`], error));
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        if (!server?.listening) return resolve();
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

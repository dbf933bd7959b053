import { readFileSync } from 'node:fs';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Clock } from '#core/clock.ts';
import { isLocale, LOCALES, type Locale } from '#core/locale.ts';
import type { Say } from '#core/messages.ts';
import type { Operations } from '#core/operations.ts';
import type { OutboxCount } from '#core/delivery.ts';
import { isNear } from './near.ts';

/** Rows and feeds shown; the metrics count them all. */
const TROUBLED_MOST = 50;
const FEEDS_MOST = 200;
const MEGABYTE = 1_000_000;
const REFRESH_SECONDS = 30;
const DASH = '–';

export interface StatusParts {
  operations: Operations;
  counts(): Promise<OutboxCount[]>;
  kept(): Promise<Record<string, number>>;
  health(): Promise<{ ok: boolean; reasons: string[]; degraded?: string[] }>;
  /** What this process does, and the leases it holds. */
  work(): { roles: readonly string[]; leases: readonly string[]; version: string; startedAt: Date };
  say(locale: Locale): Say;
  locale: Locale;
  zone: string;
  clock: Clock;
}

type Cell = string | number | ReturnType<typeof html>;

function table(head: string[], rows: Cell[][], none: string) {
  if (rows.length === 0) return html`<p class="soft">${none}</p>`;
  const cell = (value: Cell) =>
    typeof value === 'number' ? html`<td class="number">${value}</td>` : html`<td dir="auto">${value}</td>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${head.map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map(cell)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** `/status`: what an operator wants to know at a glance. For this machine and its own network only: it names destinations. */
export function statusRoutes(parts: StatusParts): Hono {
  const { operations, clock } = parts;
  const app = new Hono();
  const css = readFileSync(new URL('./status.css', import.meta.url), 'utf8');

  async function page(locale: Locale) {
    const say = parts.say(locale);
    const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone: parts.zone });
    const when = (at: Date | undefined): string => (at ? moment.format(at) : DASH);
    const now = clock.now();
    const [health, queues, counts, troubled, feeds, size, kept] = await Promise.all([
      parts.health(),
      operations.queues(now),
      parts.counts(),
      operations.troubled(TROUBLED_MOST),
      operations.feeds(FEEDS_MOST),
      operations.size(),
      parts.kept(),
    ]);
    const { roles, leases, version, startedAt } = parts.work();
    const megabytes = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(1)} MB`;
    const facts: Cell[][] = [
      [say('status.version'), version],
      [say('status.started'), when(startedAt)],
      [say('status.roles'), roles.join(', ')],
      [say('status.leases'), leases.join(', ') || DASH],
      [say('status.database'), `${megabytes(size.bytes)} (${say('status.free', { size: megabytes(size.freeBytes) })})`],
      ...Object.entries(kept).map(([kind, rows]): Cell[] => [say('status.kept', { kind }), rows]),
    ];
    const notes = [...health.reasons, ...(health.degraded ?? [])];
    const fault = (one: (typeof feeds.items)[number]): Cell => {
      const { fault: name, status, failures } = one.health;
      if (name === undefined) return say('status.feed-well');
      return html`<span class="bad">${say(`fault.${name}`, { status })} (${failures}×)</span>`;
    };
    return html`<!doctype html>
      <html lang="${locale}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta http-equiv="refresh" content="${REFRESH_SECONDS}" />
          <title>${say('status.title')}</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="/status.css" />
        </head>
        <body>
          <nav>${LOCALES.map((one) => html`<a href="?lang=${one}" hreflang="${one}">${one.toUpperCase()}</a> `)}</nav>
          <h1>${say('status.title')}</h1>
          <p class="${health.ok ? '' : 'bad'}">${say(health.ok ? 'status.ready' : 'status.not-ready')}</p>
          ${
            notes.length > 0
              ? html`<ul>
                  ${notes.map((one) => html`<li class="bad">${one}</li>`)}
                </ul>`
              : ''
          }
          ${table([say('status.process'), ''], facts, '')}
          <h2>${say('status.queues')}</h2>
          ${table(
            [say('status.platform'), say('status.waiting'), say('status.oldest'), say('status.last')],
            queues.map((one) => [one.platform, one.waiting, when(one.oldestDueAt), when(one.lastEndedAt)]),
            say('status.nothing-waits'),
          )}
          <h2>${say('status.outbox')}</h2>
          ${table(
            [say('status.platform'), say('status.state'), say('status.rows')],
            counts.map((one) => [one.platform, say('status.is', { state: one.state }), one.rows]),
            say('status.nothing-sent'),
          )}
          <h2>${say('status.troubled')}</h2>
          ${table(
            [
              say('status.at'),
              say('status.platform'),
              say('status.destination'),
              say('status.post'),
              say('status.state'),
              say('status.why'),
            ],
            troubled.map((one) => [
              when(one.at),
              one.platform,
              one.destination,
              one.title,
              say('status.is', { state: one.state }),
              one.reason,
            ]),
            say('status.no-trouble'),
          )}
          <h2>${say('status.feeds', { total: feeds.total, broken: feeds.broken })}</h2>
          ${table(
            [say('status.feed'), say('status.read'), say('status.next'), say('status.followers'), say('status.state')],
            feeds.items.map((one) => [
              html`${one.feed.title}<br /><span class="soft">${one.feed.url}</span>`,
              when(one.health.polledAt),
              when(one.health.dueAt.getTime() > 0 ? one.health.dueAt : undefined),
              one.followers,
              fault(one),
            ]),
            say('status.no-feeds'),
          )}
        </body>
      </html>`;
  }

  app.use('/status', async (c, next) => {
    // A proxy speaks for somebody further away.
    const isForwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded');
    if (isForwarded !== undefined || !isNear(getConnInfo(c).remote.address)) {
      return c.json({ error: 'only for this machine and its own network' }, 403);
    }
    return next();
  });
  app.get('/status', async (c) => {
    const lang = c.req.query('lang');
    return c.html(await page(isLocale(lang) ? lang : parts.locale));
  });
  app.get('/status.css', (c) => c.body(css, 200, { 'content-type': 'text/css; charset=utf-8' }));
  return app;
}

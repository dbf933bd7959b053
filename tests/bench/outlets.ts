import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { folder } from '#tests/support/kabar.ts';
import { createTexts, type Text } from './texts.ts';

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** So many different articles: news repeats itself, but not every quote of it. */
const TEXTS = 4000;
const LINKS = 120;
const SCRIPT_LETTERS = 40_000;

/** An article's page as outlets make them: menus, scripts and teasers around a few paragraphs, some 60 kB. */
export function pageOf({ title, text, lang, published }: Text, url: string): string {
  const links = Array.from({ length: LINKS }, (_, at) => `<li><a href="/rubrik/${at}">Rubrik ${at}</a></li>`).join('');
  const teasers = Array.from(
    { length: 30 },
    (_, at) => `<div class="teaser"><a href="/b/${at}"><h3>Berita lain ${at}</h3></a></div>`,
  );
  const body = text
    .split('\n\n')
    .map((one) => `<p>${escape(one)}</p>`)
    .join('\n');
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${escape(title)} - Warta</title><link rel="canonical" href="${url}">
<meta property="article:published_time" content="${published}"><script>window.state=${JSON.stringify('x'.repeat(SCRIPT_LETTERS))}</script></head>
<body><nav><ul>${links}</ul></nav><main><article><h1>${escape(title)}</h1>${body}</article></main><aside>${teasers.join('')}</aside><footer>© Warta</footer></body></html>`;
}

export interface Outlets {
  origin: string;
  /** Requests of feeds so far, and how many of them were answered with 304. */
  polls(): { all: number; unchanged: number };
  /** Settings of a Kabar that polls so many of them as fast as it can. */
  settings(feeds: number): Record<string, string>;
  /** From now on each feed has something new at every poll, or never. */
  publish(isNew: boolean): void;
  close(): void;
}

/** Many feeds on loopback: each has an article, and with `publish(true)` one more each time it is asked for. Pages too. */
export async function startOutlets(): Promise<Outlets> {
  const texts = createTexts(7).news(TEXTS);
  const issues = new Map<string, number>();
  let [all, unchanged, isNew] = [0, 0, false];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const base = `http://${request.headers.host}`;
    const [, kind, feed, number] = path.split('/');
    if (kind === 'page') {
      const text = texts[(Number(feed) * 31 + Number(number)) % texts.length]!;
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(text, base + path));
      return;
    }
    if (kind !== 'feed' || !feed) {
      response.writeHead(404).end();
      return;
    }
    all += 1;
    const issue = (issues.get(feed) ?? 0) + (isNew || !issues.has(feed) ? 1 : 0);
    issues.set(feed, issue);
    const etag = `"${feed}-${issue}"`;
    if (request.headers['if-none-match'] === etag) {
      unchanged += 1;
      response.writeHead(304, { etag }).end();
      return;
    }
    const items = Array.from({ length: Math.min(10, issue) }, (_, back) => {
      const at = issue - back;
      const { title, text } = texts[(Number(feed) * 31 + at) % texts.length]!;
      return `<item><title>${escape(title)} ${feed}.${at}</title><link>${base}/page/${feed}/${at}</link><guid>${feed}-${at}</guid>
<pubDate>${new Date(Date.now() - back * 1000).toUTCString()}</pubDate><description>${escape(text.slice(0, 250))}</description></item>`;
    });
    response
      .writeHead(200, { 'content-type': 'application/rss+xml', etag })
      .end(
        `<rss version="2.0"><channel><title>Outlet ${feed}</title><link>${base}/</link>${items.join('\n')}</channel></rss>`,
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    origin,
    settings(feeds) {
      const file = join(folder(), 'feeds.json');
      const all = Array.from({ length: feeds }, (_, at) => ({ url: `${origin}/feed/${at}`, title: `Outlet ${at}` }));
      writeFileSync(file, JSON.stringify(all));
      return {
        FEEDS_FILE: file,
        FEEDS_MOST: String(feeds),
        FETCH_ALLOW: '127.0.0.0/8',
        POLL_INTERVAL: '1s',
        DEMO: 'off',
        LOG_LEVEL: 'silent',
      };
    },
    polls: () => ({ all, unchanged }),
    publish: (now) => void (isNew = now),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

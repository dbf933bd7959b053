import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import type { Reply } from '#core/reply.ts';
import { createApp } from '#src/app.ts';
import { startFeedServer } from '#tests/support/feed-server.ts';

const WAIT = { timeout: 15_000, interval: 50 };
const SEED = new URL('../../../shared/eval/seed.txt', import.meta.url);
const hasSeed = existsSync(SEED);
if (!hasSeed) console.log(`the seed article is skipped: ${SEED.pathname} is not there`);

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A feed of one article on loopback, read by a whole Kabar; gives a way to ask it. */
async function readArticle(article: { title: string; text: string; published: string; outlet: string }) {
  const server = await startFeedServer();
  closers.push(() => server.close());
  const paragraphs = article.text.split(/\n+/u).map((line) => `<p>${escapeXml(line)}</p>`);
  const content = `<![CDATA[${paragraphs.join('')}]]>`;
  server.on(
    '/feed.xml',
    `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>${article.outlet}</title><item><title>${escapeXml(article.title)}</title><link>${server.origin}/a</link><pubDate>${article.published}</pubDate><content:encoded>${content}</content:encoded></item></channel></rss>`,
    { 'content-type': 'application/rss+xml' },
  );
  const folder = mkdtempSync(join(tmpdir(), 'kabar-'));
  const feeds = join(folder, 'feeds.json');
  writeFileSync(feeds, JSON.stringify([{ url: `${server.origin}/feed.xml`, title: article.outlet, language: 'id' }]));
  return start({ FEEDS_FILE: feeds, FETCH_ALLOW: '127.0.0.0/8', POLL_INTERVAL: '1s' }, folder);
}

/** A whole Kabar; gives a way to ask it. */
async function start(env: Record<string, string>, folder = mkdtempSync(join(tmpdir(), 'kabar-'))) {
  const config = loadConfig({ PORT: '0', DATABASE_URL: join(folder, 'k.db'), ...env });
  const app = await createApp({ config, clock: systemClock, log: silentLog });
  const { port } = await app.start();
  closers.push(() => app.stop());
  return async (asked: string | object, locale = 'id'): Promise<{ text: string; reply: Reply }> => {
    const body = { locale, ...(typeof asked === 'string' ? { text: asked } : { action: asked }) };
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${port}/api/commands`, init);
    return (await response.json()) as { text: string; reply: Reply };
  };
}

describe.skipIf(!hasSeed)('the seed article behind a loopback feed', () => {
  const [title = '', ...lines] = hasSeed ? readFileSync(SEED, 'utf8').split('\n') : [];
  const seed = { title, text: lines.join('\n'), published: 'Tue, 29 Oct 2024 09:13:00 +0700', outlet: 'Liputan6' };

  test('/quote singh: five statements, the two direct ones as quotes, credited to AP', async () => {
    const ask = await readArticle(seed);
    const { reply } = await vi.waitFor(async () => {
      const answer = await ask('/quote singh');
      expect(answer.reply.blocks).toHaveLength(5);
      return answer;
    }, WAIT);
    const quotes = reply.blocks.flatMap((block) => (block.kind === 'quote' ? [block] : []));
    const words = (at: number): string =>
      quotes[at]!.cite.map((span) => (typeof span === 'string' ? span : span.text)).join('');
    const direct = quotes.flatMap((quote, at) => (quote.paraphrase ? [] : [{ text: quote.text, cite: words(at) }]));
    expect(direct.map((one) => one.text)).toEqual([
      expect.stringMatching(/^Jika kita melihat pasukan DPRK .* berperang bersama$/u),
      'Ini adalah perhitungan yang harus dilakukan Korea Utara.',
    ]);
    for (const { cite } of direct)
      expect(cite).toMatch(/^Sabrina Singh, juru bicara Pentagon · lewat AP · Liputan6 · 29 Oktober 2024/u);
    const indirect = quotes.filter((quote) => quote.paraphrase).map((quote) => quote.text);
    expect(indirect.map((text) => text.split(' ', 2).join(' '))).toEqual([
      'Beberapa tentara',
      'Singh menuturkan',
      'Menurut Singh,',
    ]);

    const [button] = reply.buttons!;
    const context = await ask((button as unknown as { action: object }).action);
    expect(context.text).toContain(seed.title);
    expect(context.text).toContain('untuk berlatih dan bertempur di Ukraina dalam beberapa pekan ke depan');
    expect((await ask('/quote sing', 'en')).reply.title).toBe('Statements by Sabrina Singh');
    expect((await ask('/quote juru bicara pentagon')).reply.title).toBe('Pernyataan Sabrina Singh');
    expect((await ask('/quote sinhg')).text).toContain('Yang ditampilkan: Sabrina Singh');
    expect((await ask('/quote singh about:senjata')).text).toContain('batasan penggunaan senjata');
  });

  test('/timeline: June 2024, then 25, 28 and 29 October in order, each with its sentence; the caption is no event', async () => {
    const ask = await readArticle(seed);
    const { reply } = await vi.waitFor(async () => {
      const answer = await ask('/timeline');
      expect(answer.reply.blocks[0]).toHaveProperty('entries');
      return answer;
    }, WAIT);
    const [block] = reply.blocks;
    const entries = block?.kind === 'timeline' ? block.entries : [];
    const days = [...new Set(entries.map((one) => one.when).filter((when) => !when.includes('–')))];
    expect(days).toEqual(['Juni 2024', '25 Oktober 2024', '28 Oktober 2024', '29 Oktober 2024']);
    for (const { text } of entries) expect(seed.text).toContain(text);
    expect((await ask('/timeline', 'en')).text).toMatch(
      /June 2024.*October 25, 2024.*October 28, 2024.*October 29, 2024/su,
    );
    expect((await ask('/timeline singh')).text).toContain('29 Oktober 2024');
    expect((await ask('/timeline Korea Utara')).text).toContain('Juni 2024');
  });
});

test(
  'the demo: a person by first name, last name, office and with a typing error; who, story and timeline, in both languages',
  { timeout: 60_000 },
  async () => {
    const ask = await start({});
    // Her office stands in one of the three outlets' articles; until that is read she is known by her name alone.
    const byOffice = async () => (await ask('/quote kepala pelaksana bpbd')).reply.title;
    await vi.waitFor(async () => expect(await byOffice()).toBe('Pernyataan Yuliana Mandagi'), WAIT);
    await vi.waitFor(async () => expect((await ask('/latest')).reply.page?.last).toBeGreaterThan(1), WAIT);
    for (const [locale, title, shown] of [
      ['id', 'Pernyataan Yuliana Mandagi', 'Yang ditampilkan: Yuliana Mandagi'],
      ['en', 'Statements by Yuliana Mandagi', 'Showing Yuliana Mandagi'],
    ] as const) {
      for (const name of ['yuliana', 'MANDAGI', 'yuliana mandagi', 'kepala pelaksana bpbd']) {
        expect((await ask(`/quote ${name}`, locale)).reply.title).toBe(title);
      }
      expect((await ask('/quote yuliona', locale)).text).toContain(shown);
      expect((await ask('/who mandagi', locale)).text).toContain('Kepala Pelaksana BPBD Tirtamukti');
      const bare = await ask('/timeline', locale);
      const story = bare.reply.title.replace(/^[^:]+: /u, '');
      expect((await ask(`/timeline ${story}`, locale)).text).toBe(bare.text);
      expect((await ask('/story', locale)).reply.title).toBe(story);
      await vi.waitFor(async () => {
        const { image } = (await ask('/timeline', locale)).reply;
        expect(image).toMatchObject({ url: expect.stringMatching(/^data:image\/png;base64,iVBOR/u) });
      }, WAIT);
    }
  },
);

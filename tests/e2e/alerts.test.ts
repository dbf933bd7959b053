import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { createApp } from '#src/app.ts';
import { type FeedServer, startFeedServer } from '#tests/support/feed-server.ts';
import { tracesOf } from '#tests/support/traces.ts';

const WAIT = { timeout: 15_000, interval: 50 };
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Post {
  id: number;
  text: string;
  reply: {
    title: string;
    buttons?: { label: string; action?: { command: string; options: Record<string, string> } }[];
  };
}

/** Kabar on the web platform with feeds whose items a test publishes. */
async function start(names: string[]) {
  const server: FeedServer = await startFeedServer();
  closers.push(() => server.close());
  const items = new Map<string, string[]>(names.map((name) => [name, []]));
  const publish = (name: string, title: string, text: string): void => {
    const all = items.get(name)!;
    const link = `http://127.0.0.1/${name}/${all.length}`;
    all.unshift(
      `<item><title>${title}</title><link>${link}</link><pubDate>${new Date().toUTCString()}</pubDate><description>${text}</description></item>`,
    );
    server.on(`/${name}.xml`, `<rss version="2.0"><channel><title>${name}</title>${all.join('')}</channel></rss>`, {
      'content-type': 'application/rss+xml',
    });
  };
  for (const name of names) publish(name, `Pembuka ${name}`, `Halaman pertama ${name} berisi salam.`);
  const folder = mkdtempSync(join(tmpdir(), 'kabar-'));
  const file = join(folder, 'feeds.json');
  writeFileSync(
    file,
    JSON.stringify(names.map((name) => ({ url: `${server.origin}/${name}.xml`, title: name, language: 'id' }))),
  );
  const database = join(folder, 'k.db');
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: database,
    FEEDS_FILE: file,
    FETCH_ALLOW: '127.0.0.0/8',
    POLL_INTERVAL: '1s',
  });
  const app = await createApp({ config, clock: systemClock, log: silentLog });
  const { port } = await app.start();
  closers.push(() => app.stop());
  const base = `http://127.0.0.1:${port}`;
  const call = async (body: object): Promise<Post> => {
    const answer = await fetch(`${base}/api/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Post;
  };
  const ask = (text: string, user = 'alice', more: object = {}): Promise<Post> =>
    call({ text, user, locale: 'id', ...more });
  const posts = async (channel: string): Promise<Post[]> => {
    const answer = await fetch(`${base}/api/posts?channel=${encodeURIComponent(channel)}`);
    return ((await answer.json()) as { posts: Post[] }).posts;
  };
  const titles = async (channel: string): Promise<string[]> => (await posts(channel)).map((post) => post.reply.title);
  await vi.waitFor(async () => expect((await titles('news')).length).toBe(names.length), WAIT);
  return { publish, ask, call, posts, titles, database };
}

describe('alerts', () => {
  test('what was asked for comes as a private message that says why, and ends with one touch', async () => {
    const { publish, ask, call, posts, titles } = await start(['satu']);
    const reply = await ask('/subscribe "tanah longsor"');
    expect(reply.text).toContain('tanah longsor');
    await ask('/subscribe banjir -jakarta');
    expect((await ask('/subscriptions')).text).toContain('banjir -jakarta');
    publish('satu', 'Longsor di lereng', 'Tanah longsor menutup jalan desa kemarin.');
    publish('satu', 'Banjir Jakarta surut', 'Banjir di Jakarta surut pagi ini.');
    publish('satu', 'Banjir di Demak', 'Warga Demak kebanjiran sejak malam.');
    publish('satu', 'Tanah subur', 'Tanah ini subur dan tidak longsor.');
    await vi.waitFor(async () => expect((await titles('news')).length).toBe(5), WAIT);
    await vi.waitFor(
      async () => expect((await titles('dm:alice')).sort()).toEqual(['Banjir di Demak', 'Longsor di lereng']),
      WAIT,
    );
    const alert = (await posts('dm:alice')).find((post) => post.reply.title === 'Longsor di lereng')!;
    expect(alert.text).toContain('Anda berlangganan ““tanah longsor””'.replaceAll('““', '“"').replaceAll('””', '"”'));
    const stop = alert.reply.buttons!.find((button) => button.action?.command === 'unsubscribe')!;
    expect(stop.action).toMatchObject({ command: 'unsubscribe' });
    expect((await call({ action: stop.action, user: 'mallory', locale: 'id' })).text).toContain('tidak berlangganan');
    expect((await call({ action: stop.action, user: 'alice', locale: 'id' })).text).toContain('dihentikan');
    publish('satu', 'Longsor lagi', 'Tanah longsor menutup jalan lain hari ini.');
    await vi.waitFor(async () => expect(await titles('news')).toContain('Longsor lagi'), WAIT);
    publish('satu', 'Banjir di Kudus', 'Banjir merendam pasar Kudus.');
    await vi.waitFor(async () => expect(await titles('dm:alice')).toContain('Banjir di Kudus'), WAIT);
    expect(await titles('dm:alice')).not.toContain('Longsor lagi');
  });

  test('a person, a topic, a feed and a story can be followed; the same place hears of an article once', async () => {
    const { publish, ask, titles, posts } = await start(['satu', 'dua']);
    const quoted = (name: string, number: number): string =>
      `"Jembatan nomor ${number} aman," kata Kepala Dinas ${name}, Senin. Pemeriksaan berlangsung tiga jam.`;
    publish('satu', 'Jembatan diperiksa', quoted('Raka Wiradana', 1));
    await vi.waitFor(async () => expect(await titles('news')).toContain('Jembatan diperiksa'), WAIT);
    expect((await ask('/subscribe Raka Wiradana')).text).toContain('(orang)');
    expect((await ask('/subscribe Ekonomi', 'bob')).text).toContain('(topik)');
    expect((await ask('/subscribe dua', 'cici')).text).toContain('(sumber)');
    expect((await ask('/subscribe rupiah where:here', 'dodi')).text).toContain('muncul di sini');
    publish('dua', 'Rupiah menguat', 'Rupiah menguat terhadap dolar setelah Raka Wiradana berpidato.');
    for (const who of ['alice', 'bob', 'cici']) {
      await vi.waitFor(async () => expect(await titles(`dm:${who}`)).toEqual(['Rupiah menguat']), WAIT);
    }
    const here = (await posts('news')).filter((post) => post.reply.title === 'Rupiah menguat');
    expect(here).toHaveLength(1);
    expect(here[0]!.text).toContain('berlangganan “rupiah”');
  });

  test('the same text from another outlet is held back and named under the first post; a changed headline is corrected', async () => {
    const { publish, posts, titles } = await start(['satu', 'dua']);
    const text =
      'Gubernur meresmikan jembatan gantung sepanjang dua ratus meter di atas sungai besar yang selama puluhan tahun memisahkan dua kecamatan. ' +
      'Warga menyambut dengan arak-arakan dan makan bersama di tepi sungai. Jembatan itu dibangun oleh warga bersama tentara selama sebelas bulan tanpa alat berat. ' +
      'Menurut catatan dinas pekerjaan umum, ongkosnya separuh dari jembatan beton biasa dan perawatannya lebih mudah.';
    publish('satu', 'Jembatan gantung diresmikan gubernur', text);
    await vi.waitFor(async () => expect(await titles('news')).toContain('Jembatan gantung diresmikan gubernur'), WAIT);
    publish('dua', 'Gubernur resmikan jembatan gantung', text);
    publish('dua', 'Panen raya', 'Petani di lereng gunung memanen kubis lebih awal.');
    await vi.waitFor(async () => expect(await titles('news')).toContain('Panen raya'), WAIT);
    await vi.waitFor(async () => {
      const first = (await posts('news')).find((post) => post.reply.title === 'Jembatan gantung diresmikan gubernur');
      expect(first?.text).toContain('juga: dua');
    }, WAIT);
    expect(await titles('news')).not.toContain('Gubernur resmikan jembatan gantung');
  });
});

describe('settings and data', () => {
  test('a moderator decides what a channel shows and how; mistakes are said with the way to mend them', async () => {
    const { publish, ask, titles, posts } = await start(['satu']);
    const set = await ask('/channel set only:"banjir, gempa bumi" except:sinetron style:headline');
    expect(set.text).toContain('banjir, gempa bumi');
    expect((await ask('/channel set quiet:25:00-06:00')).text).toContain('22:00-06:00');
    expect((await ask('/channel set zone:Mars')).text).toContain('WITA');
    expect((await ask('/channel show', 'eve', { moderator: false })).text).toContain('moderator');
    publish('satu', 'Gempa terasa', 'Gempa bumi terasa di pesisir.');
    publish('satu', 'Bumi bundar', 'Bumi bundar dan gempa itu lain.');
    publish('satu', 'Sinetron banjir', 'Sinetron tentang banjir tayang.');
    publish('satu', 'Banjir bandang', 'Desa kebanjiran semalam.');
    await vi.waitFor(
      async () => expect(await titles('news')).toEqual(['Pembuka satu', 'Gempa terasa', 'Banjir bandang']),
      WAIT,
    );
    expect((await posts('news')).at(-1)!.text).not.toContain('Desa');
    expect((await ask('/channel set only:off except:off')).text).toContain('tidak ada');
  });

  test('/mydata forget leaves no trace of a person in any table; export shows what was kept', async () => {
    const { publish, ask, titles, database } = await start(['satu']);
    const person = 'zainab-7781';
    await ask('/subscribe banjir', person);
    await ask('/subscribe gempa where:here', person);
    await ask('/feed list', person);
    await ask('/feed add http://127.0.0.1:9/none', person);
    await ask('/help', person, { channel: `dm:${person}` });
    publish('satu', 'Banjir', 'Banjir merendam pasar.');
    await vi.waitFor(async () => expect(await titles(`dm:${person}`)).toContain('Banjir'), WAIT);
    // Only now: at night the alert would be held until the morning.
    await ask('/alerts quiet:22-6 zone:WITA', person);
    const exported = (await ask('/mydata export', person)) as Post & { reply: { file: { content: string } } };
    expect(JSON.parse(exported.reply.file.content)).toMatchObject({
      person,
      settings: { zone: 'Asia/Makassar', quiet: { from: 1320, to: 360 } },
      subscriptions: [{ label: 'banjir' }, { label: 'gempa' }],
      messages: [{ kind: 'alert', title: 'Banjir' }],
    });
    await ask('/mydata forget', person);
    expect(tracesOf(database, [person])).toEqual([]);
    expect((await ask('/subscriptions', person)).text).toContain('Belum ada');
  });
});

import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { seeded } from '#tests/support/seeded.ts';

const ROUNDS = 20;
const SEED = 20_261_124;
/** Items that the feed gains in each round; all rounds together less than what one answer may announce, however slow the machine. */
const GAIN = 2;
/** A life is cut off somewhere in this time after its start: before, during and after its work. */
const LIFE_MS = { least: 150, most: 1100 };

const item = (number: number): string =>
  `<item><title>Berita nomor ${number}</title><link>http://127.0.0.1/n/${number}</link>` +
  `<pubDate>${new Date(Date.UTC(2025, 10, 3, 0, number)).toUTCString()}</pubDate>` +
  `<description>Kepala Balai Arga Wirasena mengatakan bahwa laporan nomor ${number} sudah diterima seluruhnya.</description></item>`;

test(
  `killed ${ROUNDS} times at random points (seed ${SEED}): nothing lost, nothing posted twice`,
  { timeout: 120_000 },
  async () => {
    const random = seeded(SEED);
    let items = 1;
    const server = createServer((request, response) => {
      if (request.url !== '/feed.xml') {
        response.writeHead(404).end();
        return;
      }
      const all = Array.from({ length: items }, (_, at) => item(at + 1)).reverse();
      response.writeHead(200, { 'content-type': 'application/rss+xml', etag: `"${items}"` });
      response.end(`<rss version="2.0"><channel><title>Uji</title>${all.join('')}</channel></rss>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const folder = mkdtempSync(join(tmpdir(), 'kabar-'));
    const feeds = join(folder, 'feeds.json');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`;
    writeFileSync(feeds, JSON.stringify([{ url, title: 'Uji', language: 'id' }]));
    const file = join(folder, 'k.db');
    const start = () =>
      spawn(process.execPath, [new URL('../../src/main.ts', import.meta.url).pathname], {
        cwd: folder,
        env: {
          PATH: process.env['PATH'],
          FEEDS_FILE: feeds,
          FETCH_ALLOW: '127.0.0.0/8',
          POLL_INTERVAL: '1s',
          PORT: '0',
          DATABASE_URL: file,
        },
        stdio: 'ignore',
      });
    const ended = (child: ReturnType<typeof start>) =>
      new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const count = (query: string): number => {
      let database: DatabaseSync | undefined;
      try {
        database = new DatabaseSync(file, { readOnly: true });
        return Number(Object.values(database.prepare(query).get()!)[0]);
      } catch {
        return 0; // not there yet
      } finally {
        database?.close();
      }
    };
    /** A life that is only ended once the condition holds. */
    const liveUntil = async (condition: () => boolean): Promise<void> => {
      const child = start();
      const exit = ended(child);
      const deadline = Date.now() + 30_000;
      while (!condition()) {
        if (Date.now() > deadline) throw new Error('the condition never held');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      child.kill('SIGKILL');
      await exit;
    };

    try {
      // The first read ends in peace, so that every later item is news.
      await liveUntil(() => count('SELECT count(*) FROM feeds WHERE first_read_at IS NOT NULL') === 1);
      for (let round = 0; round < ROUNDS; round++) {
        items += GAIN;
        // The lease of a poll that was cut off is let run out at once: here only the crash matters, not the wait.
        const database = new DatabaseSync(file);
        database.exec('UPDATE feeds SET due_at = 0');
        database.close();
        const child = start();
        const exit = ended(child);
        await new Promise((resolve) => setTimeout(resolve, LIFE_MS.least + random() * (LIFE_MS.most - LIFE_MS.least)));
        child.kill('SIGKILL');
        await exit;
      }
      const database = new DatabaseSync(file);
      database.exec('UPDATE feeds SET due_at = 0');
      database.close();
      await liveUntil(() => count("SELECT count(*) FROM outbox WHERE state = 'sent'") === items);
      expect(count('SELECT count(*) FROM web_posts')).toBe(items);
      expect(count("SELECT count(DISTINCT json_extract(reply, '$.title')) FROM web_posts")).toBe(items);
      expect(count('SELECT count(*) FROM articles')).toBe(items);
      expect(count('SELECT count(*) FROM quotes')).toBe(items);
      expect(count("SELECT count(*) FROM outbox WHERE state <> 'sent'")).toBe(0);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  },
);

import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { type App, createApp } from '#src/app.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** The demo's next article appears 20 s after the start, and is polled every 5 s. */
const LIVE_MS = 30_000;

const isThere = existsSync(CHROMIUM);
if (!isThere) console.log(`the browser test is skipped: ${CHROMIUM} is not there (apt-get install chromium)`);

describe.skipIf(!isThere)('the page', () => {
  let app: App;
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    const config = loadConfig({ PORT: '0', DATABASE_URL: join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db') });
    app = await createApp({ config, clock: systemClock, log: silentLog });
    const { port } = await app.start();
    url = `http://127.0.0.1:${port}/`;
    // Suggestions come as one types: they have to be there before, also where the machine is busy.
    await vi.waitFor(async () => {
      const response = await fetch(`${url}api/suggest?text=${encodeURIComponent('/quote ra')}`);
      const { suggestions } = (await response.json()) as { suggestions: unknown[] };
      if (suggestions.length === 0) throw new Error('there is nothing to suggest yet');
    }, LIVE_MS);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  async function open(width: number, colorScheme: 'light' | 'dark'): Promise<{ page: Page; faults: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(url);
    return { page, faults };
  }

  test.each([
    ['id', 1280, 'light', 'Pernyataan'],
    ['en', 390, 'dark', 'Statements'],
  ] as const)('%s at %i px: a suggestion is taken and the reply is read', async (locale, width, scheme, title) => {
    const { page, faults } = await open(width, scheme);
    await page.click(`[data-locale=${locale}]`);
    await page.locator('#box').pressSequentially('/quote ra');
    await page.waitForSelector('#offers [role=option]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.inputValue('#box')).toMatch(/^\/quote \p{Lu}/u);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#replies blockquote cite');
    expect(await page.textContent('#replies h3')).toContain(title);
    await page.focus('#box');
    await page.keyboard.press('ArrowUp');
    expect(await page.inputValue('#box')).toMatch(/^\/quote /u);
    await page.getByRole('button', { name: '/timeline' }).click();
    await page.waitForSelector('#replies .timeline li .when');
    const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(wide).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await page.close();
  });

  test('a post arrives by itself', { timeout: LIVE_MS + 15_000 }, async () => {
    const { page, faults } = await open(1280, 'light');
    await page.waitForSelector('#posts article:nth-child(3)');
    const before = await page.locator('#posts article').count();
    await page.waitForSelector(`#posts article:nth-child(${before + 1})`, { timeout: LIVE_MS });
    expect(faults).toEqual([]);
    await page.close();
  });

  test('a form is opened, filled in and sent off', async () => {
    const { page, faults } = await open(1280, 'light');
    await page.click('[data-locale=en]');
    await page.fill('#box', '/channel show');
    await page.keyboard.press('Enter');
    await page.click('button:has-text("Language and times")');
    await page.fill('.fill-in [name=quiet]', '22:00-05:00');
    await page.click('.fill-in button');
    await page.waitForSelector('article:has-text("22:00–05:00")');
    await page.close();
    expect(faults).toEqual([]);
  });
});

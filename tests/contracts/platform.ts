import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Locale } from '#core/locale.ts';
import type { AddressChange, Answer, Platform, Posted, Request } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import { commands } from '#commands/index.ts';

/** What a reader sees of one message: its words without markup, and its buttons. */
export interface Shown {
  id: string;
  text: string;
}

export interface AskedAs {
  moderator?: boolean;
  locale?: Locale;
  /** In the asker's private chat with the bot rather than in the channel. */
  alone?: boolean;
}

/** A platform in front of its (fake) server. What a platform knows nothing of is left out, and said in `skips`. */
export interface PlatformUnderTest {
  platform: Platform;
  /** Not started yet: the contract starts it. Where posts may go, and who asks. */
  address: string;
  personId: string;
  /** Addresses that refuse posts: one that is no more, and one where writing is not allowed. */
  refusing?: { gone: string; forbidden: string };
  /** What stands there now, oldest first, as readers see it: no markup, no escapes. */
  shown(address: string): Promise<Shown[]>;
  /** A person types a command; resolves to what is shown in answer. */
  ask(words: string, as?: AskedAs): Promise<string>;
  /** A person presses the button of that label on the newest message of the channel; resolves to what is shown then. */
  press?(label: string): Promise<string>;
  /** The server's next answer to a post: before it was taken in, or (`uncertain`) after, without telling. */
  failNext?(how: 'throttled' | 'unavailable' | 'uncertain'): void;
  /** The place is taken from the bot, or given back, and the platform says so. */
  tell?: { lose(): Promise<void>; regain(): Promise<void> };
  /** How often a list of commands was written to the server. */
  registrations?(): number;
  /** Everything so far that the platform's rules forbid, one sentence each. */
  breaches(): string[];
  close(): Promise<void>;
}

export interface Skips {
  /** Why a case can't be: shown with the skipped test. */
  refusing?: string;
  press?: string;
  failures?: string;
  tell?: string;
  registrations?: string;
  find?: string;
}

const AT = new Date('2026-11-24T03:00:00Z');
const plain = (title: string, text = 'Warga menyambut pembukaan itu.'): Reply => ({
  title,
  blocks: [{ kind: 'text', spans: [text] }],
});
const one = (text: string): string => text.replaceAll(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '');
/** Words that mean something to one platform or another. All must arrive as words. */
export const HOSTILE: readonly [reason: string, text: string][] = [
  ['calls to everyone', '@everyone @here dan semua'],
  ['calls to a role, a person, a channel', '<@&123456789012345678> <@123456789012345678> <#123456789012345678>'],
  ['masked links', '[klik di sini](javascript:alert(1)) [x](https://evil.test)'],
  ['Markdown', '**tebal** __garis__ ~~coret~~ ||rahasia|| `kode` # judul > kutip - butir'],
  ['a code fence', '```js alert(1) ```'],
  ['HTML', '<b>tebal</b> </b> & &amp; <script>alert(1)</script> <a href="tg://user?id=1">x</a>'],
  ['a time and an emoji of Discord', '<t:0:R> <:nama:123456789012345678> </quote:123456789012345678>'],
  ['letters from right to left, and an override', 'مرحبا \u202Eevil\u202C שלום'],
  ['zero-width letters', '@\u200Beveryone\u200B'],
  ['an emoji family', 'keluarga 👨‍👩‍👧‍👦 dan 🏳️‍🌈'],
  ['backslashes', '\\*bukan tebal\\* C:\\news\\_x_'],
  ['a Telegram command and name', '/start @kabar_bot #tag'],
];

const everything: Reply = {
  title: 'Jembatan Tirtamukti dibuka',
  url: 'https://kanal.test/jembatan',
  blocks: [
    {
      kind: 'text',
      spans: [
        'Ringkasan ',
        { text: 'tebal', style: 'strong' },
        ' dan ',
        { text: 'tautan', url: 'https://kanal.test/a' },
      ],
    },
    { kind: 'quote', text: 'Kami siap', cite: [{ text: 'Arga Wirasena', style: 'strong' }, ', Kepala Dinas'] },
    { kind: 'quote', text: 'Ia mengatakan siap', cite: ['Arga Wirasena'], paraphrase: true },
    { kind: 'list', items: [['butir satu'], ['butir dua', { text: '24 November 2026', style: 'time', at: AT }]] },
    { kind: 'fields', fields: [{ name: 'Bahasa', value: ['Indonesia'] }] },
    {
      kind: 'timeline',
      entries: [{ when: '24 November 2026', planned: true, text: 'Peresmian.', cite: ['Kanal Uji'] }],
    },
  ],
  buttons: [
    { label: 'Baca', url: 'https://kanal.test/jembatan' },
    { label: 'Linimasa', action: { command: 'timeline', options: { about: 'Jembatan Tirtamukti' } } },
    { label: 'Hapus', action: { command: 'feed', subcommand: 'remove', options: { feed: 'Kanal' } }, danger: true },
  ],
  footer: 'Kanal Uji · Terbit 24 November 2026',
  time: AT,
};

const words = (letters: number, word = 'Kalimat panjang tentang kota. '): string =>
  word.repeat(Math.ceil(letters / word.length));
/** Sizes that no platform takes as they are; each must arrive, shortened if need be, with no rule broken. */
const SIZES: readonly [reason: string, reply: Reply][] = [
  ['nothing but a title', { title: 'Kosong', blocks: [] }],
  [
    'an empty text and an empty list',
    {
      title: 'Kosong',
      blocks: [
        { kind: 'text', spans: [''] },
        { kind: 'list', items: [] },
      ],
    },
  ],
  ['a very long title', plain(words(5000))],
  ['one word of 10,000 letters', plain('Satu kata', 'a'.repeat(10_000))],
  ['a text of 10,000 letters', plain('Panjang', words(10_000))],
  ['emoji families at every cut', plain('Keluarga', '👨‍👩‍👧‍👦'.repeat(800))],
  ['lone surrogates', plain('Rusak \uD83D', 'setengah \uDC68 huruf')],
  [
    'fifty quotes',
    {
      title: 'Lima puluh',
      blocks: Array.from({ length: 50 }, (_, n) => ({
        kind: 'quote' as const,
        text: `${n} ${words(400)}`,
        cite: ['Arga'],
      })),
    },
  ],
  [
    'a hundred fields',
    {
      title: 'Seratus',
      blocks: [
        { kind: 'fields', fields: Array.from({ length: 100 }, (_, n) => ({ name: `nama ${n}`, value: [words(200)] })) },
      ],
    },
  ],
  [
    'forty buttons with long labels',
    {
      title: 'Tombol',
      blocks: [],
      buttons: Array.from({ length: 40 }, (_, n) => ({
        label: `${n} ${words(120)}`,
        action: { command: 'quote', options: { person: `${n} ${words(150)}` } },
      })),
    },
  ],
  [
    'an address that is too long to link',
    {
      ...plain('Tautan'),
      url: `https://kanal.test/${'a'.repeat(3000)}`,
      buttons: [{ label: 'Baca', url: `https://kanal.test/${'b'.repeat(3000)}` }],
    },
  ],
  [
    'addresses that are none',
    {
      ...plain('Tautan'),
      url: 'javascript:alert(1)',
      image: { url: 'file:///etc/passwd', alt: 'x' },
      buttons: [{ label: 'Baca', url: 'nowhere' }],
    },
  ],
  ['a footer of 5,000 letters', { ...plain('Kaki'), footer: words(5000) }],
];

/** What every platform must do alike (src/core/platform.ts), whatever stands behind it. */
export function platformContract(name: string, open: () => Promise<PlatformUnderTest>, skips: Skips = {}): void {
  describe(name, () => {
    let under: PlatformUnderTest;
    let requests: Request[];
    let changes: { address: string; change: AddressChange }[];
    let reply: Reply;
    const answer: Answer = {
      async reply(request) {
        requests.push(request);
        return reply;
      },
      suggest: async () => [],
    };

    beforeEach(async () => {
      requests = [];
      changes = [];
      reply = plain('Jawaban');
      under = await open();
      await under.platform.start(answer, {
        async changed(address, change) {
          changes.push({ address, change });
        },
      });
    });
    afterEach(async () => {
      await under.platform.stop();
      const breaches = under.breaches();
      await under.close();
      expect(breaches).toEqual([]);
    });

    const sent = (posted: Posted): string => {
      expect(posted).toMatchObject({ ok: true, messageId: expect.stringMatching(/./u) });
      return posted.ok ? posted.messageId : '';
    };
    const texts = async (address = under.address): Promise<string[]> =>
      (await under.shown(address)).map((shown) => one(shown.text));

    test('names itself and its limits', () => {
      const { limits, idempotentForMs, name: own } = under.platform;
      expect(own).toMatch(/^[a-z]+$/u);
      expect(limits.perSecond).toBeGreaterThan(0);
      expect(limits.perAddressPerSecond).toBeGreaterThan(0);
      expect(limits.atOnce).toBeGreaterThan(0);
      expect(idempotentForMs).toBeGreaterThanOrEqual(0);
    });

    test('is healthy when started, and not when stopped', async () => {
      expect(under.platform.health().ok).toBe(true);
      await under.platform.stop();
      expect(under.platform.health().ok).toBe(false);
    });

    test('shows everything that a reply holds', async () => {
      sent(await under.platform.post(under.address, everything, 'k1'));
      const [text] = await texts();
      for (const part of [
        'Jembatan Tirtamukti dibuka',
        'Ringkasan tebal dan tautan',
        '“Kami siap”',
        'Arga Wirasena, Kepala Dinas',
        'Ia mengatakan siap',
        'butir satu',
        'Bahasa',
        'Indonesia',
        '24 November 2026',
        'Peresmian.',
        'Kanal Uji',
      ]) {
        expect(text).toContain(part);
      }
      expect(text).not.toContain('“Ia mengatakan siap”');
    });

    test('posts come in order, and the same key once where the platform can tell', async () => {
      const first = sent(await under.platform.post(under.address, plain('satu'), 'k1'));
      sent(await under.platform.post(under.address, plain('dua'), 'k2'));
      if (under.platform.idempotentForMs > 0) {
        expect(await under.platform.post(under.address, plain('satu'), 'k1')).toEqual({ ok: true, messageId: first });
      }
      expect((await texts()).map((text) => text.split('\n')[0])).toEqual(['satu', 'dua']);
    });

    test('an edit changes what stands there; a message that is gone is said to be', async () => {
      const id = sent(await under.platform.post(under.address, plain('lama'), 'k1'));
      sent(await under.platform.edit(under.address, id, plain('baru', 'Juga: Suara Tirtamukti.')));
      const all = await texts();
      expect(all).toHaveLength(1);
      expect(all[0]).toContain('baru');
      expect(all[0]).not.toContain('lama');
      // The same text once more is no failure.
      sent(await under.platform.edit(under.address, id, plain('baru', 'Juga: Suara Tirtamukti.')));
      const unknown = id.replace(/\d+$/u, (digits) => String(BigInt(digits) + 1000n));
      expect(await under.platform.edit(under.address, unknown, plain('x'))).toMatchObject({
        ok: false,
        reason: 'gone',
      });
    });

    test('a person is reached alone', async () => {
      const alone = under.platform.privateAddress(under.personId);
      sent(await under.platform.post(alone, plain('hanya untukmu'), 'k1'));
      expect(await texts(alone)).toHaveLength(1);
      expect(await texts()).toEqual([]);
    });

    test('no right is missing where all is well', async () => {
      expect(await under.platform.check(under.address)).toEqual([]);
    });

    test.skipIf(skips.refusing)(`refusals are told apart${skips.refusing ? `: ${skips.refusing}` : ''}`, async () => {
      const { gone, forbidden } = under.refusing!;
      expect(await under.platform.post(gone, plain('x'), 'k1')).toMatchObject({ ok: false, reason: 'gone' });
      expect(await under.platform.post(forbidden, plain('x'), 'k2')).toMatchObject({ ok: false, reason: 'forbidden' });
      expect(await under.platform.check(forbidden)).not.toEqual([]);
    });

    test.each(HOSTILE)('hostile news arrives as words: %s', async (_reason, text) => {
      const reply: Reply = {
        title: `Judul ${text}`,
        blocks: [
          { kind: 'text', spans: [text] },
          { kind: 'quote', text, cite: [{ text, url: 'https://kanal.test/a?b=(c)_d_*e*' }] },
          { kind: 'list', items: [[{ text, style: 'strong' }], [{ text, style: 'emphasis' }]] },
          { kind: 'timeline', entries: [{ when: '24 November 2026', planned: false, text, cite: [text] }] },
        ],
        footer: text,
      };
      sent(await under.platform.post(under.address, reply, 'k1'));
      const [shown] = await texts();
      const pieces = shown!.split(one(text));
      expect(pieces.length - 1).toBeGreaterThanOrEqual(7);
    });

    test.each(SIZES)('arrives whatever its size: %s', async (_reason, big) => {
      sent(await under.platform.post(under.address, big, 'k1'));
      expect((await texts()).join('')).not.toBe('');
      reply = big;
      expect(await under.ask('/help')).not.toBe('');
      expect(under.breaches()).toEqual([]);
    });

    test('a request says who asks what, where, in which language and with which right', async () => {
      expect(await under.ask('/quote Sabrina Singh', { locale: 'en' })).toContain('Jawaban');
      await under.ask('/feed list', { moderator: true, locale: 'id' });
      await under.ask('/help', { alone: true });
      expect(requests).toHaveLength(3);
      const [asked, moderated, alone] = requests as [Request, Request, Request];
      expect(asked).toMatchObject({
        asker: { id: under.personId },
        place: { platform: under.platform.name, address: under.address },
        locale: 'en',
        moderator: false,
      });
      expect(asked.place.isPrivate ?? false).toBe(false);
      expect(asked.place.server).toEqual(expect.any(String));
      expect(moderated).toMatchObject({ locale: 'id', moderator: true });
      expect(alone.place).toMatchObject({ address: under.platform.privateAddress(under.personId), isPrivate: true });
    });

    test('many requests at once are all answered', async () => {
      const answers = await Promise.all(Array.from({ length: 100 }, () => under.ask('/latest')));
      expect(answers.every((text) => text.includes('Jawaban'))).toBe(true);
      expect(requests).toHaveLength(100);
    });

    test.skipIf(skips.press)(`a button re-asks its command${skips.press ? `: ${skips.press}` : ''}`, async () => {
      const options = {
        about: 'Jembatan “Tirtamukti”: warga, pejabat dan pedagang menunggu peresmian sejak tahun lalu, kata dinas',
      };
      const buttons = [{ label: 'Berikutnya', action: { command: 'timeline', options, page: 2 } }];
      sent(await under.platform.post(under.address, { ...plain('Linimasa'), buttons }, 'k1'));
      expect(await under.press!('Berikutnya')).toContain('Jawaban');
      expect(requests.at(-1)).toMatchObject({
        input: { command: 'timeline', options, page: 2 },
        asker: { id: under.personId },
      });
    });

    test.skipIf(skips.failures)(`failures are told apart${skips.failures ? `: ${skips.failures}` : ''}`, async () => {
      under.failNext!('throttled');
      const throttled = await under.platform.post(under.address, plain('x'), 'k1');
      expect(throttled).toMatchObject({ ok: false, reason: 'throttled' });
      expect(!throttled.ok && throttled.retryAfterMs).toBeGreaterThan(0);
      under.failNext!('unavailable');
      expect(await under.platform.post(under.address, plain('x'), 'k2')).toMatchObject({
        ok: false,
        reason: 'unavailable',
      });
      under.failNext!('uncertain');
      expect(await under.platform.post(under.address, plain('ragu'), 'k3')).toMatchObject({
        ok: false,
        reason: 'uncertain',
      });
      expect(await texts()).toHaveLength(1);
      if (under.platform.idempotentForMs > 0) sent(await under.platform.post(under.address, plain('ragu'), 'k3'));
      expect(await texts()).toHaveLength(1);
    });

    test.skipIf(skips.find)(`finds what was posted under a key${skips.find ? `: ${skips.find}` : ''}`, async () => {
      const id = sent(await under.platform.post(under.address, everything, 'k1'));
      sent(await under.platform.post(under.address, plain('lain'), 'k2'));
      expect(await under.platform.find!(under.address, 'k1')).toBe(id);
      expect(await under.platform.find!(under.address, 'k3')).toBeUndefined();
    });

    test.skipIf(skips.tell)(`tells of a place lost and regained${skips.tell ? `: ${skips.tell}` : ''}`, async () => {
      await under.tell!.lose();
      await expect.poll(() => changes.at(-1)?.change.kind).toMatch(/gone|forbidden/u);
      await under.tell!.regain();
      await expect.poll(() => changes.at(-1)).toMatchObject({ address: under.address, change: { kind: 'open' } });
    });

    test.skipIf(skips.registrations)(
      `the commands are made known once${skips.registrations ? `: ${skips.registrations}` : ''}`,
      async () => {
        await under.platform.registerCommands(commands);
        const written = under.registrations!();
        expect(written).toBeGreaterThan(0);
        await under.platform.registerCommands(commands);
        expect(under.registrations!()).toBe(written);
      },
    );
  });
}

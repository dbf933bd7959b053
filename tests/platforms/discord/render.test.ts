import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Button, Reply, Span } from '#core/reply.ts';
import { render } from '#platforms/discord/render.ts';
import { messageFaults } from '#tests/support/discord/rules.ts';
import { specCheck } from '#tests/support/discord/spec.ts';

const check = specCheck();
const faultsOf = (reply: Reply): string[] =>
  render(reply).messages.flatMap(({ body, files }) => [
    ...messageFaults(
      body,
      files.map((file) => file.name),
      false,
    ),
    ...check('POST', '/channels/123456789012345678/messages', body),
  ]);

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 600 }))
    .map(([part, times]) => part.repeat(times)),
);
const url = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom('javascript:x', 'nowhere'),
  text,
);
const span: fc.Arbitrary<Span> = fc.oneof(
  text,
  fc.record({ text, url }),
  fc.record({ text, style: fc.constantFrom('strong', 'emphasis') }),
  fc.record({
    text,
    style: fc.constant('time' as const),
    at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
  }),
);
const spans = fc.array(span, { maxLength: 6 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), spans }),
  fc.record({ kind: fc.constant('quote' as const), text, cite: spans }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(spans, { maxLength: 12 }) }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ name: text, value: spans }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('timeline' as const),
    entries: fc.array(fc.record({ when: text, planned: fc.boolean(), text, cite: spans }), { maxLength: 8 }),
  }),
);
const action = fc.record({
  command: fc.constantFrom('quote', 'feed'),
  options: fc.dictionary(fc.constantFrom('person', 'about', 'feed'), text),
});
const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({ label: text, url }),
  fc.record({ label: text, action, danger: fc.boolean() }),
  fc.record({ label: text, form: action }),
);
const reply: fc.Arbitrary<Reply> = fc.record(
  {
    title: text,
    blocks: fc.array(block, { maxLength: 8 }),
    url,
    buttons: fc.array(button, { maxLength: 30 }),
    footer: text,
    page: fc.constant({ current: 1, last: 2 }),
    image: fc.oneof(
      fc.record({ url, alt: text }),
      fc.record({ png: fc.constant(new Uint8Array([1, 2, 3])), alt: text, name: text }),
    ),
    file: fc.record({ name: text, type: fc.constant('text/plain'), content: text }),
  },
  { requiredKeys: ['title', 'blocks'] },
);

describe('a reply as Discord messages', () => {
  test('is within every limit, whatever it holds', () => {
    fc.assert(
      fc.property(reply, (one) => {
        expect(faultsOf(one)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('a page fits one message, since its buttons change it in place', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), (blocks) => {
        expect(render({ title: 'x', blocks, page: { current: 1, last: 3 } }).messages).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });

  const long = (letters: number): string => 'Kalimat yang utuh dan tidak terpotong. '.repeat(Math.ceil(letters / 39));

  test('a long text goes on in further messages, cut between sentences; buttons and picture hang on the last', () => {
    const { messages } = render({
      title: 'Panjang',
      blocks: [{ kind: 'text', spans: [long(9000)] }],
      image: { url: 'https://kanal.test/a.jpg', alt: 'x' },
      buttons: [{ label: 'Lanjut', action: { command: 'latest', options: {} } }],
    });
    expect(messages.length).toBeGreaterThan(1);
    for (const { body } of messages) {
      for (const embed of body.embeds ?? []) expect(embed.description).toMatch(/\.$/u);
    }
    expect(messages.map(({ body }) => body.components?.length ?? 0).filter(Boolean)).toEqual([1]);
    expect(messages.at(-1)!.body.embeds!.at(-1)!.image).toEqual({ url: 'https://kanal.test/a.jpg' });
  });

  test('what is too long for a chat ends in an ellipsis', () => {
    const { messages } = render({ title: 'Sangat panjang', blocks: [{ kind: 'text', spans: [long(60_000)] }] });
    expect(messages).toHaveLength(5);
    expect(messages.at(-1)!.body.embeds!.at(-1)!.description).toMatch(/…$/u);
  });

  test('a drawn picture is attached with what it shows in words', () => {
    const { messages } = render({
      title: 'Linimasa',
      blocks: [],
      image: { png: new Uint8Array([1]), name: 'linimasa.png', alt: 'Tiga kejadian' },
    });
    expect(messages[0]!.body).toMatchObject({
      attachments: [{ id: '0', filename: 'linimasa.png', description: 'Tiga kejadian' }],
      embeds: [{ image: { url: 'attachment://linimasa.png' } }],
    });
    expect(messages[0]!.files).toHaveLength(1);
  });

  test('what destroys looks like it; a form is opened by a button where it can not be shown at once', () => {
    const form = { title: 'Setelan', submit: 'Simpan', action: { command: 'channel', options: {} }, fields: [] };
    const { messages } = render(
      {
        title: 'x',
        blocks: [],
        form,
        buttons: [{ label: 'Hapus', action: { command: 'feed', options: {} }, danger: true }],
      },
      { command: 'channel', subcommand: 'set', options: {} },
    );
    expect(messages[0]!.body.components![0]).toMatchObject({
      components: [
        { label: 'Setelan', style: 1, custom_id: 'f0["channel","set",0]' },
        { label: 'Hapus', style: 4, custom_id: 'a1["feed","",0]' },
      ],
    });
  });

  test('a paraphrase stands without quotation marks', () => {
    const { messages } = render({
      title: 'x',
      blocks: [{ kind: 'quote', text: 'Ia siap', cite: ['Arga'], paraphrase: true }],
    });
    expect(messages[0]!.body.embeds![0]!.description).toBe('> Ia siap\n— Arga');
  });
});

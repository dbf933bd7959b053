import type { Block, Reply, Span } from '#core/reply.ts';
import { truncate } from '#text/truncate.ts';
import { clean, cut, lengthOf, plainOf, type Run, split, toHtml, webAddress } from './markup.ts';

/** UTF-16 units of a message and of a caption, after entities (Bot API, sendMessage and sendPhoto). */
export const TEXT_MOST = 4096;
export const CAPTION_MOST = 1024;
/** A headline longer than this is an attack or an accident: shown shortened, the whole is behind the link. */
const HEADLINE_MOST = 256;
/** Messages that one reply may become; what is beyond is cut with an ellipsis. */
const PARTS_MOST = 4;
/** A quotation longer than this is folded; the reader opens it. */
const FOLD_FROM = 300;

/** The words that a rendered reply needs beside its own. */
export interface RenderWords {
  planned: string;
}

/** A message as Telegram takes it; `plain` is what is sent when the HTML is refused after all. */
export interface Rendered {
  html: string;
  plain: string;
}

function spanRun(span: Span): Run {
  if (typeof span === 'string') return { text: clean(span) };
  const url = webAddress(span.url);
  const text = clean(span.text);
  return {
    text: url || span.style === 'strong' ? truncate(text, HEADLINE_MOST) : text,
    bold: span.style === 'strong',
    italic: span.style === 'emphasis',
    url,
  };
}

const spanRuns = (spans: readonly Span[]): Run[] => spans.map(spanRun);

function join(parts: Run[][], between: string): Run[] {
  return parts
    .filter((part) => lengthOf(part) > 0)
    .flatMap((part, index) => (index === 0 ? part : [{ text: between }, ...part]));
}

function blockRuns(block: Block, index: number, words: RenderWords): Run[] {
  switch (block.kind) {
    case 'text':
      return spanRuns(block.spans);
    case 'quote': {
      const text = clean(block.text);
      // A paraphrase is the reporter's sentence: neither marks nor a block quotation, which would claim the same.
      const said: Run = block.paraphrase
        ? { text, italic: true }
        : { text: `“${text}”`, quote: { id: index, folded: text.length > FOLD_FROM } };
      return [said, { text: '\n— ' }, ...spanRuns(block.cite)];
    }
    case 'list':
      return join(
        block.items.map((item) => [{ text: '• ' }, ...spanRuns(item)]),
        '\n',
      );
    case 'fields':
      return join(
        block.fields.map(({ name, value }) => [
          { text: truncate(clean(name), HEADLINE_MOST), bold: true },
          { text: ' — ' },
          ...spanRuns(value),
        ]),
        '\n',
      );
    case 'timeline':
      return join(
        block.entries.map((entry) => [
          { text: clean(entry.when), bold: true },
          { text: entry.planned ? ` (${words.planned})\n` : '\n' },
          { text: `${clean(entry.text)}\n— ` },
          ...spanRuns(entry.cite),
        ]),
        '\n\n',
      );
    default:
      return block satisfies never;
  }
}

/** A reply as one run of styled text: title, blocks, footer. Never empty: Telegram refuses an empty message. */
export function renderRuns(reply: Reply, words: RenderWords): Run[] {
  const title: Run = {
    text: truncate(clean(reply.title), HEADLINE_MOST),
    bold: true,
    url: webAddress(reply.url),
  };
  const runs = join(
    [
      [title],
      ...reply.blocks.map((block, index) => blockRuns(block, index, words)),
      reply.footer ? [{ text: truncate(clean(reply.footer), HEADLINE_MOST), italic: true }] : [],
    ],
    '\n\n',
  );
  // Invisible signs alone count as empty (TDLib, clean_input_string).
  return /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(plainOf(runs)) ? runs : [{ text: '—' }];
}

const rendered = (runs: Run[]): Rendered => ({ html: toHtml(runs), plain: plainOf(runs) });

/** As many messages as it takes, `PARTS_MOST` at the most. */
export function renderTexts(runs: readonly Run[], most = TEXT_MOST): Rendered[] {
  const parts = split(runs, most);
  const last = parts.slice(PARTS_MOST - 1).flat();
  const kept = parts.length <= PARTS_MOST ? parts : [...parts.slice(0, PARTS_MOST - 1), cut(last, most)];
  return kept.map(rendered);
}

/** The whole in a caption, or undefined when it is too long for one. */
export function renderCaption(runs: Run[]): Rendered | undefined {
  return lengthOf(runs) <= CAPTION_MOST ? rendered(runs) : undefined;
}

/** The beginning, in one message of at most `most` units: what an edit has room for. */
export const renderCut = (runs: readonly Run[], most: number): Rendered => rendered(cut(runs, most));

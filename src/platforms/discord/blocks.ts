import type { Block, Span } from '#core/reply.ts';
import { splitText } from '#text/split.ts';
import { truncate } from '#text/truncate.ts';
import { spanMarkdown, visible, visibleLine } from './markdown.ts';

/** Longest piece of Markdown that is never cut: below an embed's description of 4,096. */
const UNIT_MOST = 4000;
/** Every letter may need an escape in front, so that raw text of this length always fits a unit. */
export const TEXT_MOST = 1800;
/** Words inside a line (a headline, an outlet); nothing honest is longer. */
const INLINE_MOST = 600;

const quoted = (markdown: string): string => `> ${markdown.replaceAll('\n', '\n> ')}`;

function shorten(span: Span, most: number): Span {
  if (typeof span === 'string') return truncate(span, most);
  return { ...span, text: truncate(visibleLine(span.text), most) };
}

/** Spans on one line, cut where the room is full. */
function line(spans: readonly Span[], most: number, room = UNIT_MOST): string {
  let out = '';
  for (const span of spans) {
    const next = spanMarkdown(shorten(span, Math.min(most, INLINE_MOST)));
    if (out.length + next.length > room) return out;
    out += next;
  }
  return out;
}

/** Lines that belong together, in as few units as hold them. */
function together(lines: readonly string[]): string[] {
  const units: string[] = [];
  for (const next of lines) {
    const last = units.at(-1);
    if (last !== undefined && last.length + next.length < UNIT_MOST) units[units.length - 1] = `${last}\n${next}`;
    else units.push(next);
  }
  return units;
}

/** A text of any length as units; marks and links stay within each. */
function paragraphs(spans: readonly Span[], most: number): string[] {
  const units = [''];
  for (const span of spans) {
    const raw = typeof span === 'string' ? span : span.text;
    const isLong = raw.length > most;
    for (const [index, piece] of (isLong ? splitText(visible(raw), most) : [raw]).entries()) {
      const next = spanMarkdown(typeof span === 'string' ? piece : { ...span, text: piece }, true);
      const last = units.at(-1)!;
      if (index > 0 || last.length + next.length > UNIT_MOST) units.push(next);
      else units[units.length - 1] = last + next;
    }
  }
  return units.filter((unit) => unit.trim() !== '');
}

/** A block as units of Markdown, each to be shown whole. `most`: raw letters of a text in one unit. */
export function blockUnits(block: Block, most: number, cut: boolean): string[] {
  const body = (text: string): string[] =>
    cut ? [truncate(visible(text).trim(), most)] : splitText(visible(text), most);
  switch (block.kind) {
    case 'text':
      return cut
        ? paragraphs(
            block.spans.map((span) => shorten(span, most)),
            most,
          )
        : paragraphs(block.spans, most);
    case 'quote': {
      // A paraphrase is the reporter's sentence: marks would claim words that nobody said.
      const whole = block.paraphrase ? block.text : `“${block.text}”`;
      return together([
        ...body(whole).map((piece) => quoted(spanMarkdown(piece, true))),
        `— ${line(block.cite, most)}`,
      ]);
    }
    case 'list':
      return block.items.map((item) => `- ${line(item, most)}`).filter((item) => item !== '- ');
    case 'fields':
      return block.fields.map(({ name, value }) => {
        const label = spanMarkdown({ text: truncate(visibleLine(name), INLINE_MOST) || '…', style: 'strong' });
        return `${label} — ${line(value, most, UNIT_MOST - label.length)}`;
      });
    case 'timeline':
      return block.entries.flatMap(({ when, planned, text, cite }) => {
        const shown = `${truncate(visibleLine(when), INLINE_MOST)}${planned ? ' (→)' : ''}`;
        const sentence = spanMarkdown(truncate(visibleLine(text), most));
        return together([spanMarkdown({ text: shown, style: 'strong' }), sentence, `— ${line(cite, most)}`]);
      });
    default:
      return block satisfies never;
  }
}

import type { Context } from '#core/command.ts';
import type { QuoteRecord } from '#core/news.ts';
import type { Block, Button, Span } from '#core/reply.ts';
import { dayOf, showDate } from '#text/show-date.ts';
import { cite, citeOthers } from './cite.ts';
import { refTo } from './refs.ts';

/** Numbers that stand out beside a quote and on its button. */
const NUMBERS = '①②③④⑤⑥⑦⑧⑨⑩';

/**
 * The words, who said them in which office, day said when it differs, outlet, credit, link to the sentence, who else
 * printed it. `number` ties it to its button.
 */
export function quoteBlock(context: Context, quote: QuoteRecord, number?: number): Block {
  const { say, locale, zone } = context;
  const published = dayOf(quote.article.publishedAt, zone);
  const spans: Span[] = [{ text: quote.speaker ?? say('quote.unattributed'), style: 'strong' }];
  if (quote.role) spans.push(`, ${quote.role}`);
  if (quote.kind !== 'direct') spans.push(` (${say('quote.in-short')})`);
  if (quote.date && quote.date !== published) {
    spans.push(' · ', say('quote.said', { when: showDate(quote.date, locale) }));
  }
  if (quote.credit) spans.push(' · ', say('quote.via', { credit: quote.credit }));
  spans.push(' · ', ...cite(context, quote.article, quote.sentence ?? quote.text));
  spans.push(...citeOthers(context, quote.others, quote.outlets));
  if (quote.wordings > 1) spans.push(` · ${say('quote.wordings', { wordings: quote.wordings })}`);
  if (number !== undefined) spans.push(` · ${NUMBERS[number] ?? ''}`);
  // What a reporter put into their own words reads best as the sentence they wrote.
  return quote.kind === 'direct'
    ? { kind: 'quote', text: quote.segments?.join(' … ') ?? quote.text, cite: spans }
    : { kind: 'quote', text: quote.sentence ?? quote.text, cite: spans, paraphrase: true };
}

/** Quotes as blocks, and a button for each that shows it in its article. */
export function quoteList(context: Context, quotes: readonly QuoteRecord[]): { blocks: Block[]; buttons: Button[] } {
  const isOne = quotes.length === 1;
  return {
    blocks: quotes.map((quote, at) => quoteBlock(context, quote, isOne ? undefined : at)),
    buttons: quotes.map((quote, at) => ({
      label: `${isOne ? '' : `${NUMBERS[at] ?? ''} `}${context.say('quote.context')}`,
      action: { command: 'quote', options: { context: refTo('q', quote.id) } },
    })),
  };
}

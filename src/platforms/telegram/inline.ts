import type { Answer, Request } from '#core/platform.ts';
import type { Block, Reply } from '#core/reply.ts';
import type { Say } from '#core/messages.ts';
import { truncate } from '#text/truncate.ts';
import type { Api } from './api.ts';
import { clean } from './markup.ts';
import { renderCut, renderRuns, type RenderWords, TEXT_MOST } from './render.ts';
import { localeOf, placeAt } from './requests.ts';
import type { InlineQuery } from './types.ts';

/** Results in one answer (Bot API, answerInlineQuery). */
const RESULTS_MOST = 50;
/** Seconds that Telegram may show the same results again: news changes. */
const CACHE_S = 60;
/** When a name is shared by several people, the newest of so many of them are offered. */
const PEOPLE_MOST = 5;
const TITLE_MOST = 60;
const DESCRIPTION_MOST = 120;

type Quote = Extract<Block, { kind: 'quote' }>;
const quotesOf = (reply: Reply): Quote[] => reply.blocks.filter((block) => block.kind === 'quote');
const textOf = (cite: Quote['cite']): string =>
  cite.map((span) => (typeof span === 'string' ? span : span.text)).join('');

/** `@bot singh` in any chat: quotes to share, each with its source. The nearest thing Telegram has to suggestions. */
export async function answerInline(
  query: InlineQuery,
  parts: { api: Api; answer: Answer; say: Say; words: RenderWords },
): Promise<void> {
  const { api, answer, say } = parts;
  const page = /^\d{1,4}$/u.test(query.offset) ? Number(query.offset) : 1;
  const locale = localeOf(query.from);
  const common: Omit<Request, 'input'> = {
    asker: { id: String(query.from.id), ...(query.from.first_name ? { name: query.from.first_name } : {}) },
    place: placeAt(String(query.from.id), { type: 'private' }),
    moderator: false,
    ...(locale ? { locale } : {}),
  };
  const ask = (person: string): Promise<Reply> =>
    answer.reply({ ...common, input: { command: 'quote', options: person ? { person } : {}, page } });

  const person = query.query.trim();
  const reply = await ask(person);
  let quotes = quotesOf(reply);
  if (quotes.length === 0 && person !== '' && page === 1) {
    const people = await answer.suggest({
      ...common,
      input: { command: 'quote', options: { person }, typing: 'person' },
    });
    const replies = await Promise.all(people.slice(0, PEOPLE_MOST).map(({ value }) => ask(value)));
    quotes = replies.flatMap((one) => quotesOf(one));
  }
  const more = reply.page && reply.page.current < reply.page.last ? String(page + 1) : '';
  await api.call('answerInlineQuery', {
    inline_query_id: query.id,
    cache_time: CACHE_S,
    is_personal: true,
    next_offset: quotesOf(reply).length > 0 ? more : '',
    results: quotes.slice(0, RESULTS_MOST).map((quote, index) => ({
      type: 'article',
      id: `${page}-${index}`,
      title: truncate(clean(textOf(quote.cite)), TITLE_MOST) || '—',
      description: truncate(clean(quote.text), DESCRIPTION_MOST),
      input_message_content: {
        message_text: renderCut(renderRuns({ title: '', blocks: [quote] }, parts.words), TEXT_MOST).html,
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
      },
    })),
    ...(quotes.length === 0 ? { button: { text: say('telegram.inline-none'), start_parameter: 'help' } } : {}),
  });
}

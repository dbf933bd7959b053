import { type Context, defineCommand } from '#core/command.ts';
import type { PersonHit, QuoteRecord } from '#core/news.ts';
import type { Block, Reply, Span } from '#core/reply.ts';
import { dayOf, showDate } from '#text/show-date.ts';
import { cite } from './cite.ts';
import { given, paging, sliceOf } from './page.ts';
import { suggestPeople } from './suggest.ts';

/** People offered when a name is shared or unknown. */
const CHOICES_MOST = 5;

/** The words, who said them in which office, day said when it differs, outlet, credit, link to the sentence. */
function quoteBlock(context: Context, quote: QuoteRecord): Block {
  const { say, locale, zone } = context;
  const published = dayOf(quote.article.publishedAt, zone);
  const speaker: Span = { text: quote.speaker ?? say('quote.unattributed'), style: 'strong' };
  const spans: Span[] = [speaker];
  if (quote.role) spans.push(`, ${quote.role}`);
  if (quote.kind !== 'direct') spans.push(` (${say('quote.in-short')})`);
  if (quote.date && quote.date !== published) {
    spans.push(' · ', say('quote.said', { when: showDate(quote.date, locale) }));
  }
  if (quote.credit) spans.push(' · ', say('quote.via', { credit: quote.credit }));
  spans.push(' · ', ...cite(context, quote.article, quote.sentence ?? quote.text));
  return { kind: 'quote', text: quote.text, cite: spans, ...(quote.kind === 'direct' ? {} : { paraphrase: true }) };
}

function choose(context: Context, title: string, people: PersonHit[], about: string | undefined): Reply {
  const { say } = context;
  return {
    title,
    blocks: [
      {
        kind: 'list',
        items: people.map((person) => [
          { text: person.name, style: 'strong' },
          ...(person.role ? [`, ${person.role}`] : []),
          ` · ${say('quote.count', { quotes: person.quotes })}`,
        ]),
      },
    ],
    buttons: people.map((person) => ({
      label: person.name,
      action: { command: 'quote', options: given({ person: person.name, about }) },
    })),
  };
}

/** The person meant: the only one of that name, or the one whose full name it is; several are asked back. */
async function whoIs(context: Context, name: string, about: string | undefined): Promise<PersonHit | Reply> {
  const { say, desk } = context;
  const people = await desk.library.people({ name, limit: CHOICES_MOST });
  const exact = people.find((person) => person.name.toLowerCase() === name.toLowerCase());
  if (exact) return exact;
  if (people.length === 1) return people[0]!;
  if (people.length > 1) return choose(context, say('quote.which', { name }), people, about);
  const nearest = await desk.library.nearestPeople(name, CHOICES_MOST);
  const nobody = say('quote.nobody', { name });
  if (nearest.length === 0) return { title: nobody, blocks: [] };
  const reply = choose(context, nobody, nearest, about);
  return { ...reply, blocks: [{ kind: 'text', spans: [say('quote.nearest')] }, ...reply.blocks] };
}

export default defineCommand({
  name: 'quote',
  description: 'quote.about',
  permission: 'everyone',
  options: {
    person: { kind: 'text', description: 'quote.option.person', suggest: suggestPeople },
    about: { kind: 'text', description: 'quote.option.about' },
  },
  async run(context, { person: name, about }) {
    const { say, desk } = context;
    const person = name === undefined ? undefined : await whoIs(context, name, about);
    if (person && 'blocks' in person) return person;
    const title = say('quote.title', { person: person?.name, about });
    const found = await desk.library.quotes({ personId: person?.id, about, ...sliceOf(context) });
    if (found.total === 0) {
      return { title, blocks: [{ kind: 'text', spans: [say('quote.none', { person: person?.name, about })] }] };
    }
    return {
      title,
      blocks: found.items.map((quote) => quoteBlock(context, quote)),
      ...paging(context, found.total, { command: 'quote', options: given({ person: person?.name, about }) }),
    };
  },
});

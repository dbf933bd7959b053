import { type Context, defineCommand } from '#core/command.ts';
import type { PersonProfile } from '#core/news.ts';
import type { Block, Span } from '#core/reply.ts';
import { dayOf, showDate } from '#text/show-date.ts';
import { followButton } from './cite.ts';
import { findPerson } from './person.ts';
import { quoteList } from './quote-block.ts';
import { refTo } from './refs.ts';
import { suggestPeople } from './suggest.ts';

const QUOTES = 3;
const STORIES = 5;
/** Offices shown; more are spellings of the same. */
const ROLES = 6;

/** From the first to the last day, as one day when they are one. */
function span({ zone, locale }: Context, from: Date, until: Date): string {
  return showDate(dayOf(from, zone), locale, dayOf(until, zone));
}

function facts(context: Context, person: PersonProfile): Block {
  const { say } = context;
  const roles = person.roles
    .slice(0, ROLES)
    .flatMap((one, at): Span[] => [
      ...(at > 0 ? ['; '] : []),
      { text: one.role, style: 'strong' },
      ` (${span(context, one.firstAt, one.lastAt)})`,
    ]);
  const rows: [string, Span[]][] = [
    [say('who.roles'), roles.length > 0 ? roles : [say('who.no-role')]],
    ...(person.names.length > 1 ? [[say('who.names'), [person.names.join(', ')]] as [string, Span[]]] : []),
    [say('who.said'), [say('quote.count', { quotes: person.quotes })]],
    [say('who.seen'), [span(context, person.firstAt, person.lastAt)]],
  ];
  return { kind: 'fields', fields: rows.map(([name, value]) => ({ name, value })) };
}

export default defineCommand({
  name: 'who',
  description: 'who.about',
  permission: 'everyone',
  options: { person: { kind: 'text', description: 'who.option.person', required: true, suggest: suggestPeople } },
  async run(context, { person: name }) {
    const { say, desk } = context;
    const meant = await findPerson(context, name, (person) => ({ command: 'who', options: { person } }));
    if ('blocks' in meant) return meant;
    const { id } = meant.person;
    const [profile, stories, quotes] = await Promise.all([
      desk.library.person(id),
      desk.library.personStories(id, STORIES),
      desk.library.quotes({ personId: id, limit: QUOTES, offset: 0 }),
    ]);
    const list = quoteList(context, quotes.items);
    const heading = (text: string): Block => ({ kind: 'text', spans: [{ text, style: 'strong' }] });
    return {
      title: meant.person.name,
      blocks: [
        ...meant.note,
        ...(profile ? [facts(context, profile)] : []),
        ...(stories.length > 0 ? [heading(say('who.stories'))] : []),
        {
          kind: 'list',
          items: stories.map((story) => [
            { text: story.title, style: 'strong' },
            ` · ${say('story.count', story)} · ${span(context, story.firstAt, story.lastAt)}`,
          ]),
        },
        ...(list.blocks.length > 0 ? [heading(say('quote.latest'))] : []),
        ...list.blocks,
      ],
      buttons: [
        { label: say('quote.open'), action: { command: 'quote', options: { person: refTo('p', id) } } },
        { label: say('timeline.open'), action: { command: 'timeline', options: { about: refTo('p', id) } } },
        ...followButton(context, meant.person.name),
        ...list.buttons,
      ],
    };
  },
});

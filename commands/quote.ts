import { type Context, defineCommand } from '#core/command.ts';
import { UserError } from '#core/errors.ts';
import type { Block, Reply } from '#core/reply.ts';
import { nothingFound } from './empty.ts';
import { beyond, given, paging, sliceOf } from './page.ts';
import { findPerson } from './person.ts';
import { quoteBlock, quoteList } from './quote-block.ts';
import { readRef, refTo } from './refs.ts';
import { suggestPeople } from './suggest.ts';

/** Every printing of one quote, each between the sentences around it. */
async function inContext(context: Context, ref: string): Promise<Reply> {
  const { say, desk } = context;
  const id = readRef('q', ref);
  const printings = id === undefined ? [] : await desk.library.inContext(id);
  const [first] = printings;
  if (!first) throw new UserError('quote.context.gone');
  const around = (text: string | undefined): Block[] =>
    text ? [{ kind: 'text', spans: [{ text, style: 'emphasis' }] }] : [];
  return {
    title: say('quote.context.title', { person: first.quote.speaker }),
    blocks: printings.flatMap(({ quote, before, after }): Block[] => [
      { kind: 'text', spans: [{ text: quote.article.title, style: 'strong' }] },
      ...around(before),
      quoteBlock(context, quote),
      ...around(after),
    ]),
    buttons: [
      ...(first.quote.article.url ? [{ label: say('open.article'), url: first.quote.article.url }] : []),
      ...(first.quote.personId === undefined
        ? []
        : [
            {
              label: say('quote.more', { person: first.quote.speaker ?? '' }),
              action: { command: 'quote', options: { person: refTo('p', first.quote.personId) } },
            },
          ]),
      {
        label: say('story.open'),
        action: { command: 'story', options: { about: refTo('s', first.quote.article.storyId) } },
      },
    ],
  };
}

export default defineCommand({
  name: 'quote',
  description: 'quote.about',
  permission: 'everyone',
  options: {
    person: { kind: 'text', description: 'quote.option.person', suggest: suggestPeople },
    about: { kind: 'text', description: 'quote.option.about' },
    context: { kind: 'text', description: 'quote.option.context' },
  },
  async run(context, { person: name, about, context: ref }) {
    const { say, desk } = context;
    if (ref !== undefined) return inContext(context, ref);
    const meant =
      name === undefined
        ? undefined
        : await findPerson(context, name, (person) => ({ command: 'quote', options: given({ person, about }) }));
    if (meant && 'blocks' in meant) return meant;
    const person = meant?.person;
    const storyId = readRef('s', about);
    const story = storyId === undefined ? undefined : await desk.library.story(storyId);
    const named = story ? story.title : about;
    const title = say('quote.title', { person: person?.name, about: named });
    const words = story ? undefined : about;
    const found = await desk.library.quotes({
      personId: person?.id,
      storyId: story?.id,
      about: words,
      ...sliceOf(context),
    });
    const who = person && refTo('p', person.id);
    if (found.total === 0) {
      const reply = await nothingFound(context, title, say('quote.none', { person: person?.name, about: named }));
      const all = who && about !== undefined;
      return all
        ? {
            ...reply,
            buttons: [
              {
                label: say('quote.more', { person: person.name }),
                action: { command: 'quote', options: { person: who } },
              },
            ],
          }
        : reply;
    }
    const { blocks, buttons } = quoteList(context, found.items);
    const pages = paging(context, found, { command: 'quote', options: given({ person: who, about }) });
    return {
      title,
      ...pages,
      blocks: [...(meant?.note ?? []), ...blocks, ...beyond(context, found)],
      buttons: [
        ...buttons,
        ...pages.buttons,
        ...(who ? [{ label: say('who.open'), action: { command: 'who', options: { person: who } } }] : []),
      ],
    };
  },
});

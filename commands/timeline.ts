import { type Context, defineCommand } from '#core/command.ts';
import type { EventRecord, Slice } from '#core/news.ts';
import type { Reply, Span, TimelineEntry } from '#core/reply.ts';
import type { EventsOf } from '#core/stores.ts';
import { showDate } from '#text/show-date.ts';
import { truncate } from '#text/truncate.ts';
import { cite, citeOthers, followButton, outletOf } from './cite.ts';
import { nothingFound } from './empty.ts';
import { beyond, paging, sliceOf } from './page.ts';
import { readRef, refTo } from './refs.ts';
import { findStory } from './story-of.ts';
import { suggestTopics } from './suggest.ts';

/** Entries on a page: what fits one message of any platform, and one picture. */
const ENTRIES = 8;
/** What another outlet says differently is cut to so many characters. */
const RIVAL_MOST = 120;
/** Discord's limit of an attachment's description. */
const ALT_MOST = 1024;

interface Subject {
  title: string;
  of: EventsOf;
  /** How the next page asks for it. */
  ref: string;
  storyId?: number;
  /** The page that was asked for, where it had to be looked at to decide what is meant. */
  found?: Slice<EventRecord>;
}

/** What the timeline is of: a reference, a person of that name, a story, or else the words themselves. */
async function subjectOf(context: Context, about: string | undefined): Promise<Subject | undefined> {
  const { library } = context.desk;
  const story = async (words: string | undefined): Promise<Subject | undefined> => {
    const found = await findStory(context, words);
    return found && { title: found.title, of: { storyId: found.id }, ref: refTo('s', found.id), storyId: found.id };
  };
  if (about === undefined || readRef('s', about) !== undefined) return story(about);
  const id = readRef('p', about);
  const people = id === undefined ? await library.people({ name: about, limit: 2 }) : [await library.person(id)];
  const [person, namesake] = people;
  if (person && (!namesake || person.name.toLowerCase() === about.toLowerCase())) {
    library.noteUse({ personId: person.id });
    const them: Subject = { title: person.name, of: { personId: person.id }, ref: refTo('p', person.id) };
    const told = await eventsOf(context, them);
    // Somebody who only spoke has no days of their own; their name may still be a story's word.
    if (id !== undefined || told.total > 0) return { ...them, found: told };
  }
  const words: Subject = { title: about, of: { words: about }, ref: about };
  const found = await story(about);
  // A story is meant by its title or by words that few others share; a topic is more than its biggest story.
  const isTitle = found && found.title.toLowerCase().startsWith(about.toLowerCase());
  if (isTitle) return found;
  const told = await eventsOf(context, words);
  return told.total > 0 ? { ...words, found: told } : found;
}

const eventsOf = (context: Context, { of }: Subject): Promise<Slice<EventRecord>> =>
  context.desk.library.events({ ...of, ...sliceOf(context, ENTRIES) });

/** An event with everybody who tells it, and beside it what others say differently. */
function entryOf(context: Context, event: EventRecord): TimelineEntry {
  const { say, locale } = context;
  const rivals = event.rivals.flatMap((rival): Span[] => {
    const when = rival.date === event.date ? '' : `${showDate(rival.date, locale, rival.until)}: `;
    const text = truncate(rival.sentence, RIVAL_MOST);
    return [' · ', say('timeline.differs'), ' ', outletOf(rival.article, rival.sentence), `: ${when}${text}`];
  });
  return {
    when: showDate(event.date, locale, event.until),
    planned: event.planned,
    text: event.sentence,
    cite: [
      ...cite(context, event.article, event.sentence),
      ...citeOthers(context, event.others, event.outlets),
      ...rivals,
    ],
  };
}

/** The same entries as a picture, with the whole text as its description; nothing when it can't be drawn. */
async function pictureOf(context: Context, title: string, events: readonly EventRecord[]): Promise<Reply['image']> {
  const { say, locale, desk } = context;
  const entries = events.map((event) => ({
    when: showDate(event.date, locale, event.until),
    text: event.sentence,
    source:
      event.outlets > 1
        ? `${event.article.outlet} ${say('cite.more', { outlets: event.outlets - 1 })}`
        : event.article.outlet,
    ...(event.planned ? { planned: say('timeline.planned') } : {}),
  }));
  const png = await desk.draw({ title, entries, footer: say('timeline.footer') });
  if (!png) return undefined;
  const alt = [title, ...entries.map((one) => `${one.when}: ${one.text}`)].join('. ');
  return { png, name: 'timeline.png', alt: truncate(alt, ALT_MOST) };
}

export default defineCommand({
  name: 'timeline',
  description: 'timeline.about',
  permission: 'everyone',
  options: { about: { kind: 'text', description: 'timeline.option.about', suggest: suggestTopics } },
  async run(context, { about }): Promise<Reply> {
    const { say } = context;
    const subject = await subjectOf(context, about);
    const title = say('timeline.title', { about: subject?.title ?? about ?? '—' });
    const found = subject && (subject.found ?? (await eventsOf(context, subject)));
    if (!subject || !found || found.total === 0) {
      return nothingFound(context, title, say('timeline.none', { about: about && subject ? subject.title : about }));
    }
    const entries = found.items.map((event) => entryOf(context, event));
    const action = { command: 'timeline', options: { about: subject.ref } };
    const pages = paging(context, found, action, ENTRIES);
    const last = pages.page!.last;
    const image = await pictureOf(context, title, found.items);
    return {
      title,
      ...pages,
      ...(image ? { image } : {}),
      blocks: [{ kind: 'timeline', entries }, ...beyond(context, found, ENTRIES)],
      buttons: [
        ...pages.buttons,
        ...(last > context.page + 1 ? [{ label: say('timeline.newest'), action: { ...action, page: last } }] : []),
        ...(subject.storyId === undefined
          ? []
          : [{ label: say('story.open'), action: { command: 'story', options: { about: subject.ref } } }]),
        ...followButton(context, subject.title),
      ],
    };
  },
});

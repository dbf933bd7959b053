import { type Context, defineCommand } from '#core/command.ts';
import type { EventRecord } from '#core/news.ts';
import type { TimelineEntry } from '#core/reply.ts';
import { showDate } from '#text/show-date.ts';
import { cite } from './cite.ts';
import { given, paging, sliceOf } from './page.ts';
import { suggestTopics } from './suggest.ts';

/** Without a word, the story most reported in this time is shown. */
const NOW_MS = 3 * 24 * 60 * 60 * 1000;

interface Subject {
  title: string;
  of: { storyId?: number; personId?: number; words?: string };
}

/** What the timeline is of: a story, else a person, else the words themselves. */
async function subjectOf(context: Context, about: string | undefined): Promise<Subject | undefined> {
  const { library } = context.desk;
  if (about === undefined) {
    const recent = await library.stories({ since: new Date(context.now.getTime() - NOW_MS), limit: 1 });
    const [story] = recent.length > 0 ? recent : await library.stories({ limit: 1 });
    return story && { title: story.title, of: { storyId: story.id } };
  }
  const [story] = await library.stories({ about, limit: 1 });
  const [person] = await library.people({ name: about, limit: 1 });
  if (person && (!story || story.title.toLowerCase() !== about.toLowerCase())) {
    return { title: person.name, of: { personId: person.id } };
  }
  if (story) return { title: story.title, of: { storyId: story.id } };
  return { title: about, of: { words: about } };
}

function entry(context: Context, event: EventRecord): TimelineEntry {
  return {
    when: showDate(event.date, context.locale, event.until),
    planned: event.planned,
    text: event.sentence,
    cite: cite(context, event.article, event.sentence),
  };
}

export default defineCommand({
  name: 'timeline',
  description: 'timeline.about',
  permission: 'everyone',
  options: { about: { kind: 'text', description: 'timeline.option.about', suggest: suggestTopics } },
  async run(context, { about }) {
    const { say, desk } = context;
    const nothing = {
      title: say('timeline.title', { about: about ?? '—' }),
      blocks: [{ kind: 'text' as const, spans: [say('timeline.none', { about })] }],
    };
    const subject = await subjectOf(context, about);
    if (!subject) return nothing;
    const found = await desk.library.events({ ...subject.of, ...sliceOf(context) });
    if (found.total === 0) return nothing;
    return {
      title: say('timeline.title', { about: subject.title }),
      blocks: [{ kind: 'timeline', entries: found.items.map((event) => entry(context, event)) }],
      ...paging(context, found.total, { command: 'timeline', options: given({ about: about ?? subject.title }) }),
    };
  },
});

import { type Context, defineCommand } from '#core/command.ts';
import type { ArticleHead, StoryHit } from '#core/news.ts';
import type { Block } from '#core/reply.ts';
import { dayOf, showDate } from '#text/show-date.ts';
import { cite, followButton, headlines } from './cite.ts';
import { nothingFound } from './empty.ts';
import { beyond, paging, sliceOf } from './page.ts';
import { quoteList } from './quote-block.ts';
import { refTo } from './refs.ts';
import { findStory } from './story-of.ts';
import { suggestTopics } from './suggest.ts';

const QUOTES = 3;
/** What happened, in so many sentences. */
const SENTENCES = 2;
/** Newest articles among which one in the asker's language is looked for. */
const LOOKED_AT = 20;

/** The newest article that tells it in words of its own, in the asker's language if there is one. */
async function tellingOf({ desk, locale }: Context, story: StoryHit): Promise<ArticleHead | undefined> {
  const { items } = await desk.library.storyArticles(story.id, { limit: LOOKED_AT, offset: 0 });
  const own = items.filter((article) => article.copyOf === undefined && article.summary.length > 0);
  return own.find((article) => article.language === locale) ?? own[0] ?? items[0];
}

export default defineCommand({
  name: 'story',
  description: 'story.about',
  permission: 'everyone',
  options: { about: { kind: 'text', description: 'story.option.about', suggest: suggestTopics } },
  async run(context, { about }) {
    const { say, desk, locale, zone } = context;
    const story = await findStory(context, about);
    if (!story) return nothingFound(context, say('story.title'), say('story.none', { about }));
    const [telling, articles, quotes] = await Promise.all([
      tellingOf(context, story),
      desk.library.storyArticles(story.id, sliceOf(context)),
      desk.library.quotes({ storyId: story.id, limit: QUOTES, offset: 0 }),
    ]);
    const ref = refTo('s', story.id);
    const list = quoteList(context, context.page === 1 ? quotes.items : []);
    const pages = paging(context, articles, { command: 'story', options: { about: ref } });
    const heading = (text: string): Block => ({ kind: 'text', spans: [{ text, style: 'strong' }] });
    const told: Block[] =
      telling && context.page === 1
        ? [
            { kind: 'text', spans: [telling.summary.slice(0, SENTENCES).join(' ') || telling.title] },
            { kind: 'text', spans: ['— ', ...cite(context, telling)] },
          ]
        : [];
    const when = showDate(dayOf(story.firstAt, zone), locale, dayOf(story.lastAt, zone));
    return {
      title: story.title,
      ...pages,
      blocks: [
        { kind: 'text', spans: [{ text: `${say('story.count', story)} · ${when}`, style: 'emphasis' }] },
        ...told,
        heading(say('story.articles')),
        headlines(context, articles.items),
        ...beyond(context, articles),
        ...(list.blocks.length > 0 ? [heading(say('quote.latest'))] : []),
        ...list.blocks,
      ],
      buttons: [
        { label: say('timeline.open'), action: { command: 'timeline', options: { about: ref } } },
        ...followButton(context, story.title),
        ...list.buttons,
        ...pages.buttons,
      ],
    };
  },
});

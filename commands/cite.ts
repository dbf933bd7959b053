import type { Say } from '#core/messages.ts';
import { refTo } from './refs.ts';
import type { Context } from '#core/command.ts';
import type { ArticleHead } from '#core/news.ts';
import type { Block, Button, Span } from '#core/reply.ts';
import { textFragment } from '#text/fragment.ts';
import { showMoment } from '#text/show-date.ts';

/** The link to an article, to the very sentence when one is given. */
export function linkTo(article: ArticleHead, sentence?: string): string | undefined {
  return article.url && sentence ? textFragment(article.url, sentence) : article.url;
}

/** An outlet, linked to its article (or the sentence in it). */
export function outletOf(article: ArticleHead, sentence?: string): Span {
  const url = linkTo(article, sentence);
  return url ? { text: article.outlet, url } : article.outlet;
}

/** Outlet and moment of publication, linked to the article (or the sentence in it). */
export function cite(context: Context, article: ArticleHead, sentence?: string): Span[] {
  const { publishedAt } = article;
  return [
    outletOf(article, sentence),
    ' · ',
    { text: showMoment(publishedAt, context.zone, context.locale), style: 'time', at: publishedAt },
  ];
}

/** Who else has it: the outlets by name, the rest as a number. */
export function citeOthers({ say }: Context, others: readonly ArticleHead[], outlets: number): Span[] {
  if (others.length === 0) return [];
  const named = others.flatMap((article, at): Span[] => [...(at > 0 ? [', '] : []), outletOf(article)]);
  const rest = outlets - 1 - others.length;
  return [' · ', say('cite.also'), ' ', ...named, ...(rest > 0 ? [` ${say('cite.more', { outlets: rest })}`] : [])];
}

/** An article as one entry of a list: headline, outlet, time. */
export function headline(context: Context, article: ArticleHead): Span[] {
  const title: Span = article.url
    ? { text: article.title, url: article.url, style: 'strong' }
    : { text: article.title, style: 'strong' };
  return [title, ' — ', ...cite(context, article)];
}

/** Articles in a list, a hint behind those that repeat an agency's text. */
export function headlines(context: Context, articles: readonly ArticleHead[]): Block {
  return {
    kind: 'list',
    items: articles.map((article) => [
      ...headline(context, article),
      ...(article.copyOf === undefined ? [] : [` · ${context.say('cite.copy')}`]),
    ]),
  };
}

/** What can be done about the story of a post, wherever it stands. */
export function storyButtons(say: Say, storyId: number): Button[] {
  const ref = refTo('s', storyId);
  return [
    { label: say('follow'), action: { command: 'subscribe', options: { what: ref } } },
    { label: say('quote.open'), action: { command: 'quote', options: { about: ref } } },
    { label: say('timeline.open'), action: { command: 'timeline', options: { about: ref } } },
  ];
}

/** Follows what the reply is about, where there is something to follow with. */
export function followButton({ say, desk }: Context, what: string): Button[] {
  const canFollow = desk.commands().some(({ usage }) => usage.startsWith('/subscribe '));
  return canFollow ? [{ label: say('follow'), action: { command: 'subscribe', options: { what } } }] : [];
}

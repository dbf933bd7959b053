import type { Context } from '#core/command.ts';
import type { ArticleHead } from '#core/news.ts';
import type { Span } from '#core/reply.ts';
import { showMoment } from '#text/show-date.ts';
import { textFragment } from '#text/fragment.ts';

/** The link to an article, to the very sentence when one is given. */
export function linkTo(article: ArticleHead, sentence?: string): string | undefined {
  return article.url && sentence ? textFragment(article.url, sentence) : article.url;
}

/** Outlet and moment of publication, linked to the article (or the sentence in it). */
export function cite(context: Context, article: ArticleHead, sentence?: string): Span[] {
  const url = linkTo(article, sentence);
  return [
    url ? { text: article.outlet, url } : article.outlet,
    ' · ',
    { text: showMoment(article.publishedAt, context.zone, context.locale), style: 'time', at: article.publishedAt },
  ];
}

/** An article as one entry of a list: headline, outlet, time. */
export function headline(context: Context, article: ArticleHead): Span[] {
  const title: Span = article.url
    ? { text: article.title, url: article.url, style: 'strong' }
    : { text: article.title, style: 'strong' };
  return [title, ' — ', ...cite(context, article)];
}

import type { Locale } from '#core/locale.ts';
import type { Say } from '#core/messages.ts';
import type { ArticleHead, Channel } from '#core/news.ts';
import type { Reply } from '#core/reply.ts';
import { showMoment } from '#text/show-date.ts';

/** Makes the post of an article: headline, its own sentences, outlet and time, link. */
export function createCompose(sayIn: (locale: Locale) => Say) {
  return (article: ArticleHead, channel: Pick<Channel, 'locale' | 'zone'>): Reply => {
    const say = sayIn(channel.locale);
    const when = showMoment(article.publishedAt, channel.zone, channel.locale);
    return {
      title: article.title,
      ...(article.url ? { url: article.url, buttons: [{ label: say('open.article'), url: article.url }] } : {}),
      ...(article.image ? { image: { url: article.image, alt: article.title } } : {}),
      blocks: article.summary.length > 0 ? [{ kind: 'text', spans: [article.summary.join(' ')] }] : [],
      footer: `${article.outlet} · ${say('published', { when })}`,
      time: article.publishedAt,
    };
  };
}

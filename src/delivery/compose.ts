import type { Style } from '#core/alerts.ts';
import type { Locale } from '#core/locale.ts';
import type { Say } from '#core/messages.ts';
import type { ArticleHead } from '#core/news.ts';
import type { Button, Reply } from '#core/reply.ts';
import { showMoment } from '#text/show-date.ts';

/** How a destination wants its posts. */
export interface PostLook {
  locale: Locale;
  zone: string;
  settings?: { style: Style };
}

/** Makes the post of an article: headline, its own sentences, outlet and time, link, what can be done about its story; `brief` and `headline` show less. */
export function createCompose(
  sayIn: (locale: Locale) => Say,
  storyButtons: (say: Say, storyId: number) => Button[] = () => [],
) {
  return (article: ArticleHead, { locale, zone, settings }: PostLook): Reply => {
    const say = sayIn(locale);
    const style = settings?.style ?? 'full';
    const when = showMoment(article.publishedAt, zone, locale);
    const sentences = { full: article.summary, brief: article.summary.slice(0, 1), headline: [] }[style];
    return {
      title: article.title,
      ...(article.url ? { url: article.url } : {}),
      buttons: [
        ...(article.url ? [{ label: say('open.article'), url: article.url }] : []),
        // An article that is not kept belongs to no story.
        ...(article.storyId > 0 ? storyButtons(say, article.storyId) : []),
      ],
      ...(article.image && style === 'full' ? { image: { url: article.image, alt: article.title } } : {}),
      blocks: sentences.length > 0 ? [{ kind: 'text', spans: [sentences.join(' ')] }] : [],
      footer: `${article.outlet} · ${say('published', { when })}`,
      time: article.publishedAt,
    };
  };
}

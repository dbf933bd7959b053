import type { ArticleTemplate, OutletTemplate } from './article.ts';
import { addDays, dayIn, instantAt, isoWeek, renderDates } from './dates.ts';
import type { Day } from './dates.ts';

/** What stands in an article's body, in order. */
export type DemoBlock = { kind: 'paragraph'; text: string } | { kind: 'also'; title: string; url: string };

export interface DemoArticle {
  /** With the edition: the last part of the address. */
  slug: string;
  url: string;
  title: string;
  author: string;
  section: string;
  publishedAt: Date;
  /** Present when the article comes out only after the start. */
  appearsAfterMs?: number | undefined;
  caption: string;
  /** First paragraph without its dateline. */
  summary: string;
  blocks: DemoBlock[];
  paragraphs: string[];
}

export interface DemoOutlet {
  slug: string;
  title: string;
  tagline: string;
  language: 'id' | 'en';
  siteUrl: string;
  feedUrl: string;
  feed: OutletTemplate['feed'];
  articles: DemoArticle[];
}

/**
 * Turns templates into this week's articles.
 *
 * An article's identity is its address, and the address is the template's slug and the ISO week of the start. So a
 * restart on the same database an hour or a day later offers the same addresses: nothing is posted again, and what was
 * stored keeps the dates it was first read with, although the feed would now count them from another day. (Headlines
 * hold no dates, so a shifted day is no edit either.) A start in a later week, ten days on, is another edition under
 * other addresses: it comes as new articles with their own dates rather than as changed dates of old ones. Fixed
 * addresses would leave a second start without any news; addresses with the day would tell the same flood again every
 * morning. History never lies after the start, whatever the hour: it ends the day before.
 */
export function createEdition(template: OutletTemplate, start: Date, zone: string, baseUrl: string): DemoOutlet {
  const today = dayIn(zone, start);
  const siteUrl = `${baseUrl.replace(/\/+$/, '')}/demo/${template.slug}`;
  const slugOf = (slug: string): string => `${slug}-${isoWeek(today)}`;
  const titles = new Map(template.articles.map((article) => [article.slug, article.title]));

  function readBlock(text: string): DemoBlock {
    if (!text.startsWith('> ')) return { kind: 'paragraph', text: text.replaceAll('\n', ' ') };
    const slug = text.slice(2);
    const title = titles.get(slug);
    if (!title) throw new Error(`${template.slug} has no article ${slug}`);
    return { kind: 'also', title, url: `${siteUrl}/${slugOf(slug)}` };
  }

  function render(article: ArticleTemplate): DemoArticle {
    const blocks = renderDates(article.body, today, template.language)
      .trim()
      .split(/\n{2,}/)
      .map(readBlock);
    const paragraphs = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
    const slug = slugOf(article.slug);
    return {
      slug,
      url: `${siteUrl}/${slug}`,
      title: article.title,
      author: article.author,
      section: article.section,
      ...appearance(article, start, today, zone),
      caption: renderDates(article.caption, today, template.language),
      summary: (paragraphs[0] ?? '').replace(DATELINE, ''),
      blocks,
      paragraphs,
    };
  }

  return {
    slug: template.slug,
    title: template.title,
    tagline: template.tagline,
    language: template.language,
    siteUrl,
    feedUrl: `${siteUrl}/feed.xml`,
    feed: template.feed,
    articles: template.articles.map(render),
  };
}

/** "Harian Cakrajaya, Tirtamukti - ", "JAKARTA, The Archipelago Courier - ". */
const DATELINE = /^[^-.]{1,60} - /;

function appearance(
  article: ArticleTemplate,
  start: Date,
  today: Day,
  zone: string,
): Pick<DemoArticle, 'publishedAt' | 'appearsAfterMs'> {
  if ('afterSeconds' in article.appears) {
    const appearsAfterMs = article.appears.afterSeconds * 1000;
    return { publishedAt: new Date(start.getTime() + appearsAfterMs), appearsAfterMs };
  }
  return { publishedAt: instantAt(zone, addDays(today, article.appears.day), article.appears.time) };
}

import type { DemoArticle, DemoOutlet } from './edition.ts';
import { escapeXml, renderBody } from './page.ts';

/** What of an outlet is out at `at`, newest first. */
export function appeared(outlet: DemoOutlet, at: Date): DemoArticle[] {
  return outlet.articles
    .filter((article) => article.publishedAt <= at)
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
}

/** The outlet's feed as it stands at `at`: RSS 2.0, or Atom for the outlet that speaks it. */
export function renderFeed(outlet: DemoOutlet, at: Date): { contentType: string; body: string } {
  const articles = appeared(outlet, at);
  return outlet.feed === 'atom'
    ? { contentType: 'application/atom+xml; charset=utf-8', body: renderAtom(outlet, articles) }
    : { contentType: 'application/rss+xml; charset=utf-8', body: renderRss(outlet, articles) };
}

function renderRss(outlet: DemoOutlet, articles: DemoArticle[]): string {
  const items = articles.map(
    (article) => `<item>
<title>${escapeXml(article.title)}</title>
<link>${escapeXml(article.url)}</link>
<guid isPermaLink="true">${escapeXml(article.url)}</guid>
<pubDate>${article.publishedAt.toUTCString()}</pubDate>
<dc:creator>${escapeXml(article.author)}</dc:creator>
<category>${escapeXml(article.section)}</category>
<description>${escapeXml(article.summary)}</description>${
      outlet.feed === 'rss-full' ? `\n<content:encoded>${escapeXml(renderBody(article))}</content:encoded>` : ''
    }
</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escapeXml(outlet.title)}</title>
<link>${escapeXml(outlet.siteUrl)}</link>
<atom:link href="${escapeXml(outlet.feedUrl)}" rel="self" type="application/rss+xml"/>
<description>${escapeXml(outlet.tagline)}</description>
<language>${outlet.language}</language>
${items.join('\n')}
</channel>
</rss>
`;
}

function renderAtom(outlet: DemoOutlet, articles: DemoArticle[]): string {
  const entries = articles.map(
    (article) => `<entry>
<id>${escapeXml(article.url)}</id>
<title>${escapeXml(article.title)}</title>
<link rel="alternate" type="text/html" href="${escapeXml(article.url)}"/>
<published>${article.publishedAt.toISOString()}</published>
<updated>${article.publishedAt.toISOString()}</updated>
<author><name>${escapeXml(article.author)}</name></author>
<category term="${escapeXml(article.section)}"/>
<summary>${escapeXml(article.summary)}</summary>
</entry>`,
  );
  const updated = articles[0]?.publishedAt ?? new Date(0);
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}">
<id>${escapeXml(outlet.feedUrl)}</id>
<title>${escapeXml(outlet.title)}</title>
<subtitle>${escapeXml(outlet.tagline)}</subtitle>
<link rel="self" href="${escapeXml(outlet.feedUrl)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(outlet.siteUrl)}"/>
<updated>${updated.toISOString()}</updated>
${entries.join('\n')}
</feed>
`;
}

import { renderByline } from './dates.ts';
import type { DemoArticle, DemoOutlet } from './edition.ts';

const WORDS = {
  id: {
    nav: ['Beranda', 'Terbaru', 'Nasional', 'Ekonomi', 'Olahraga', 'Budaya'],
    by: 'Oleh',
    also: 'Baca juga:',
    popular: 'Terpopuler',
    footer: 'Media rekaan untuk contoh. Semua nama, tempat, dan peristiwa di halaman ini adalah karangan.',
    photo: 'Foto',
  },
  en: {
    nav: ['Home', 'Latest', 'Nation', 'Business', 'Science', 'Culture'],
    by: 'By',
    also: 'Read also:',
    popular: 'Most read',
    footer: 'An invented outlet made for demonstration. All names, places and events on this page are fiction.',
    photo: 'Photo',
  },
};

/**
 * A whole article page as a news site would serve it, with the furniture around the text that a reader has to see
 * through: navigation, byline, caption, "read also" links, a list of popular articles, a footer.
 */
export function renderPage(outlet: DemoOutlet, article: DemoArticle, zone: string, popular: DemoArticle[]): string {
  const words = WORDS[outlet.language];
  const paragraphs = article.blocks.map((block) =>
    block.kind === 'paragraph'
      ? `<p>${escapeXml(block.text)}</p>`
      : `<p class="also"><strong>${words.also}</strong> <a href="${escapeXml(block.url)}">${escapeXml(block.title)}</a></p>`,
  );
  const links = popular.map((each) => `<li><a href="${escapeXml(each.url)}">${escapeXml(each.title)}</a></li>`);
  return `<!doctype html>
<html lang="${outlet.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(article.title)} - ${escapeXml(outlet.title)}</title>
<link rel="canonical" href="${escapeXml(article.url)}">
<meta name="description" content="${escapeXml(article.summary)}">
<meta name="author" content="${escapeXml(article.author)}">
<meta property="og:type" content="article">
<meta property="og:title" content="${escapeXml(article.title)}">
<meta property="og:site_name" content="${escapeXml(outlet.title)}">
<meta property="og:url" content="${escapeXml(article.url)}">
<meta property="article:published_time" content="${article.publishedAt.toISOString()}">
</head>
<body>
<header>
<p class="brand"><a href="${escapeXml(outlet.siteUrl)}">${escapeXml(outlet.title)}</a> <small>${escapeXml(outlet.tagline)}</small></p>
<nav><ul>${words.nav.map((name) => `<li><a href="${escapeXml(outlet.siteUrl)}">${name}</a></li>`).join('')}</ul></nav>
</header>
<main>
<article>
<p class="section">${escapeXml(article.section)}</p>
<h1>${escapeXml(article.title)}</h1>
<p class="byline">${words.by} <span class="author" rel="author">${escapeXml(article.author)}</span> | <time datetime="${article.publishedAt.toISOString()}">${renderByline(article.publishedAt, zone, outlet.language)}</time></p>
<figure>
<svg role="img" aria-label="${words.photo}" viewBox="0 0 16 9"><rect width="16" height="9" fill="#8aa"/></svg>
<figcaption>${escapeXml(article.caption)}</figcaption>
</figure>
<div class="article-body">
${paragraphs.join('\n')}
</div>
</article>
<aside class="popular"><h2>${words.popular}</h2><ol>${links.join('')}</ol></aside>
</main>
<footer><p>${words.footer}</p></footer>
</body>
</html>
`;
}

/** The article's own paragraphs as HTML: what a feed with whole texts carries. */
export function renderBody(article: DemoArticle): string {
  return article.paragraphs.map((text) => `<p>${escapeXml(text)}</p>`).join('\n');
}

/** Makes text safe in XML and HTML, in elements and in quoted attributes. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

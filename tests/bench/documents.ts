import { createTexts, type Text } from './texts.ts';

export interface Document {
  name: string;
  contentType: string;
  bytes: Uint8Array;
  items: number;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const paragraphs = ({ text }: Text): string =>
  text
    .split('\n\n')
    .map((one) => `<p>${escape(one)}</p>`)
    .join('\n');
const DAY_MS = 24 * 60 * 60 * 1000;
const dateOf = (at: number): Date => new Date(Date.UTC(2026, 10, 24) - at * (DAY_MS / 24));

function rss(texts: readonly Text[], isFull: boolean): string {
  const items = texts.map((one, at) => {
    const teaser = one.text.slice(0, 200);
    const body = isFull ? `<content:encoded><![CDATA[${paragraphs(one)}]]></content:encoded>` : '';
    return `<item><title>${escape(one.title)}</title><link>https://warta.example/berita/${at}?utm_source=rss</link><guid isPermaLink="false">warta-${at}</guid>
<pubDate>${dateOf(at).toUTCString()}</pubDate><dc:creator>Sekar Widuri</dc:creator><category>Nasional</category>
<description>${escape(`<img src="https://warta.example/${at}.jpg" alt=""/>${teaser}`)}</description>${body}</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Warta Contoh</title><link>https://warta.example/</link><description>Berita</description><language>id</language><ttl>15</ttl>
${items.join('\n')}
</channel></rss>`;
}

function atom(texts: readonly Text[]): string {
  const entries = texts.map(
    (one, at) => `<entry><id>tag:warta.example,2026:${at}</id><title type="html">${escape(one.title)}</title>
<link rel="alternate" href="https://warta.example/berita/${at}"/><published>${dateOf(at).toISOString()}</published><updated>${dateOf(at).toISOString()}</updated>
<author><name>Sekar Widuri</name></author><summary>${escape(one.text.slice(0, 200))}</summary><content type="html">${escape(paragraphs(one))}</content></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id"><id>tag:warta.example,2026:feed</id><title>Warta Contoh</title><updated>2026-11-24T00:00:00Z</updated>
<link rel="self" href="https://warta.example/atom.xml"/>
${entries.join('\n')}
</feed>`;
}

const encode = (name: string, contentType: string, items: number, text: string): Document => ({
  name,
  contentType,
  bytes: new TextEncoder().encode(text),
  items,
});

/** Feeds as outlets publish them: teasers only, whole articles, Atom, and an archive of a thousand. */
export function newsFeeds(): Document[] {
  const { news } = createTexts();
  const texts = news(1000);
  return [
    encode('RSS, 30 teasers', 'application/rss+xml', 30, rss(texts.slice(0, 30), false)),
    encode('RSS, 50 whole articles', 'application/rss+xml', 50, rss(texts.slice(0, 50), true)),
    encode('Atom, 50 whole articles', 'application/atom+xml', 50, atom(texts.slice(50, 100))),
    encode('RSS, 1,000 whole articles', 'application/rss+xml', 1000, rss(texts, true)),
  ];
}

/** A feed of 20 MB. */
export function hugeFeed(): Document {
  const texts = createTexts().news(1000);
  const items = 6200;
  const many = Array.from({ length: items }, (_, at) => texts[at % texts.length]!);
  return encode('20 MB', 'application/rss+xml', items, rss(many, true));
}

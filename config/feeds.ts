import type { TopicKey } from './topics.ts';

/** A feed that is offered when nobody has named one. */
export interface DefaultFeed {
  url: string;
  title: string;
  language: 'id' | 'en';
  topics: TopicKey[];
}

/**
 * Well-known news feeds in Indonesian and English. Outlets move their feeds now and then: permanent redirects are
 * followed, and `/feed list` shows the ones that broke. `FEEDS_FILE` replaces this list.
 */
export const defaultFeeds: DefaultFeed[] = [
  { url: 'https://www.antaranews.com/rss/terkini.xml', title: 'Antara', language: 'id', topics: [] },
  { url: 'https://www.antaranews.com/rss/politik.xml', title: 'Antara Politik', language: 'id', topics: ['politics'] },
  { url: 'https://rss.detik.com/index.php/detikcom', title: 'Detik', language: 'id', topics: [] },
  {
    url: 'https://www.cnnindonesia.com/nasional/rss',
    title: 'CNN Indonesia Nasional',
    language: 'id',
    topics: ['politics'],
  },
  { url: 'https://www.cnbcindonesia.com/news/rss', title: 'CNBC Indonesia', language: 'id', topics: ['economy'] },
  { url: 'https://rss.tempo.co/nasional', title: 'Tempo Nasional', language: 'id', topics: ['politics'] },
  { url: 'https://rss.tempo.co/bisnis', title: 'Tempo Bisnis', language: 'id', topics: ['economy'] },
  { url: 'https://feed.liputan6.com/rss/news', title: 'Liputan6', language: 'id', topics: [] },
  { url: 'https://www.republika.co.id/rss', title: 'Republika', language: 'id', topics: [] },
  { url: 'https://feeds.bbci.co.uk/indonesia/rss.xml', title: 'BBC News Indonesia', language: 'id', topics: ['world'] },
  { url: 'https://en.antaranews.com/rss/news.xml', title: 'Antara English', language: 'en', topics: [] },
  { url: 'https://feeds.bbci.co.uk/news/world/rss.xml', title: 'BBC News World', language: 'en', topics: ['world'] },
  { url: 'https://www.theguardian.com/world/rss', title: 'The Guardian World', language: 'en', topics: ['world'] },
  { url: 'https://www.aljazeera.com/xml/rss/all.xml', title: 'Al Jazeera', language: 'en', topics: ['world'] },
];

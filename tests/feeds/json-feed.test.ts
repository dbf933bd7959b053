import { expect, test } from 'vitest';
import { readJsonFeed } from '#feeds/json-feed.ts';

const VERSION = 'https://jsonfeed.org/version/1.1';
const read = (feed: object) => readJsonFeed(JSON.stringify(feed));

test('every field', () => {
  expect(
    read({
      version: VERSION,
      title: 'Warta',
      language: 'id',
      home_page_url: 'https://warta.example/',
      feed_url: 'https://warta.example/feed.json',
      hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
      authors: [{ name: 'Redaksi' }],
      items: [
        {
          id: 7,
          title: 'Satu',
          url: 'https://warta.example/1',
          date_published: '2026-03-02T00:00:00Z',
          summary: 'Ringkas',
          content_html: '<p>Isi</p>',
          authors: [{ name: 'Rani' }],
        },
        { id: 'https://warta.example/2', content_text: 'a < b\n\nc\nd' },
      ],
    }),
  ).toEqual({
    title: 'Warta',
    language: 'id',
    siteUrl: 'https://warta.example/',
    self: 'https://warta.example/feed.json',
    hub: 'https://hub.example/',
    items: [
      {
        id: '7',
        title: 'Satu',
        plainTitle: true,
        links: ['https://warta.example/1', undefined, undefined],
        dates: ['2026-03-02T00:00:00Z', undefined],
        summary: 'Ringkas',
        contentHtml: '<p>Isi</p>',
        author: 'Rani',
      },
      {
        id: 'https://warta.example/2',
        title: undefined,
        plainTitle: true,
        links: [undefined, undefined, 'https://warta.example/2'],
        dates: [undefined, undefined],
        summary: 'a < b\n\nc\nd',
        contentHtml: 'a &lt; b<p>c<br>d',
        author: 'Redaksi',
      },
    ],
  });
});

test.each<[string, object | string]>([
  ['another version', { version: 'https://example.com/v1', title: 'x', items: [] }],
  ['no title and no version', { items: [] }],
  ['no list of items', { title: 'x', items: 1 }],
  ['a list', []],
  ['broken', '{"version":'],
])('%s is no feed', (_reason, feed) => {
  expect(typeof feed === 'string' ? readJsonFeed(feed) : read(feed)).toBeUndefined();
});

test('what has the wrong type is not there', () => {
  const feed = read({
    version: VERSION,
    title: {},
    hubs: 'x',
    author: 3,
    items: [null, 3, { id: [], title: ['x'], authors: {} }],
  });
  expect(feed).toMatchObject({ title: undefined, hub: undefined });
  expect(feed?.items).toMatchObject([{ id: undefined, title: undefined, author: undefined }]);
});

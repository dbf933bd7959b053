import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleIdentity, canonicalUrl } from '#articles/identity.ts';

const FEED = { url: 'https://warta.example/rss', title: 'Warta' };

describe('canonicalUrl', () => {
  test.each([
    ['https://warta.example/a/1', 'as it is'],
    ['http://warta.example/a/1', 'http twin'],
    ['https://www.warta.example/a/1/', 'www twin, trailing slash'],
    ['https://m.warta.example/a/1#komentar', 'mobile twin, fragment'],
    ['https://amp.warta.example/a/1', 'AMP host'],
    ['https://warta.example/a/1/amp/', 'AMP path'],
    ['https://warta.example/amp/a/1', 'AMP path in front'],
    ['https://warta.example/a/1?amp', 'AMP parameter'],
    ['https://warta.example/a/1?utm_source=x&utm_medium=y&fbclid=1&gclid=2', 'tracking'],
    ['https://warta.example/a/1?page=all', 'the article unpaged'],
    ['https://warta.example:443/a//1?source=rss&', 'default port, double slash'],
    ['https://warta-example.cdn.ampproject.org/c/s/warta.example/a/1', 'AMP cache'],
    ['https://www.google.com/amp/s/warta.example/a/1', 'AMP viewer'],
  ])('%s is one article: %s', (url) => {
    expect(canonicalUrl(url)).toBe('https://warta.example/a/1');
  });

  test.each([
    ['https://warta.example/?p=1', 'https://warta.example/?p=2', 'the parameter is the article'],
    ['https://warta.example/a/1', 'https://warta.example/A/1', 'paths mind case'],
    ['https://bola.warta.example/a/1', 'https://warta.example/a/1', 'sections are hosts of their own'],
    ['https://warta.example:8080/a', 'https://warta.example/a', 'another server'],
    ['https://m.co/a', 'https://co/a', 'm. is the name itself'],
  ])('%s and %s differ: %s', (one, other) => {
    expect(canonicalUrl(one)).not.toBe(canonicalUrl(other));
  });

  test('parameters are told apart by content, not order', () => {
    expect(canonicalUrl('https://warta.example/?b=2&a=1')).toBe(canonicalUrl('https://warta.example/?a=1&b=2'));
  });

  test.each(['javascript:alert(1)', 'data:,x', '', 'bukan alamat', 'mailto:a@b.example'])('%s has none', (url) => {
    expect(canonicalUrl(url)).toBeUndefined();
  });

  test('is idempotent', () => {
    const piece = fc.constantFrom('amp', 'a', '1', '', 'x.amp.html', 'index.html');
    const host = fc.constantFrom(
      'www.m.warta.example',
      'amp.www.warta.example',
      'a.cdn.ampproject.org/c/s/www.b.example',
    );
    const built = fc.tuple(host, fc.array(piece), fc.array(fc.constantFrom('utm_a=1', 'p=2', 'amp', 'b=')));
    const url = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      built.map(([host, path, query]) => `http://${host}/${path.join('/')}?${query.join('&')}`),
    );
    fc.assert(
      fc.property(url, (text) => {
        const once = canonicalUrl(text);
        expect(once).toBeDefined();
        expect(canonicalUrl(once ?? '')).toBe(once);
      }),
    );
  });
});

describe('articleIdentity', () => {
  test('the link counts before the guid, the date and the headline', () => {
    const one = articleIdentity(
      { id: '1', link: 'https://warta.example/a', title: 'Awal', publishedAt: new Date(0) },
      FEED,
    );
    expect(articleIdentity({ id: '2', link: 'http://www.warta.example/a?utm_source=rss', title: 'Akhir' }, FEED)).toBe(
      one,
    );
  });

  test('a front page as link does not make all articles one', () => {
    const [one, other] = ['1', '2'].map((id) => articleIdentity({ id, link: 'https://warta.example/' }, FEED));
    expect(one).not.toBe(other);
  });

  test('a guid belongs to its feed', () => {
    const elsewhere = { url: 'https://lain.example/rss', title: 'Warta' };
    expect(articleIdentity({ id: '7' }, FEED)).not.toBe(articleIdentity({ id: '7' }, elsewhere));
  });

  test('else title, outlet and day', () => {
    const item = { title: ' Banjir  Surut', publishedAt: new Date('2026-03-02T01:00:00Z') };
    const later = { title: 'Banjir surut', publishedAt: new Date('2026-03-02T20:00:00Z') };
    const nextDay = { title: 'Banjir surut', publishedAt: new Date('2026-03-03T01:00:00Z') };
    expect(articleIdentity(later, FEED)).toBe(articleIdentity(item, FEED));
    expect(articleIdentity(nextDay, FEED)).not.toBe(articleIdentity(item, FEED));
  });
});

import { describe, expect, test } from 'vitest';
import { sayIn } from '#config/locales/index.ts';
import { composeDigest } from '#alerts/digest.ts';
import type { ArticleHead, Channel } from '#core/news.ts';
import type { Span } from '#core/reply.ts';

const article = (id: number, title: string, outlet: string, storyId: number): ArticleHead => ({
  id,
  title,
  outlet,
  storyId,
  language: 'id',
  publishedAt: new Date('2025-11-03T03:00:00Z'),
  summary: [],
  url: `https://kanal.test/${id}`,
});
const channel = { locale: 'id', zone: 'Asia/Jakarta' } as Channel;
const words = (spans: readonly Span[]): string =>
  spans.map((span) => (typeof span === 'string' ? span : span.text)).join('');

function lines(...articles: ArticleHead[]): string[] {
  const reply = composeDigest(articles, { channel, say: sayIn('id'), key: 'k', isDigest: false });
  return reply.blocks.flatMap((block) => (block.kind === 'list' ? block.items.map(words) : []));
}

describe('many articles in one message', () => {
  test('are lines, one for each story', () => {
    const found = lines(article(1, 'Jembatan dibuka', 'Kanal Uji', 1), article(2, 'Panen raya', 'Kanal Uji', 2));
    expect(found).toEqual([expect.stringContaining('Jembatan dibuka'), expect.stringContaining('Panen raya')]);
  });

  test('the same story of other outlets is named by its outlets', () => {
    const found = lines(
      article(1, 'Jembatan dibuka', 'Kanal Uji', 1),
      article(2, 'Jembatan diresmikan', 'Suara Uji', 1),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('Suara Uji');
  });

  test('what one outlet told further of a story is named too: no article is held back for its story', () => {
    const [line] = lines(
      article(1, 'Jembatan dibuka', 'Kanal Uji', 1),
      article(2, 'Jembatan ditutup lagi', 'Kanal Uji', 1),
      article(3, 'Jembatan dibuka', 'Kanal Uji', 1),
    );
    expect(line).toContain('↳ Jembatan ditutup lagi');
    expect(line!.split('Jembatan dibuka')).toHaveLength(2);
  });
});

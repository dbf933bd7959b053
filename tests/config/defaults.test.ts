import { describe, expect, test } from 'vitest';
import { defaultFeeds } from '#config/feeds.ts';
import { topics } from '#config/topics.ts';

describe('default feeds', () => {
  test('each has an address of its own, by https', () => {
    expect(new Set(defaultFeeds.map((feed) => feed.url)).size).toBe(defaultFeeds.length);
    for (const feed of defaultFeeds) expect(new URL(feed.url).protocol).toBe('https:');
  });

  test('both languages are there', () => {
    expect(new Set(defaultFeeds.map((feed) => feed.language))).toEqual(new Set(['id', 'en']));
  });
});

describe('topics', () => {
  test.each(topics.map((topic) => [topic.key, topic] as const))(
    '%s has names and words in both languages',
    (_key, topic) => {
      for (const language of ['id', 'en'] as const) {
        const words: readonly string[] = topic.words[language];
        expect(topic.name[language]).not.toBe('');
        expect(words.length).toBeGreaterThanOrEqual(8);
        expect(new Set(words).size).toBe(words.length);
        expect(words).toEqual(words.map((word) => word.toLowerCase().trim()));
      }
    },
  );

  test('no word marks two topics, or it would mark none', () => {
    for (const language of ['id', 'en'] as const) {
      const all = topics.flatMap((topic): readonly string[] => topic.words[language]);
      expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
    }
  });
});

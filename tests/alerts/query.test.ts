import { describe, expect, test } from 'vitest';
import { holdsAny, readFilter, readQuery } from '#alerts/query.ts';
import { queryTokens } from '#language/search-tokens.ts';

const words = (text: string) => {
  const order = queryTokens(text);
  return { order, forms: new Set(order.flat()) };
};

describe('what a subscription to words answers', () => {
  test.each([
    ['banjir', 'Warga kebanjiran sejak malam', true, 'the stem, whatever its affixes'],
    ['banjir', 'Bandara ditutup', false, 'another word'],
    ['bank', 'Embankment holds', false, 'whole words only'],
    ['harga beras', 'Beras murah, kata pedagang, dan harga turun', true, 'all words, in any order'],
    ['harga beras', 'Harga naik', false, 'all words'],
    ['"harga beras"', 'Harga beras naik', true, 'a phrase'],
    ['"harga beras"', 'Beras: harga naik', false, 'a phrase has an order'],
    ['“harga beras”', 'Harga beras naik', true, 'curly marks'],
    ['banjir -jakarta', 'Banjir di Demak', true, 'without the word left out'],
    ['banjir -jakarta', 'Banjir di Jakarta', false, 'with the word left out'],
    ['banjir -"jawa barat"', 'Banjir di barat Jawa', true, 'the phrase left out is not there'],
    ['banjir -"jawa barat"', 'Banjir di Jawa Barat', false, 'the phrase left out is there'],
    ['gempa, tsunami', 'Peringatan tsunami dicabut', true, 'alternatives'],
    ['anak-anak', 'Anak-anak bermain', true, 'a word with a hyphen inside'],
    ['café', 'Cafe baru dibuka', true, 'without accents'],
    ['(((', 'Apa pun', false, 'nothing to look for'],
    ['-jakarta', 'Apa pun', false, 'only what must not be there'],
    ['', 'Apa pun', false, 'nothing'],
  ])('%s in "%s": %s (%s)', (query, text, expected) => {
    expect(holdsAny(readQuery(query, queryTokens), words(text))).toBe(expected);
  });

  test('a filter takes entries as phrases, and marks as they come', () => {
    const filter = readFilter('gempa bumi, "banjir", ,  ', queryTokens);
    expect(filter).toHaveLength(2);
    expect(holdsAny(filter, words('Gempa bumi terasa'))).toBe(true);
    expect(holdsAny(filter, words('Bumi bundar, gempa lain'))).toBe(false);
    expect(holdsAny(filter, words('Desa kebanjiran'))).toBe(true);
  });

  test('hostile input ends quickly', () => {
    const since = performance.now();
    for (const text of [
      '"'.repeat(10_000),
      ','.repeat(10_000),
      '-'.repeat(10_000),
      '"a'.repeat(5000),
      'a '.repeat(5000),
    ]) {
      readQuery(text, queryTokens);
      readFilter(text, queryTokens);
    }
    expect(performance.now() - since).toBeLessThan(3000);
  });
});

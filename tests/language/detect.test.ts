import { expect, test } from 'vitest';
import { detectLanguage } from '#language/detect.ts';

test.each([
  ['Banjir merendam ratusan rumah di kota itu dan warga mengungsi ke tempat yang lebih tinggi.', 'id', 'Indonesian'],
  ['The flood hit hundreds of homes in the town and people fled to higher ground.', 'en', 'English'],
  ['Die Flut traf Hunderte Häuser, Bewohner flohen auf höheres Gelände.', 'und', 'no pack'],
  ['', 'und', 'nothing'],
  ['12345 !!! 678', 'und', 'no words'],
])('%j is %s: %s', (text, lang) => {
  expect(detectLanguage(text)).toBe(lang);
});

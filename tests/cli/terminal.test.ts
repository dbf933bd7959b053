import { expect, test } from 'vitest';
import { shown } from '#src/cli/terminal.ts';

test.each([
  ['Banjir \u001B[2J\u001B]0;judul\u0007', String.raw`Banjir \u001b[2J\u001b]0;judul\u0007`, 'escapes of a terminal'],
  ['a\u009B31m\u0000\r', String.raw`a\u009b31m\u0000\u000d`, 'the one-byte form, NUL, carriage return'],
  ['satu\n\tdua — “é” 🙂', 'satu\n\tdua — “é” 🙂', 'lines, tabs and letters stay'],
])('%j is shown as %j: %s', (line, expected) => {
  expect(shown(line)).toBe(expected);
});

test('a line of JSON still says the same', () => {
  const value = { text: 'a\u0085b\u009Fc\u001Bd' };
  expect(JSON.parse(shown(JSON.stringify(value)))).toEqual(value);
});

import { describe, expect, test } from 'vitest';
import { commands } from '#commands/index.ts';
import { defineCommand } from '#core/command.ts';
import { sayIn } from '#config/locales/index.ts';
import { createDeclare, hashOf } from '#platforms/discord/commands.ts';

const declare = createDeclare(sayIn, 'id');
const MANAGE_CHANNELS = String(1 << 4);

/** A command, a subcommand or an option: what they have in common. */
interface Part {
  name: string;
  description: string;
  name_localizations?: Record<string, string>;
  description_localizations?: Record<string, string>;
  required?: boolean;
  options?: Part[];
}

/** Length as Discord counts it: the longest localisation of each name and description, and the choices. */
function letters(part: Record<string, unknown>): number {
  const longest = (key: string): number =>
    Math.max(
      ...[part[key], ...Object.values((part[`${key}_localizations`] as object) ?? {})].map(
        (text) => String(text ?? '').length,
      ),
    );
  const inside = [...((part['options'] as object[]) ?? []), ...((part['choices'] as object[]) ?? [])];
  return (
    longest('name') +
    longest('description') +
    ((part['value'] as string | undefined) ?? '').length +
    inside.reduce((sum, one) => sum + letters(one as never), 0)
  );
}

describe('the commands as Discord has them', () => {
  test.each(declare(commands).map((command) => [command.name, command] as const))(
    '/%s is within every limit',
    (_name, command) => {
      expect(letters(command as never)).toBeLessThanOrEqual(8000);
      const top = (command.options ?? []) as Part[];
      const all: Part[] = [command as Part, ...top, ...top.flatMap((one) => one.options ?? [])];
      for (const part of all) {
        expect(part.name).toMatch(/^[-_\p{Ll}\p{N}]{1,32}$/u);
        expect(part.name_localizations).toEqual({ id: part.name, 'en-US': part.name, 'en-GB': part.name });
        for (const text of [part.description, ...Object.values(part.description_localizations ?? {})]) {
          expect(text.length).toBeGreaterThan(0);
          expect(text.length).toBeLessThanOrEqual(100);
          expect(text).not.toMatch(/…$/u);
        }
        const options = part.options ?? [];
        expect(options.length).toBeLessThanOrEqual(25);
        const required = options.map((one) => one.required === true);
        expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
      }
    },
  );

  test('moderators’ commands are hidden from members, and all are there in a private chat', () => {
    for (const [index, declared] of declare(commands).entries()) {
      expect(declared.default_member_permissions).toBe(
        commands[index]!.permission === 'moderator' ? MANAGE_CHANNELS : null,
      );
      expect(declared.contexts).toEqual([0, 1]);
    }
  });

  test('options keep their kind', () => {
    const option = { description: 'feed.option.url' } as const;
    const [declared] = declare([
      defineCommand({
        name: 'x',
        description: 'feed.about',
        permission: 'everyone',
        options: {
          words: { ...option, kind: 'text', suggest: async () => [] },
          style: { ...option, kind: 'choice', choices: ['a', 'b'] },
          role: { ...option, kind: 'role' },
          file: { ...option, kind: 'file' },
          url: { ...option, kind: 'url', required: true },
        },
        run: async () => ({ title: 'x', blocks: [] }),
      }),
    ]);
    expect(declared!.options).toMatchObject([
      { name: 'url', type: 3, required: true },
      { name: 'words', type: 3, autocomplete: true },
      { name: 'style', type: 3, choices: [{ value: 'a' }, { value: 'b' }] },
      { name: 'role', type: 8 },
      { name: 'file', type: 11 },
    ]);
  });

  test('the hash changes when the list does', () => {
    const all = declare(commands);
    expect(hashOf(all, '1')).toBe(hashOf(declare(commands), '1'));
    expect(hashOf(all.slice(1), '1')).not.toBe(hashOf(all, '1'));
    expect(hashOf(all, '2')).not.toBe(hashOf(all, '1'));
    expect(hashOf(createDeclare(sayIn, 'en')(commands), '1')).not.toBe(hashOf(all, '1'));
  });
});

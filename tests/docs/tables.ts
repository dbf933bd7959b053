import { commands } from '#commands/index.ts';
import { sayIn } from '#config/locales/index.ts';
import type { Locale } from '#core/locale.ts';
import { usageOf } from '#dispatch/usage.ts';

const HEADS: Record<Locale, string> = { id: '| perintah | gunanya |', en: '| command | what it does |' };
const MARKS = /(<!-- commands:(everyone|moderator) -->\n)[\s\S]*?(<!-- end -->)/gu;

function table(locale: Locale, permission: 'everyone' | 'moderator'): string {
  const say = sayIn(locale);
  const rows = usageOf(commands)
    .filter((one) => one.permission === permission)
    .map((one) => `| \`${one.usage}\` | ${say(one.about)} |`);
  return [HEADS[locale], '| --- | --- |', ...rows, ''].join('\n');
}

/** The document with its command tables as the commands are now. */
export function withTables(document: string, locale: Locale): string {
  return document.replaceAll(MARKS, (_all, begin: string, permission: 'everyone' | 'moderator', end: string) =>
    [begin, table(locale, permission), end].join(''),
  );
}

import type { Action, Button, Form, Reply } from '#core/reply.ts';
import { truncate } from '#text/truncate.ts';
import type { Ask, Asks } from './asks.ts';
import { clean, webAddress } from './markup.ts';
import type { InlineButton } from './types.ts';

/** Longer labels are cut by every client (facts/platforms.md §3b: one column reads best). */
const LABEL_MOST = 48;
/** Rows of a keyboard: beyond about thirteen it is unusable. */
const ROWS_MOST = 13;
/** Choices of a form's field, or short buttons, side by side. */
const CHOICES_A_ROW = 3;
/** A label of so many letters is short enough to share a row with two others on a phone. */
const SHORT_MOST = 16;

const DEEP_LINK = 'https://t.me/';

export interface KeyboardPlace {
  /** In a channel a press can't be answered without posting: its buttons lead into the private chat instead. */
  isChannel?: boolean;
  /** Address that the buttons are about, when it is not the chat they stand in. */
  at?: string | undefined;
}

/** A button's words and what it runs. */
export interface Choice {
  label: string;
  ask: Ask;
  danger?: boolean | undefined;
}

export interface Keyboards {
  /** The buttons of a reply, with those of its form, as rows. Empty when there are none. */
  of(reply: Reply, place: KeyboardPlace): Promise<InlineButton[][]>;
  /** Buttons in rows of so many. */
  choices(choices: readonly Choice[], place: KeyboardPlace, aRow?: number): Promise<InlineButton[][]>;
}

export interface KeyboardParts {
  asks: Asks;
  /** Undefined until the bot knows its own name. */
  username(): string | undefined;
  isModerators(action: Action): boolean;
}

const label = (text: string): string => truncate(clean(text).replaceAll('\n', ' ').trim(), LABEL_MOST) || '…';

/** Telegram refuses the whole message for one button whose address it does not like. */
function buttonAddress(url: string): string | undefined {
  const address = webAddress(url);
  return address && /^[^.]+\.|^\[/u.test(new URL(address).hostname) ? address : undefined;
}

/** A link into the private chat: in a channel it stands for a press. */
const isOurs = ({ url }: InlineButton): boolean => url?.startsWith(DEEP_LINK) ?? false;

function inRows<T>(items: readonly T[], aRow: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / aRow) }, (_, row) => items.slice(row * aRow, (row + 1) * aRow));
}

export function createKeyboards(parts: KeyboardParts): Keyboards {
  async function press({ label: text, ask, danger }: Choice, place: KeyboardPlace): Promise<InlineButton | undefined> {
    const shown = { text: label(text), ...(danger ? { style: 'danger' as const } : {}) };
    if (!place.isChannel) return { ...shown, callback_data: await parts.asks.toData(ask) };
    const name = parts.username();
    if (!name) return undefined;
    // A reader's own wish concerns their private chat, a moderator's the channel.
    const linked = parts.isModerators(ask.action) ? ask : { ...ask, at: undefined };
    return { ...shown, url: `${DEEP_LINK}${name}?start=${await parts.asks.toLink(linked)}` };
  }

  async function one(button: Button, place: KeyboardPlace): Promise<InlineButton | undefined> {
    if ('url' in button) {
      const url = buttonAddress(button.url);
      return url === undefined ? undefined : { text: label(button.label), url };
    }
    const action: Action = 'form' in button ? button.form : button.action;
    const danger = 'danger' in button && button.danger;
    return press({ label: button.label, ask: { action, at: place.at }, danger }, place);
  }

  /** A field with choices is a row of them, one without is a button that asks for its words. */
  function formChoices(form: Form, { at }: KeyboardPlace): Choice[][] {
    return form.fields.flatMap((field): Choice[][] => {
      const choices = field.choices ?? [];
      if (choices.length === 0) {
        return [[{ label: `✎ ${field.label}`, ask: { action: form.action, asks: field.name, at } }]];
      }
      const all = choices.map((choice): Choice => {
        const options = { ...form.action.options, [field.name]: choice.value };
        const chosen = choice.value === field.value ? '✓ ' : '';
        return { label: `${chosen}${field.label}: ${choice.label}`, ask: { action: { ...form.action, options }, at } };
      });
      return inRows(all, CHOICES_A_ROW);
    });
  }

  /** Neighbours with short labels share a row; everything else stands alone. */
  function pack(buttons: readonly (InlineButton | undefined)[]): InlineButton[][] {
    const rows: InlineButton[][] = [];
    const isShort = (button: InlineButton): boolean =>
      button.text.length <= SHORT_MOST && (button.callback_data !== undefined || isOurs(button));
    for (const button of buttons) {
      const last = rows.at(-1);
      if (!button) continue;
      if (last && isShort(button) && last.length < CHOICES_A_ROW && last.every(isShort)) last.push(button);
      else rows.push([button]);
    }
    return rows;
  }

  const tidy = (rows: (InlineButton | undefined)[][]): InlineButton[][] =>
    rows
      .map((row) => row.filter((button) => button !== undefined))
      .filter((row) => row.length > 0)
      .slice(0, ROWS_MOST);

  const rowsOf = (rows: readonly Choice[][], place: KeyboardPlace) =>
    Promise.all(rows.map((row) => Promise.all(row.map((choice) => press(choice, place)))));

  return {
    async of(reply, place) {
      const buttons = reply.buttons ?? [];
      const isPaging = (button: Button): boolean => 'action' in button && button.action.page !== undefined;
      const rows = tidy([
        ...(reply.form ? await rowsOf(formChoices(reply.form, place), place) : []),
        ...pack(await Promise.all(buttons.filter((button) => !isPaging(button)).map((button) => one(button, place)))),
      ]);
      // Paging stays in reach however many buttons there are.
      const paging = tidy([await Promise.all(buttons.filter(isPaging).map((button) => one(button, place)))]);
      return [...rows.slice(0, ROWS_MOST - paging.length), ...paging];
    },
    choices: async (choices, place, aRow = 1) => tidy(await rowsOf(inRows(choices, aRow), place)),
  };
}

import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  type APIEmbed,
  ButtonStyle,
  ComponentType,
  type RawFile,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import type { Action, Button, Reply } from '#core/reply.ts';
import { truncate } from '#text/truncate.ts';
import { encodeAction, type Purpose } from './action.ts';
import { blockUnits, TEXT_MOST } from './blocks.ts';
import { escapeMarks, visibleLine, webUrl } from './markdown.ts';

/** developers/resources/message and developers/components/reference; UTF-16 units. */
const TITLE_MOST = 256;
const DESCRIPTION_MOST = 4096;
const EMBEDS_CHARS_MOST = 6000;
const EMBED_URL_MOST = 2048;
const BUTTON_LABEL_MOST = 80;
const BUTTON_URL_MOST = 512;
const ROW_BUTTONS = 5;
const ROWS_MOST = 5;
const ALT_MOST = 1024;
/** Ours: a footer names an outlet and a page, no more. */
const FOOTER_MOST = 500;
/** Ours: an answer longer than this is no chat message; what is left out is said by an ellipsis. */
const MESSAGES_MOST = 5;
const LEFT_OUT = '…';
/** A page must fit one message, since its buttons change it in place: its texts are shortened in these steps. */
const PAGE_TEXTS = [TEXT_MOST, 900, 600, 400, 250, 120];
/** The colour at the side of our embeds: the page's accent. */
const ACCENT = 0xb3261e;

type Row = APIActionRowComponent<APIButtonComponentWithCustomId | APIButtonComponentWithURL>;

export interface Message {
  body: RESTPostAPIChannelMessageJSONBody;
  files: RawFile[];
}

export interface Rendered {
  /** At least one; each within every limit. Buttons, picture and file hang on the last. */
  messages: Message[];
  /** Actions too long for a custom_id: to be kept before the message is sent. */
  keep: { key: string; value: string }[];
}

/** The longest beginning of a title that fits once it is escaped; addresses are no links there. */
function escapedLine(text: string, most: number): string {
  const clean = visibleLine(text);
  for (let room = most; room > 0; room = Math.floor(room * 0.9)) {
    const escaped = escapeMarks(truncate(clean, room));
    if (escaped.length <= most) return escaped;
  }
  return '';
}

function pack(units: string[], room: number): string[][] {
  const messages: string[][] = [];
  let total = 0;
  for (const unit of units) {
    const message = messages.at(-1);
    const last = message?.at(-1);
    if (message && last !== undefined && total + unit.length + 1 <= room) {
      total += unit.length + 1;
      if (last.length + unit.length + 1 <= DESCRIPTION_MOST) message[message.length - 1] = `${last}\n${unit}`;
      else message.push(unit);
    } else {
      messages.push([unit]);
      total = unit.length;
    }
  }
  return messages.length > 0 ? messages : [[]];
}

/** Quotes, paragraphs and events are parted by an empty line; entries of a list are not. */
function unitsOf(reply: Reply, most: number, cut: boolean): string[] {
  return reply.blocks.flatMap((block) => {
    const units = blockUnits(block, most, cut);
    const isDense = block.kind === 'list' || block.kind === 'fields';
    return units.map((unit, place) => (isDense && place < units.length - 1 ? unit : `${unit}\n`));
  });
}

function layOut(reply: Reply, room: number): string[][] {
  if (!reply.page) {
    const all = pack(unitsOf(reply, TEXT_MOST, false), room);
    if (all.length <= MESSAGES_MOST) return all;
    return [...all.slice(0, MESSAGES_MOST - 1), [...all[MESSAGES_MOST - 1]!, LEFT_OUT]];
  }
  for (const most of PAGE_TEXTS) {
    const page = pack(unitsOf(reply, most, true), room);
    if (page.length === 1) return page;
  }
  return pack(unitsOf(reply, PAGE_TEXTS.at(-1)!, true), room).slice(0, 1);
}

function buttonRows(reply: Reply, opens: Action | undefined, keep: Rendered['keep']): Row[] {
  const all: Button[] = [...(reply.buttons ?? [])];
  if (reply.form && opens) all.unshift({ label: reply.form.title, form: opens });
  const shown: Row['components'] = [];
  for (const button of all) {
    if (shown.length === ROW_BUTTONS * ROWS_MOST) break;
    const label = truncate(visibleLine(button.label), BUTTON_LABEL_MOST) || '…';
    if ('url' in button) {
      const url = webUrl(button.url, BUTTON_URL_MOST);
      if (url) shown.push({ type: ComponentType.Button, style: ButtonStyle.Link, label, url });
      continue;
    }
    const [purpose, action]: [Purpose, Action] = 'form' in button ? ['f', button.form] : ['a', button.action];
    const encoded = encodeAction(purpose, shown.length, action);
    if (encoded.keep) keep.push(encoded.keep);
    const danger = 'danger' in button && button.danger;
    const style = danger ? ButtonStyle.Danger : 'form' in button ? ButtonStyle.Primary : ButtonStyle.Secondary;
    shown.push({ type: ComponentType.Button, style, label, custom_id: encoded.customId });
  }
  const rows: Row[] = [];
  for (let at = 0; at < shown.length; at += ROW_BUTTONS) {
    rows.push({ type: ComponentType.ActionRow, components: shown.slice(at, at + ROW_BUTTONS) });
  }
  return rows;
}

/**
 * A reply as Discord messages. Embeds rather than components V2: in an embed nothing can ever mention anybody,
 * 6,000 characters fit instead of 4,000, and title, time and picture have places of their own that every client,
 * crosspost and forum shows alike. `opens`: the action that opens the reply's form when it can't be shown at once.
 */
export function render(reply: Reply, opens?: Action): Rendered {
  const keep: Rendered['keep'] = [];
  const title = escapedLine(reply.title, TITLE_MOST) || '…';
  const url = webUrl(reply.url, EMBED_URL_MOST);
  const footer = truncate(visibleLine(reply.footer ?? ''), FOOTER_MOST);
  const pages = layOut(reply, EMBEDS_CHARS_MOST - title.length - footer.length - LEFT_OUT.length);
  const messages = pages.map((descriptions, index): Message => {
    const embeds: APIEmbed[] = (descriptions.length > 0 ? descriptions : ['']).map((text) => ({
      color: ACCENT,
      ...(text.trim() === '' ? {} : { description: text.trim() }),
    }));
    if (index === 0) embeds[0] = { title, ...(url ? { url } : {}), ...embeds[0]! };
    return { body: { embeds, allowed_mentions: { parse: [] } }, files: [] };
  });

  const last = messages.at(-1)!;
  const bottom = last.body.embeds!.at(-1)!;
  if (footer) bottom.footer = { text: footer };
  if (reply.time) bottom.timestamp = reply.time.toISOString();
  const attachments: { id: string; filename: string; description?: string }[] = [];
  const attach = (name: string, data: Buffer, contentType: string, alt?: string): string => {
    const filename = name.replace(/[^\w.-]/gu, '_').slice(-100) || 'file';
    attachments.push({
      id: String(last.files.length),
      filename,
      ...(alt ? { description: truncate(alt, ALT_MOST) } : {}),
    });
    last.files.push({ name: filename, data, contentType });
    return `attachment://${filename}`;
  };
  if (reply.image && 'png' in reply.image) {
    const { png, name, alt } = reply.image;
    bottom.image = { url: attach(name, Buffer.from(png), 'image/png', visibleLine(alt)) };
  } else {
    const picture = webUrl(reply.image?.url, EMBED_URL_MOST);
    if (picture) bottom.image = { url: picture };
  }
  if (reply.file) attach(reply.file.name, Buffer.from(reply.file.content, 'utf8'), reply.file.type);
  if (attachments.length > 0) last.body.attachments = attachments;
  last.body.components = buttonRows(reply, opens, keep);
  return { messages, keep };
}

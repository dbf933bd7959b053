import { createHash } from 'node:crypto';
import type { Clock } from '#core/clock.ts';
import type { Notes } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import type { Api, Payload, Upload } from './api.ts';
import { isBadPicture, isCaptioned, isPictureForbidden, isUnchanged, isUnparsable, TelegramFailure } from './errors.ts';
import {
  CAPTION_MOST,
  renderCaption,
  renderCut,
  type Rendered,
  renderRuns,
  renderTexts,
  type RenderWords,
  TEXT_MOST,
} from './render.ts';
import { webAddress } from './markup.ts';
import type { Turns } from './turns.ts';
import { type InlineButton, type Message, readAddress } from './types.ts';

const HASH_LETTERS = 22;
/** Noted of a picture that Telegram would not take, so that it is not tried for every chat. */
const REFUSED = '-';
/** What could not be sent is tried again so much later when nobody says how long to wait. */
const AGAIN_MS = 2000;

export interface SendOptions {
  words: RenderWords;
  keyboard?: InlineButton[][];
  /** Instead of a keyboard: asks for an answer, or takes a keyboard away. */
  markup?: Payload;
  silent?: boolean;
  /** Told to wait, it waits and sends again, so long in all; otherwise the caller does. */
  patienceMs?: number;
  /** Message that this answers. */
  replyTo?: number;
  /** Ids of the parts that were sent when this was tried before. */
  sent?: readonly number[];
  /** Told of each part as soon as it is there. */
  onSent?(ids: readonly number[], left: number): Promise<void>;
}

export interface SendParts {
  api: Api;
  notes: Notes;
  clock: Clock;
  turns: Pick<Turns, 'take'>;
}

type Step = (common: Payload) => Promise<number>;

/** Replies out: as texts, a photo or a document. Throws the first failure; what was sent before it was told. */
export function createSender({ api, notes, clock, turns }: SendParts) {
  const idOf = (message: Message): number => message.message_id;

  /** The words as HTML, once more as plain text when Telegram can't read the HTML. */
  async function inWords<T>(rendered: Rendered, run: (words: { text: string; parse_mode?: string }) => Promise<T>) {
    try {
      return await run({ text: rendered.html, parse_mode: 'HTML' });
    } catch (error) {
      if (!isUnparsable(error)) throw error;
      return run({ text: rendered.plain });
    }
  }

  const text =
    (rendered: Rendered, preview: Payload): Step =>
    async (common) =>
      inWords(rendered, async (words) =>
        idOf(await api.call<Message>('sendMessage', { ...common, ...words, link_preview_options: preview })),
      );

  const withCaption =
    (method: 'sendPhoto' | 'sendDocument', media: Payload, caption: Rendered | undefined) =>
    (common: Payload): Promise<Message> =>
      caption
        ? inWords(caption, ({ text, ...mode }) =>
            api.call<Message>(method, { ...common, ...media, caption: text, ...mode }),
          )
        : api.call<Message>(method, { ...common, ...media });

  /** A picture by the id that Telegram gave it the first time, else by address or upload. Undefined: it can't be had. */
  async function photo(
    image: NonNullable<Reply['image']>,
    caption: Rendered | undefined,
    common: Payload,
  ): Promise<number | undefined> {
    const address = 'url' in image ? webAddress(image.url) : undefined;
    if ('url' in image && !address) return undefined;
    const source = 'png' in image ? image.png : address!;
    const key = `file:${createHash('sha256').update(source).digest('base64url').slice(0, HASH_LETTERS)}`;
    const upload = (): Upload | string =>
      'png' in image ? { source: Buffer.from(image.png), filename: image.name } : address!;
    let fileId = await notes.get(key);
    if (fileId === REFUSED) return undefined;
    for (;;) {
      try {
        const message = await withCaption('sendPhoto', { photo: fileId ?? upload() }, caption)(common);
        const sizes = (message.photo ?? []) as { file_id: string }[];
        const largest = sizes.at(-1)?.file_id;
        if (!fileId && largest) await notes.set(key, largest);
        return message.message_id;
      } catch (error) {
        if (isPictureForbidden(error)) return undefined;
        if (!isBadPicture(error)) throw error;
        await notes.set(key, REFUSED);
        if (!fileId) return undefined;
        // An id can go stale; the picture itself may still be had.
        fileId = undefined;
      }
    }
  }

  /** Of links none is shown large but the picture's own. */
  function previewOf({ image }: Reply): Payload {
    const url = image && 'url' in image ? webAddress(image.url) : undefined;
    return url ? { url, prefer_large_media: true, show_above_text: true } : { is_disabled: true };
  }

  function stepsOf(reply: Reply, words: RenderWords): Step[] {
    const runs = renderRuns(reply, words);
    const { image, file } = reply;
    const pictured = image && 'url' in image ? webAddress(image.url) : undefined;
    const preview = previewOf(reply);
    const texts = renderTexts(runs).map((one) => text(one, preview));
    if (file) {
      const document: Upload = { source: Buffer.from(file.content), filename: file.name };
      const caption = renderCaption(runs);
      const attached: Step = async (common) => idOf(await withCaption('sendDocument', { document }, caption)(common));
      return caption ? [attached] : [...texts, attached];
    }
    if (!image) return texts;
    const caption = renderCaption(runs);
    if (caption) return [async (common) => (await photo(image, caption, common)) ?? texts[0]!(common)];
    // Too long for a caption: an address shows as the preview above the text, our own picture goes first.
    if (pictured) return texts;
    return [async (common) => (await photo(image, undefined, common)) ?? 0, ...texts];
  }

  return {
    /** @returns ids of the messages, in order. @throws TelegramFailure */
    async send(address: string, reply: Reply, options: SendOptions): Promise<number[]> {
      const steps = stepsOf(reply, options.words);
      const ids = [...(options.sent ?? [])];
      for (const [index, step] of steps.entries()) {
        if (index < ids.length) continue;
        await turns.take(address);
        const isLast = index === steps.length - 1;
        const keyboard = options.keyboard?.length ? { inline_keyboard: options.keyboard } : options.markup;
        const common = {
          ...readAddress(address),
          ...(options.silent ? { disable_notification: true } : {}),
          ...(options.replyTo === undefined || index > 0
            ? {}
            : { reply_parameters: { message_id: options.replyTo, allow_sending_without_reply: true } }),
          ...(isLast && keyboard ? { reply_markup: keyboard } : {}),
        };
        ids.push(await patiently(clock, options.patienceMs ?? 0, () => step(common)));
        await options.onSent?.(ids, steps.length - ids.length);
      }
      return ids.filter((id) => id > 0);
    },

    /**
     * Changes what was sent, within the messages that are there: text that needs more room is cut.
     * @throws TelegramFailure
     */
    async edit(address: string, ids: readonly number[], reply: Reply, options: SendOptions): Promise<void> {
      const { chat_id } = readAddress(address);
      const runs = renderRuns(reply, options.words);
      const preview = previewOf(reply);
      const texts = ids.length === 1 ? [renderCut(runs, TEXT_MOST)] : renderTexts(runs);
      for (const [index, id] of ids.entries()) {
        const rendered = texts[index] ?? { html: '—', plain: '—' };
        const isLast = index === ids.length - 1;
        const common = {
          chat_id,
          message_id: id,
          ...(isLast ? { reply_markup: { inline_keyboard: options.keyboard ?? [] } } : {}),
        };
        try {
          const change = (words: Payload) =>
            api.call('editMessageText', { ...common, ...words, link_preview_options: preview });
          await patiently(clock, options.patienceMs ?? 0, () => inWords(rendered, change)).catch((error: unknown) => {
            if (!isCaptioned(error)) throw error;
            const caption = renderCut(runs, CAPTION_MOST);
            return inWords(caption, ({ text: words, ...mode }) =>
              api.call('editMessageCaption', { ...common, caption: words, ...mode }),
            );
          });
        } catch (error) {
          if (!isUnchanged(error)) throw error;
        }
      }
    },
  };
}

export type Sender = ReturnType<typeof createSender>;

/** Runs again what surely was not done: refused because of too many messages, or never sent. Any other failure is thrown. */
async function patiently<T>(clock: Clock, mostMs: number, run: () => Promise<T>): Promise<T> {
  for (let waited = 0; ;) {
    try {
      return await run();
    } catch (error) {
      const failure = error instanceof TelegramFailure ? error : undefined;
      const isDelayed = failure?.kind === 'unsent' || failure?.code === 429;
      const waitMs = failure?.retryAfterMs ?? AGAIN_MS;
      if (!isDelayed || waited + waitMs > mostMs) throw error;
      waited += waitMs;
      await clock.sleep(waitMs);
    }
  }
}

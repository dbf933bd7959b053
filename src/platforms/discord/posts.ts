import {
  type APIMessage,
  ChannelType,
  type Client,
  MessageFlags,
  RESTJSONErrorCodes as Code,
  Routes,
} from 'discord.js';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { Meter } from '#core/meter.ts';
import type { Notes, Platform, Posted, PostOptions } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import type { InvalidBudget } from './budget.ts';
import { createChannels, type KnownChannel } from './channels.ts';
import type { Closed } from './closed.ts';
import type { DirectMessages } from './direct.ts';
import { isCode, isTokenRefused, REFUSED_MS, toFailure, UnwantedError, WaitError } from './errors.ts';
import { createForums } from './forum.ts';
import { createPostParts, markOf, nonceOf } from './parts.ts';
import { type Message, render } from './render.ts';
import { isForum } from './rights.ts';
import { privateUser } from './request.ts';

/** Crossposts of a channel in an hour; more are refused (facts/delivery.md §1.2). */
const CROSSPOSTS_HOURLY = 10;
const HOUR_MS = 60 * 60_000;
/** A message older than this before its request is one of before, given back for its nonce; clocks differ by less. */
const CLOCKS_MS = 2000;
const ROLE_ID = /^\d{17,20}$/u;

export interface PostParts {
  client: Client;
  notes: Notes;
  clock: Clock;
  log: Log;
  meter: Meter;
  budget: InvalidBudget;
  closed: Closed;
  direct: DirectMessages;
  /** Why nothing may be sent at all (the token was refused); undefined while all is well. */
  refusal(): string | undefined;
  refuse(error: unknown): void;
}

/** `[thread/]id[+id…]`: a long post is several messages, a forum's post stands in a thread of its own. */
const writeId = (channelId: string, address: string, ids: string[]): string =>
  `${channelId === address || privateUser(address) ? '' : `${channelId}/`}${ids.join('+')}`;

/** Posting, editing and finding posts. Each request is one try: what becomes of a failure is delivery's to say. */
export function createPosts(parts: PostParts): Required<Pick<Platform, 'post' | 'edit' | 'find'>> {
  const { client, notes, clock, log, meter, budget, closed, direct } = parts;
  const channels = createChannels(client, () => clock.now().getTime());
  const forums = createForums({ ...parts, channels });
  const crossposts = new Map<string, number[]>();
  let pausedUntil = 0;

  function hold(): void {
    const waitMs = Math.max(budget.postsWaitMs(), pausedUntil - clock.now().getTime());
    if (waitMs > 0) throw new WaitError(waitMs, 'posting is paused');
  }

  function refusedPost(): Posted | undefined {
    const detail = parts.refusal();
    if (detail === undefined) return undefined;
    return { ok: false, reason: 'unavailable', detail, retryAfterMs: REFUSED_MS, scope: 'platform' };
  }

  async function fail(address: string, error: unknown): Promise<Posted> {
    const failure = toFailure(error);
    if (isTokenRefused(error)) parts.refuse(error);
    const isOurs = error instanceof WaitError;
    if (failure.reason === 'throttled' && failure.isForAll && !isOurs) {
      pausedUntil = clock.now().getTime() + (failure.retryAfterMs ?? 0);
      log.warn('discord.paused', { ms: failure.retryAfterMs });
    }
    if (failure.reason === 'rejected' && !(error instanceof UnwantedError))
      log.error('discord.rejected', { address, detail: failure.detail, error });
    if (failure.reason === 'gone' || failure.reason === 'forbidden') await closed.close(address);
    const { reason, detail, retryAfterMs } = failure;
    return {
      ok: false,
      reason,
      detail,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(failure.isForAll ? { scope: 'platform' as const } : {}),
    };
  }

  async function send(channelId: string, message: Message, nonce: string): Promise<string> {
    const body = { ...message.body, nonce, enforce_nonce: true };
    const once = async (): Promise<string> => {
      const since = clock.now().getTime();
      const route = Routes.channelMessages(channelId);
      const sent = (await client.rest.post(route, { body, files: message.files })) as APIMessage;
      const isOld = Date.parse(sent.timestamp) < since - CLOCKS_MS;
      if (isOld) meter.count('duplicates_suppressed', { platform: 'discord' });
      return sent.id;
    };
    try {
      return await once();
    } catch (error) {
      if (!isCode(error, Code.InvalidActionOnArchivedThread)) throw error;
      await client.rest.patch(Routes.channel(channelId), { body: { archived: false } });
      return once();
    }
  }

  const messageParts = createPostParts({ client, notes, myId: () => channels.myId(), post: send });

  function crosspost(channelId: string, messageId: string): void {
    const now = clock.now().getTime();
    const recent = (crossposts.get(channelId) ?? []).filter((at) => at > now - HOUR_MS);
    if (recent.length >= CROSSPOSTS_HOURLY) return;
    crossposts.set(channelId, [...recent, now]);
    client.rest
      .post(Routes.channelMessageCrosspost(channelId, messageId))
      .catch((error: unknown) => log.warn('discord.crosspost-failed', { channelId, ...toFailure(error) }));
  }

  async function prepare(reply: Reply, key: string, options: PostOptions): Promise<Message[]> {
    const { messages, keep } = render(reply);
    const [first] = messages as [Message];
    const { mention } = options;
    if (mention && ROLE_ID.test(mention)) {
      first.body.content = `<@&${mention}>`;
      first.body.allowed_mentions = { parse: [], roles: [mention] };
    }
    if (options.silent) for (const { body } of messages) body.flags = MessageFlags.SuppressNotifications;
    const row = messages.at(-1)!.body.components?.[0];
    if (row) row.id = markOf(key);
    for (const one of keep) await notes.set(one.key, one.value);
    return messages;
  }

  async function postInForum(
    forum: KnownChannel,
    reply: Reply,
    messages: Message[],
    key: string,
    options: PostOptions,
  ): Promise<string> {
    const nonce = nonceOf(key, 0);
    const { story } = options;
    const place = await forums.find(forum, story, nonce);
    let { thread } = place;
    if (thread && thread.openedBy !== nonce) {
      try {
        return writeId(thread.id, forum.id, await messageParts.send(thread.id, key, messages));
      } catch (error) {
        // A story whose thread was locked is closed by its moderators; the forum is not.
        if (isCode(error, Code.ThreadLocked)) throw new UnwantedError("the story's thread is locked");
        // Somebody deleted the story's thread: the story gets another.
        if (!isCode(error, Code.UnknownChannel)) throw error;
        await forums.forget(place);
        thread = undefined;
      }
    }
    const more = { title: reply.title, nonce, ...(story ? { story } : {}) };
    const id = thread?.id ?? (await forums.open(forum, place, messages[0]!, more));
    return writeId(id, forum.id, [id, ...(await messageParts.send(id, key, messages.slice(1), 1))]);
  }

  async function postIn(channelId: string, address: string, messages: Message[], key: string): Promise<string> {
    return writeId(channelId, address, await messageParts.send(channelId, key, messages));
  }

  async function postInServer(
    address: string,
    reply: Reply,
    messages: Message[],
    key: string,
    options: PostOptions,
  ): Promise<string> {
    const channel = await channels.of(address);
    if (isForum(channel.type)) return postInForum(channel, reply, messages, key, options);
    const messageId = await postIn(address, address, messages, key);
    if (channel.type === ChannelType.GuildAnnouncement) for (const id of messageId.split('+')) crosspost(address, id);
    return messageId;
  }

  /** The channel behind an address; a private one is opened when it is first needed. */
  const channelOf = async (address: string): Promise<string> => {
    const userId = privateUser(address);
    return userId === undefined ? address : direct.channelOf(userId);
  };

  return {
    async post(address, reply, key, options = {}) {
      const refused = refusedPost();
      if (refused) return refused;
      try {
        hold();
        const messages = await prepare(reply, key, options);
        const userId = privateUser(address);
        const messageId =
          userId === undefined
            ? await postInServer(address, reply, messages, key, options)
            : await postIn(await direct.channelOf(userId), address, messages, key);
        return { ok: true, messageId };
      } catch (error) {
        return fail(address, error);
      }
    },

    async edit(address, messageId, reply) {
      const refused = refusedPost();
      if (refused) return refused;
      const [, thread, list] = /^(?:(\d+)\/)?(\d+(?:\+\d+)*)$/u.exec(messageId) ?? [];
      if (!list) return { ok: false, reason: 'gone', detail: 'no such message' };
      try {
        hold();
        const { messages, keep } = render(reply);
        for (const one of keep) await notes.set(one.key, one.value);
        const channelId = thread ?? (await channelOf(address));
        for (const [index, id] of list.split('+').entries()) {
          const route = Routes.channelMessage(channelId, id);
          const message = messages[index];
          if (!message) await client.rest.delete(route);
          else await client.rest.patch(route, { body: { attachments: [], ...message.body }, files: message.files });
        }
        return { ok: true, messageId };
      } catch (error) {
        const isGone =
          isCode(error, Code.UnknownMessage) || (thread !== undefined && isCode(error, Code.UnknownChannel));
        if (isGone) return { ok: false, reason: 'gone', detail: 'the message was deleted' };
        return fail(address, error);
      }
    },

    async find(address, key) {
      if (parts.refusal()) return undefined;
      const channelId = await channelOf(address);
      // A forum's posts stand in threads, and those are found by their notes.
      if (channelId === address && isForum((await channels.of(address)).type)) return undefined;
      const ids = await messageParts.find(channelId, key);
      return ids && writeId(channelId, address, ids);
    },
  };
}

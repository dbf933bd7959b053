import type { RESTPostAPIChannelMessageJSONBody as Body } from 'discord.js';
import { messageFaults } from './rules.ts';
import { channelJson, type FakeChannel, type FakeMessage, messageJson, RIGHTS, type World } from './world.ts';

const NONCE_MS = 5 * 60_000;

export type Files = FakeMessage['files'];

export interface RestAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Messages and threads in channels, with everything that can be wrong about them. */
export function createMessages(
  world: World,
  parts: { breaches: string[]; now(): number; onThread(thread: FakeChannel): void },
) {
  const { breaches, now } = parts;

  function channelOf(id: string): FakeChannel {
    const channel = world.channels.get(id);
    if (!channel) throw new ApiError(404, 10_003, 'Unknown Channel');
    if (channel.guildId && !world.guilds.get(channel.guildId)?.isMember)
      throw new ApiError(403, 50_001, 'Missing Access');
    return channel;
  }

  function takeMessage(body: Body, files: { name: string; size: number }[], isPost: boolean): void {
    const names = files.map((file) => file.name);
    const faults = messageFaults(body, names, isPost);
    if (faults.length > 0) {
      breaches.push(...faults);
      throw new ApiError(400, 50_035, `Invalid Form Body: ${faults[0]}`);
    }
  }

  function need(channel: FakeChannel, body: Body): Body {
    const rights = world.rightsIn(channel);
    if ((rights & RIGHTS.ViewChannel) === 0n) throw new ApiError(403, 50_001, 'Missing Access');
    const write = channel.type === 11 ? RIGHTS.SendMessagesInThreads : RIGHTS.SendMessages;
    if ((rights & write) === 0n) throw new ApiError(403, 50_013, 'Missing Permissions');
    if (channel.archived) throw new ApiError(400, 50_083, 'Tried to perform an operation on an archived thread');
    if (channel.locked) throw new ApiError(400, 160_005, 'Thread is locked');
    if ((rights & RIGHTS.EmbedLinks) === 0n) {
      if (!body.content && !body.components?.length) throw new ApiError(400, 50_006, 'Cannot send an empty message');
      return { ...body, embeds: [] };
    }
    return body;
  }

  function keep(channelId: string, body: Body, files: Files, more: Partial<FakeMessage> = {}): FakeMessage {
    const message: FakeMessage = {
      id: world.snowflake(),
      channelId,
      body,
      files,
      at: new Date(now()),
      isCrossposted: false,
      edits: 0,
      ...more,
    };
    world.messages.push(message);
    return message;
  }

  function post(channelId: string, given: Body, files: Files): RestAnswer {
    const channel = channelOf(channelId);
    takeMessage(given, files, true);
    const body = need(channel, given);
    if (channel.type === 15) throw new ApiError(400, 50_008, 'Cannot send messages in a non-text channel');
    if (channel.type === 1 && world.users.get(channel.recipientId!)?.closedToDms) {
      throw new ApiError(403, 50_007, 'Cannot send messages to this user');
    }
    const known = world.messages.find((one) => one.body.nonce === body.nonce && one.at.getTime() > now() - NONCE_MS);
    return { status: 200, body: messageJson(world, known ?? keep(channelId, body, files)) };
  }

  function openThread(
    channelId: string,
    body: { name: string; applied_tags?: string[]; message: Body },
    files: Files,
  ): RestAnswer {
    const forum = channelOf(channelId);
    if (forum.type !== 15) throw new ApiError(400, 50_024, 'Cannot execute action on this channel type');
    takeMessage(body.message, files, false);
    const message = need(forum, body.message);
    const tags = body.applied_tags ?? [];
    if (tags.some((tag) => !forum.tags.some((one) => one.id === tag))) throw new ApiError(400, 10_087, 'Unknown tag');
    if (forum.requireTag && tags.length === 0)
      throw new ApiError(400, 40_067, 'A tag is required to create a forum post in this channel');
    const guild = world.guilds.get(forum.guildId!)!;
    const thread = world.addChannel(guild, {
      type: 11,
      name: body.name,
      parentId: forum.id,
      ownerId: world.bot.id,
      appliedTags: tags,
      createdAt: new Date(now()),
    });
    keep(thread.id, message, files, { id: thread.id });
    parts.onThread(thread);
    return { status: 201, body: channelJson(world, thread) };
  }

  function messageOf(channelId: string, id: string): FakeMessage {
    const found = world.messages.find((one) => one.channelId === channelId && one.id === id);
    if (!found) throw new ApiError(404, 10_008, 'Unknown Message');
    return found;
  }

  function change(message: FakeMessage, body: Body, files: Files): void {
    takeMessage({ ...body }, files, false);
    message.body = { ...message.body, ...body };
    message.files = files;
    message.edits += 1;
  }

  return { channelOf, takeMessage, keep, post, openThread, messageOf, change };
}

export type Messages = ReturnType<typeof createMessages>;

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '#core/clock.ts';
import { createLimits, type LimitSettings } from './limits.ts';
import { createMethods, type MethodContext } from './methods.ts';
import { loadSpec } from './spec.ts';
import { type Answered, type FakeChat, type FakeMember, type FakeUser, ok, refuse, type Stored } from './world.ts';

const SECOND_MS = 1000;
export const TOKEN = '1234567890:AAcanaryCanaryCanaryCanaryCanary_-x';
export const ME: FakeUser = { id: 1234567890, is_bot: true, first_name: 'Kabar', username: 'kabar_bot' };

/** What goes wrong with the next call of a method. */
export type Trouble =
  | { kind: 'answer'; code: number; description: string; parameters?: Record<string, unknown> }
  /** Taken in, and the connection broken without an answer. */
  | { kind: 'cut-after' }
  | { kind: 'cut-before' }
  /** Taken in, then 502 from a proxy. */
  | { kind: 'bad-gateway' }
  /** Taken in, then 200 with a page. */
  | { kind: 'page' };

export interface FakeTelegram {
  origin: string;
  chats: Map<number, FakeChat>;
  messages: Stored[];
  requests: { method: string; payload: Record<string, unknown> }[];
  /** What broke the specification or a limit, one sentence each. */
  breaches: string[];
  /** Requests that Telegram said no to, other than by plan. */
  refused: { method: string; description: string }[];
  users: Map<number, FakeUser>;
  /** Files that can be downloaded, by id. */
  files: Map<string, Uint8Array>;
  /** Addresses of pictures that Telegram can't have. */
  badPictures: Set<string>;
  addChat(chat: Partial<FakeChat> & Pick<FakeChat, 'id' | 'type'>): FakeChat;
  addUser(user: Partial<FakeUser> & Pick<FakeUser, 'id'>): FakeUser;
  setMember(chatId: number, userId: number, member: FakeMember): void;
  /** Queues an update for polling, or sends it to the webhook. Gives its id. */
  push(update: Record<string, unknown>): number;
  /** The next call of the method goes wrong, or the one after `skip` that go well. */
  fail(method: string, trouble: Trouble, skip?: number): void;
  webhook: { url: string; secret: string } | undefined;
  /** Requests that are neither polls nor answered. */
  busy(): boolean;
  newMessageId(): number;
  close(): Promise<void>;
}

async function readPayload(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/'))
    return body.length > 0 ? (JSON.parse(body.toString()) as Record<string, unknown>) : {};
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  const payload: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (name === 'method') continue;
    // Telegram reads numbers, booleans and objects out of the form's text.
    const isJson = typeof value === 'string' && (/^[[{]/u.test(value) || /^(?:-?\d+|true|false)$/u.test(value));
    payload[name] = isJson ? (JSON.parse(value) as unknown) : value;
  }
  return payload;
}

/**
 * A Bot API server on loopback, as strict as the real one: Telegram's own sentences, entities parsed, limits in
 * sliding windows, real long polling, and every request held against the specification where it is at hand.
 */
export async function startTelegram(options: {
  clock: Clock;
  limits?: LimitSettings;
  token?: string;
}): Promise<FakeTelegram> {
  const token = options.token ?? TOKEN;
  const limits = createLimits(options.clock, options.limits ?? { perSecond: 30, perChat: 1, perGroupMinute: 20 });
  const spec = loadSpec();
  const queue: Record<string, unknown>[] = [];
  const troubles: { method: string; trouble: Trouble; skip: number }[] = [];
  const sockets = new Set<Socket>();
  let lastUpdate = 700_000_000;
  let lastMessage = 100;
  let allowed: string[] | undefined;
  let poller: { response: ServerResponse; wake(): void } | undefined;
  let busy = 0;

  const fake: FakeTelegram = {
    origin: '',
    chats: new Map(),
    messages: [],
    requests: [],
    breaches: [],
    refused: [],
    users: new Map([[ME.id, ME]]),
    files: new Map(),
    badPictures: new Set(),
    webhook: undefined,
    busy: () => busy > 0,
    newMessageId: () => ++lastMessage,
    addChat(chat) {
      const made: FakeChat = { topics: new Map(), members: new Map(), ...chat };
      if (!made.members.has(ME.id)) {
        made.members.set(ME.id, { status: chat.type === 'channel' ? 'administrator' : 'member' });
      }
      fake.chats.set(made.id, made);
      return made;
    },
    addUser(user) {
      const made = { is_bot: false, first_name: `Orang ${user.id}`, ...user };
      fake.users.set(made.id, made);
      return made;
    },
    setMember(chatId, userId, member) {
      fake.chats.get(chatId)!.members.set(userId, member);
    },
    push(update) {
      const update_id = ++lastUpdate;
      const kind = Object.keys(update)[0]!;
      if (allowed && !allowed.includes(kind)) return update_id;
      queue.push({ update_id, ...update });
      poller?.wake();
      return update_id;
    },
    fail(method, trouble, skip = 0) {
      troubles.push({ method, trouble, skip });
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  const context: MethodContext = { fake, takeTurn: (chatId) => limits.take(chatId), botId: ME.id };
  const methods = createMethods(context);

  async function getUpdates(payload: Record<string, unknown>, response: ServerResponse): Promise<Answered> {
    if (fake.webhook) {
      return refuse(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    if (poller) {
      const conflict = refuse(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      );
      if (!poller.response.writableEnded) {
        poller.response.writeHead(409).end(JSON.stringify(conflict.body));
        poller.wake();
      }
    }
    if (Array.isArray(payload['allowed_updates'])) allowed = payload['allowed_updates'] as string[];
    const offset = payload['offset'] as number | undefined;
    if (offset !== undefined) {
      while (queue.length > 0 && (queue[0]!['update_id'] as number) < offset) queue.shift();
    }
    const holdMs = ((payload['timeout'] as number | undefined) ?? 0) * SECOND_MS;
    if (queue.length === 0 && holdMs > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, holdMs);
        const own = {
          response,
          wake() {
            clearTimeout(timer);
            if (poller === own) poller = undefined;
            resolve();
          },
        };
        poller = own;
        response.on('close', own.wake);
      });
    }
    return ok(queue.slice(0, (payload['limit'] as number | undefined) ?? 100));
  }

  async function respond(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const payload = await readPayload(request);
    fake.requests.push({ method, payload });
    for (const fault of spec?.check(method, payload) ?? []) fake.breaches.push(`specification: ${fault}`);
    const planned = troubles.findIndex((one) => one.method === method && one.skip-- <= 0);
    const [trouble] = planned < 0 ? [] : troubles.splice(planned, 1).map((one) => one.trouble);
    if (trouble?.kind === 'cut-before') return void request.socket.destroy();
    let answered: Answered;
    if (trouble?.kind === 'answer') answered = refuse(trouble.code, trouble.description, trouble.parameters);
    else if (method === 'getUpdates') answered = await getUpdates(payload, response);
    else answered = methods(method, payload);
    if (!trouble && answered.status !== 200)
      fake.refused.push({ method, description: String(answered.body['description']) });
    if (trouble?.kind === 'cut-after') return void request.socket.destroy();
    if (response.writableEnded || response.destroyed) return;
    if (trouble?.kind === 'bad-gateway') return void response.writeHead(502).end('<html>502 Bad Gateway</html>');
    if (trouble?.kind === 'page') return void response.writeHead(200).end('<html>hello</html>');
    response.writeHead(answered.status, { 'content-type': 'application/json' }).end(JSON.stringify(answered.body));
  }

  function take(request: IncomingMessage, response: ServerResponse): unknown {
    const [, kind, given, rest = ''] = /^\/(file\/bot|bot)([^/]+)\/(.*)$/u.exec(request.url ?? '') ?? [];
    if (given === undefined) return response.writeHead(404).end();
    if (decodeURIComponent(given) !== token) {
      const refused = refuse(401, 'Unauthorized');
      return response.writeHead(401).end(JSON.stringify(refused.body));
    }
    if (kind === 'file/bot') {
      const file = fake.files.get(rest);
      return file ? response.writeHead(200).end(file) : response.writeHead(404).end();
    }
    const isPoll = rest === 'getUpdates';
    if (!isPoll) busy += 1;
    return respond(rest, request, response)
      .catch((error: unknown) => {
        fake.breaches.push(`the fake server broke at ${rest}: ${String(error)}`);
        response.destroy();
      })
      .finally(() => {
        if (!isPoll) busy -= 1;
      });
  }

  const server = createServer((request, response) => {
    take(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  fake.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

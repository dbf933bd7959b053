import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { RESTPostAPIChannelMessageJSONBody as Body } from 'discord.js';
import { createAnswers, type PendingInteraction } from './answers.ts';
import { ApiError, createMessages, type Files, type RestAnswer } from './messages.ts';
import { specCheck } from './spec.ts';
import { channelJson, type FakeChannel, messageJson, userJson, type World } from './world.ts';

/** Limits of developers/topics/rate-limits; per channel as it is seen (facts: 5 in 5 s). */
const GLOBAL_PER_SECOND = 50;
const CHANNEL_MOST = 5;
const CHANNEL_MS = 5000;

export type Fault = 'throttled' | 'unavailable' | 'uncertain' | 'lost' | 'unauthorized' | 'cloudflare' | 'broken';

export interface RestCall {
  method: string;
  path: string;
  body: unknown;
  at: number;
}

export interface FakeRest {
  server: Server;
  calls: RestCall[];
  breaches: string[];
  /** Answers of 429 that we gave because a limit was broken. */
  limited: number;
  /** Errors that a strict reader would call our own mistake. */
  invalid: number;
  /** Sessions that may still be begun today, of a thousand. */
  sessionsLeft: number;
  interactions: Map<string, PendingInteraction>;
  /** The next requests that fit get these faults, in order. */
  faults: { fits(method: string, path: string): boolean; how: Fault }[];
  root(): string;
}

async function readBody(request: IncomingMessage): Promise<{ body: unknown; files: { name: string; size: number }[] }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!type.startsWith('multipart/form-data')) return { body: JSON.parse(bytes.toString()), files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files = [...form.entries()]
    .filter(([name]) => name.startsWith('files['))
    .map(([, file]) => ({ name: (file as File).name, size: (file as File).size }));
  return { body: JSON.parse(form.get('payload_json') as string), files };
}

/** Discord's REST API, as strict as the real one and stricter where the house has rules. */
export function createRest(
  world: World,
  parts: {
    token: () => string;
    gatewayUrl(): string;
    shards: number;
    now(): number;
    enforceRates: boolean;
    onThread(channel: FakeChannel): void;
  },
): FakeRest {
  const check = specCheck();
  const rates = new Map<string, number[]>();
  const { now } = parts;
  const breaches: string[] = [];
  const messages = createMessages(world, { breaches, now, onThread: parts.onThread });
  const answers = createAnswers(world, messages, now);
  const rest: FakeRest = {
    server: createServer(),
    calls: [],
    breaches,
    limited: 0,
    invalid: 0,
    sessionsLeft: 999,
    interactions: answers.interactions,
    faults: [],
    root: () => `http://127.0.0.1:${(rest.server.address() as { port: number }).port}/api`,
  };
  const breach = (text: string): void => void rest.breaches.push(text);

  /** Counts in a sliding window; milliseconds to wait when it is full. */
  function rate(key: string, most: number, windowMs: number): number {
    const seen = (rates.get(key) ?? []).filter((at) => at > now() - windowMs);
    rates.set(key, seen);
    if (seen.length >= most) return seen[0]! + windowMs - now();
    seen.push(now());
    return 0;
  }

  function limits(method: string, path: string): RestAnswer | undefined {
    if (!parts.enforceRates || path.startsWith('/interactions/') || path.startsWith('/webhooks/')) return undefined;
    const channel = /^\/channels\/(\d+)\/messages$/u.exec(path)?.[1];
    const waitMs = Math.max(
      rate('global', GLOBAL_PER_SECOND, 1000),
      channel && method === 'POST' ? rate(channel, CHANNEL_MOST, CHANNEL_MS) : 0,
    );
    if (waitMs === 0) return undefined;
    rest.limited += 1;
    return throttled(waitMs / 1000);
  }

  const throttled = (seconds: number): RestAnswer => ({
    status: 429,
    headers: { 'retry-after': String(seconds), 'x-ratelimit-scope': 'user' },
    body: { message: 'You are being rate limited.', retry_after: seconds, global: false },
  });

  function route(method: string, path: string, query: URLSearchParams, body: unknown, files: Files): RestAnswer {
    const [area, id, ...tail] = path.split('/').slice(1) as [string, string, ...string[]];
    const rest_ = `${method} ${[area, ...tail].join('/')}`;
    const limit = { total: 1000, remaining: rest.sessionsLeft, reset_after: 86_400_000, max_concurrency: 16 };
    if (path === '/gateway/bot')
      return { status: 200, body: { url: parts.gatewayUrl(), shards: parts.shards, session_start_limit: limit } };
    if (path === '/applications/@me') return { status: 200, body: { id: world.applicationId, name: 'Kabar' } };
    if (path === '/users/@me') return { status: 200, body: userJson(world.bot, true) };
    if (path === '/users/@me/channels') {
      const { recipient_id: userId } = body as { recipient_id: string };
      if (!world.users.has(userId)) throw new ApiError(400, 50_033, 'Invalid Recipient(s)');
      return { status: 200, body: channelJson(world, world.privateChannel(userId)) };
    }
    if (rest_ === 'PUT applications/commands') {
      world.commands = body as World['commands'];
      return { status: 200, body: world.commands.map((one) => ({ ...one, id: world.snowflake() })) };
    }
    if (area === 'interactions' && tail[1] === 'callback') return answers.callback(id, body as never, files);
    if (area === 'webhooks') return answers.webhook(method, tail[0]!, tail[2], body as Body, files);
    if (rest_ === 'GET guilds/threads/active') {
      const threads = [...world.channels.values()].filter(
        (one) => one.type === 11 && one.guildId === id && !one.archived,
      );
      return { status: 200, body: { threads: threads.map((one) => channelJson(world, one)), members: [] } };
    }
    if (area !== 'channels') throw new ApiError(404, 0, '404: Not Found');
    if (tail.length === 0 && method === 'GET') return { status: 200, body: channelJson(world, messages.channelOf(id)) };
    if (tail.length === 0 && method === 'PATCH') {
      const channel = Object.assign(messages.channelOf(id), body as object);
      return { status: 200, body: channelJson(world, channel) };
    }
    if (rest_ === 'POST channels/messages') return messages.post(id, body as Body, files);
    if (rest_ === 'POST channels/threads') return messages.openThread(id, body as never, files);
    if (rest_ === 'GET channels/messages') {
      messages.channelOf(id);
      const found = world.messages
        .filter((one) => one.channelId === id && !one.ephemeralFor)
        .slice(-Number(query.get('limit') ?? 50));
      return { status: 200, body: found.reverse().map((one) => messageJson(world, one)) };
    }
    messages.channelOf(id);
    const message = messages.messageOf(id, tail[1] ?? '');
    if (tail[2] === 'crosspost') {
      if (world.channels.get(id)?.type !== 5)
        throw new ApiError(400, 50_024, 'Cannot execute action on this channel type');
      message.isCrossposted = true;
    } else if (method === 'PATCH') messages.change(message, body as Body, files);
    else if (method === 'DELETE') {
      world.messages.splice(world.messages.indexOf(message), 1);
      return { status: 204 };
    }
    return { status: 200, body: messageJson(world, message) };
  }

  function injected(method: string, path: string): Fault | undefined {
    const at = rest.faults.findIndex((fault) => fault.fits(method, path));
    return at < 0 ? undefined : rest.faults.splice(at, 1)[0]!.how;
  }

  const BEFORE: Partial<Record<Fault, RestAnswer>> = {
    throttled: throttled(2),
    unavailable: {
      status: 400,
      body: { code: 130_000, message: 'API resource is currently overloaded. Try again a little later' },
    },
    unauthorized: { status: 401, body: { code: 0, message: '401: Unauthorized' } },
    cloudflare: { status: 429, body: 'error code: 1015' },
    broken: { status: 502, body: '<html>Bad Gateway</html>' },
  };

  rest.server.on('request', (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/u, '');
    const method = request.method ?? 'GET';
    const send = ({ status, body, headers }: RestAnswer): void => {
      const isText = typeof body === 'string';
      if (body !== undefined) response.setHeader('content-type', isText ? 'text/html' : 'application/json');
      response.writeHead(status, headers);
      response.end(body === undefined ? undefined : isText ? body : JSON.stringify(body));
    };
    const act = async (): Promise<void> => {
      const { body, files } = await readBody(request);
      rest.calls.push({ method, path, body, at: now() });
      const fault = injected(method, path);
      if (fault === 'lost') return void request.socket.destroy();
      if (fault && BEFORE[fault]) return send(BEFORE[fault]);
      const isTokenless = path.startsWith('/interactions/') || path.startsWith('/webhooks/');
      if (!isTokenless && request.headers.authorization !== `Bot ${parts.token()}`) return send(BEFORE.unauthorized!);
      const limited = limits(method, path);
      if (limited) return send(limited);
      try {
        const faults = check(method, path, body);
        if (faults.length > 0) {
          rest.breaches.push(...faults);
          throw new ApiError(400, 50_035, `Invalid Form Body: ${faults[0]}`);
        }
        const answer = route(method, path, url.searchParams, body, files);
        if (fault === 'uncertain') return void request.socket.destroy();
        send(answer);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.code === 50_035 || error.code === 0) rest.invalid += 1;
        send({ status: error.status, body: { code: error.code, message: error.message } });
      }
    };
    act().catch((error: unknown) => {
      breach(`the fake itself broke on ${method} ${path}: ${String(error)}`);
      send({ status: 500, body: { message: 'broken' } });
    });
  });
  return rest;
}

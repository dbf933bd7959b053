import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { groupsOf, type Rules, RULES } from './limits.ts';

export type PlatformName = keyof typeof RULES;

/** One message as the server keeps it. */
export interface Created {
  platform: PlatformName;
  address: string;
  key: string;
  items: string[];
  at: number;
}

export interface Faults {
  random(): number;
  /** Shares of requests: "too fast" though it was not; accepted, but the answer is lost; refused with a 503. */
  tooFast: number;
  lostAnswer: number;
  unavailable: number;
}

export interface FaultServer {
  url: string;
  created: Created[];
  requests: Record<PlatformName, number>;
  /** Requests that came too fast for the platform's limits: the server counts them itself, and any is a failure. */
  breaches: string[];
  suppressed: number;
  faults: Faults | undefined;
  close(): Promise<void>;
}

const SECOND_MS = 1000;

/** Moments of requests in a sliding window; says how many there are with this one. */
function createWindow(windowMs: number): (key: string, now: number) => number {
  const kept = new Map<string, number[]>();
  return (key, now) => {
    const moments = (kept.get(key) ?? []).filter((at) => at > now - windowMs);
    moments.push(now);
    kept.set(key, moments);
    return moments.length;
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** Two platforms on loopback that enforce their limits themselves: every request is held against every sliding window. */
export async function startFaultServer(): Promise<FaultServer> {
  const state: FaultServer = {
    url: '',
    created: [],
    requests: { discord: 0, telegram: 0 },
    breaches: [],
    suppressed: 0,
    faults: undefined,
    close: async () => {},
  };
  const keys = new Map<string, { id: number; at: number }>();
  const windows = {
    all: createWindow(SECOND_MS),
    address: createWindow(SECOND_MS),
    group: new Map<PlatformName, ReturnType<typeof createWindow>>(),
  };

  function breach(platform: PlatformName, address: string, rules: Rules, now: number): string | undefined {
    const inAll = windows.all(platform, now);
    const inAddress = windows.address(`${platform}:${address}`, now);
    if (inAll > rules.perSecond) return `${platform}: ${inAll} in a second`;
    if (inAddress > rules.perAddressPerSecond) return `${platform} ${address}: ${inAddress} in a second`;
    const group = rules.group && groupsOf(address);
    if (!group || !rules.group) return undefined;
    const window = windows.group.get(platform) ?? createWindow(rules.group.windowMs);
    windows.group.set(platform, window);
    const inGroup = window(group, now);
    return inGroup > rules.group.most ? `${platform} ${group}: ${inGroup} in ${rules.group.windowMs} ms` : undefined;
  }

  function post(
    platform: PlatformName,
    given: { address: string; key: string; items: string[] },
    response: ServerResponse,
  ): void {
    const rules = RULES[platform];
    const now = performance.now();
    state.requests[platform] += 1;
    const broken = breach(platform, given.address, rules, now);
    if (broken) state.breaches.push(broken);
    const { faults } = state;
    const chance = faults?.random() ?? 1;
    if (faults && chance < faults.tooFast) {
      response.writeHead(429).end(JSON.stringify({ retryAfterMs: Math.round(100 + faults.random() * 400) }));
      return;
    }
    if (faults && chance < faults.tooFast + faults.unavailable) {
      response.writeHead(503).end('nothing was taken');
      return;
    }
    const known = rules.keysForMs > 0 ? keys.get(`${platform}:${given.key}`) : undefined;
    let id: number;
    if (known && now - known.at < rules.keysForMs) {
      state.suppressed += 1;
      id = known.id;
    } else {
      id = state.created.push({ platform, ...given, at: now });
      keys.set(`${platform}:${given.key}`, { id, at: now });
    }
    if (faults && chance < faults.tooFast + faults.unavailable + faults.lostAnswer) {
      const how = Math.floor(faults.random() * 3);
      if (how === 0) response.socket?.destroy();
      else if (how === 1) response.writeHead(503).end('it was taken');
      // Else it is never answered.
      return;
    }
    // An answer takes a while, so that a kill finds something under way.
    setTimeout(() => response.writeHead(200).end(JSON.stringify({ id })), 5 + Math.random() * 25);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const platform = (request.url ?? '').slice(1) as PlatformName;
    const given = JSON.parse(await bodyOf(request)) as { address: string; key: string; items: string[] };
    post(platform, given, response);
  }

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return state;
}

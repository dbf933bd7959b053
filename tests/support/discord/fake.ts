import { createGateway, type Gateway } from './gateway.ts';
import { createPeople, type People } from './people.ts';
import { createRest, type Fault, type FakeRest } from './rest.ts';
import { createWorld, type FakeChannel, type World } from './world.ts';

export interface FakeDiscord extends Pick<FakeRest, 'calls' | 'breaches' | 'interactions'> {
  root: string;
  token: string;
  world: World;
  gateway: Gateway;
  people: People;
  rest: FakeRest;
  /** The next request of a kind fails: a post in a channel unless said otherwise. */
  fail(how: Fault, fits?: (method: string, path: string) => boolean): void;
  /** Every request from now on gets a 401. */
  revoke(): void;
  close(): Promise<void>;
}

/** Shaped like a real token, so that what must never be logged looks as it would. */
export const TOKEN = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'GcAnAr', 'y-canary-canary-canary-canary-canary'].join('.');

const isPost = (method: string, path: string): boolean =>
  method === 'POST' && /^\/channels\/\d+\/(?:messages|threads)$/u.test(path);

/** Discord on loopback: REST, gateway and people who use it. */
export async function startFakeDiscord(
  options: { shards?: number; enforceRates?: boolean; port?: number } = {},
): Promise<FakeDiscord> {
  const shards = options.shards ?? 1;
  const now = (): number => Date.now();
  const world = createWorld(() => new Date());
  let token = TOKEN;
  const rest = createRest(world, {
    token: () => token,
    gatewayUrl: () => `ws://127.0.0.1:${(rest.server.address() as { port: number }).port}/gateway`,
    shards,
    now,
    enforceRates: options.enforceRates ?? true,
    onThread: (thread: FakeChannel) => gateway.tellChannel('THREAD_CREATE', thread),
  });
  const gateway = createGateway(rest.server, world, {
    token: () => token,
    breach: (text) => rest.breaches.push(text),
    shards,
  });
  await new Promise<void>((resolve) => rest.server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    root: rest.root(),
    token: TOKEN,
    world,
    gateway,
    rest,
    people: createPeople(world, rest, gateway),
    calls: rest.calls,
    breaches: rest.breaches,
    interactions: rest.interactions,
    fail: (how, fits = isPost) => void rest.faults.push({ how, fits }),
    revoke() {
      token = 'another';
    },
    async close() {
      gateway.close();
      rest.server.closeAllConnections();
      await new Promise((resolve) => rest.server.close(resolve));
    },
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SETTINGS } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { createMetrics } from '#ops/metrics.ts';
import { START_ENV, START_FLAGS } from '#tests/support/kabar.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const isThere = (path: string): boolean => existsSync(new URL(`../../${path}`, import.meta.url));
type Loose = Record<string, unknown>;

/** Longer than the drain, so that nobody kills a bot that is finishing its sends. */
const DRAIN_SECONDS = 30;
const seconds = (text: unknown): number => Number(/^(\d+)s?$/u.exec(String(text))?.[1]);

/** Instructions of a Dockerfile, continued lines joined. */
function instructions(text: string): [name: string, rest: string][] {
  return text
    .replaceAll(/\\\n/gu, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name, rest] = /^([A-Z]+)\s+(.*)$/u.exec(line.trim()) ?? [];
      if (name === undefined) throw new Error(`no instruction: ${line}`);
      return [name, rest!];
    });
}

const KNOWN = new Set('FROM WORKDIR COPY RUN ENV USER VOLUME EXPOSE STOPSIGNAL HEALTHCHECK CMD'.split(' '));

describe('Dockerfile', () => {
  const all = instructions(read('Dockerfile'));
  const of = (name: string): string[] => all.filter(([one]) => one === name).map(([, rest]) => rest);

  test('two stages on Node 24, not as root, stopped by SIGTERM, started without npm', () => {
    expect(all.map(([name]) => name).filter((name) => !KNOWN.has(name))).toEqual([]);
    expect(of('FROM')).toEqual(['node:24-slim AS dependencies', 'node:24-slim']);
    expect(of('RUN')[0]).toContain('npm ci --omit=dev');
    const [user, command] = [all.findIndex(([name]) => name === 'USER'), all.findIndex(([name]) => name === 'CMD')];
    expect(all[user]![1]).toBe('node');
    expect(user).toBeLessThan(command);
    expect(of('STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(JSON.parse(of('CMD')[0]!)).toEqual(['node', ...START_FLAGS, 'src/main.ts']);
    expect(START_FLAGS).toContainEqual(expect.stringMatching(/^--max-old/u));
    for (const [name, value] of Object.entries(START_ENV)) expect(of('ENV')[0]).toContain(`${name}=${value}`);
  });

  test('what is copied is there, and what is ignored is not needed', () => {
    const copied = of('COPY').flatMap((rest) =>
      rest.startsWith('--from')
        ? []
        : rest
            .split(' ')
            .slice(0, -1)
            .map((one) => one.replace(/^\.\//u, '')),
    );
    expect(copied.filter((one) => !isThere(one))).toEqual([]);
    const let_in = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    expect(copied.filter((one) => !let_in.includes(one))).toEqual([]);
    // The program imports nothing from outside of what is copied.
    expect(
      Object.values(JSON.parse(read('package.json')).imports as Record<string, string>)
        .map((one) => one.split('/')[1])
        .filter((one) => one !== 'tests' && !copied.includes(one!)),
    ).toEqual([]);
  });

  test('the health check asks for /livez', () => {
    const [, script] = /CMD (\[.*\])$/u.exec(of('HEALTHCHECK')[0]!)!;
    expect((JSON.parse(script!) as string[])[2]).toContain('/livez');
  });
});

describe.each([
  ['compose.yaml', 1],
  ['ops/compose.cluster.yaml', 3],
])('%s', (path, processes) => {
  const compose = parse(read(path), { merge: true }) as {
    services: Record<string, Loose>;
    secrets?: Loose;
    volumes: Loose;
  };
  const bots = Object.entries(compose.services).filter(([, service]) => 'build' in service);

  test(`${processes} process(es): read-only, without rights, drained, on loopback`, () => {
    expect(bots).toHaveLength(processes);
    for (const [, service] of bots) {
      expect(service).toMatchObject({
        init: true,
        read_only: true,
        restart: 'on-failure',
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      expect(seconds(service['stop_grace_period'])).toBeGreaterThan(DRAIN_SECONDS);
      for (const port of service['ports'] as string[]) expect(port).toMatch(/^127\.0\.0\.1:\d+:3000$/u);
    }
  });

  test('every setting named is one of ours, every volume and secret is declared', () => {
    for (const [, service] of bots) {
      const names = Object.keys(service['environment'] as Loose).map((one) => one.replace(/_FILE$/u, ''));
      expect(names.filter((one) => !SETTINGS.includes(one))).toEqual([]);
    }
    for (const service of Object.values(compose.services)) {
      for (const volume of (service['volumes'] as string[] | undefined) ?? []) {
        expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
      }
      for (const secret of (service['secrets'] as string[] | undefined) ?? []) {
        expect(Object.keys(compose.secrets ?? {})).toContain(secret);
      }
    }
  });
});

describe('kabar.service', () => {
  const lines = read('ops/kabar.service')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const value = (key: string): string[] =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));

  test('every line is a section or a setting', () => {
    expect(lines.filter((line) => !/^(?:\[(?:Unit|Service|Install)\]|[A-Z]\w+=.*)$/u.test(line))).toEqual([]);
  });

  test('restarts, but not for wrong settings; stops by SIGTERM and waits for the drain', () => {
    expect(value('Restart')).toEqual(['always']);
    expect(value('RestartPreventExitStatus')).toEqual(['78']);
    expect(value('KillSignal')).toEqual(['SIGTERM']);
    expect(seconds(value('TimeoutStopSec')[0])).toBeGreaterThan(DRAIN_SECONDS);
    expect(value('DynamicUser')).toEqual(['yes']);
    const [program, ...words] = value('ExecStart')[0]!.split(' ');
    expect(program).toMatch(/node$/u);
    expect(words.slice(0, -1)).toEqual(START_FLAGS);
    expect(isThere(words.at(-1)!)).toBe(true);
  });

  test('every setting named is one of ours', () => {
    const names = value('Environment').map((one) => one.split('=')[0]!.replace(/_FILE$/u, ''));
    expect(names.filter((one) => !['NODE_ENV', ...Object.keys(START_ENV), ...SETTINGS].includes(one))).toEqual([]);
  });
});

describe('what is watched', () => {
  const metrics = createMetrics({
    stores: { library: { counts: async () => ({}) }, outbox: { counts: async () => [] } } as never,
    size: async () => ({ bytes: 0, freeBytes: 0 }),
    clock: systemClock,
    version: '0',
  });
  const namesIn = (text: string): string[] => text.match(/\bkabar_\w+/gu) ?? [];
  const alerts = parse(read('ops/alerts.yaml')) as {
    groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[];
  };
  const dashboard = JSON.parse(read('ops/grafana-dashboard.json')) as {
    panels: { id: number; title: string; targets: { expr: string }[] }[];
  };
  const rules = alerts.groups.flatMap((group) => group.rules);

  test('every metric that a rule or a panel names is one that we give', async () => {
    const given = new Set((await metrics.text()).match(/^# TYPE \S+/gmu)!.map((line) => line.slice(7)));
    const isGiven = (name: string): boolean =>
      given.has(name) || given.has(name.replace(/_(?:bucket|count|sum)$/u, ''));
    const asked = [
      ...rules.map((rule) => rule.expr),
      ...dashboard.panels.flatMap((one) => one.targets.map((target) => target.expr)),
    ];
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.flatMap(namesIn).filter((name) => !isGiven(name))).toEqual([]);
    // Every name of ours starts alike (CONTRACT §3).
    expect([...given].filter((name) => !name.startsWith('kabar_'))).toEqual([]);
  });

  test('every alert says what is wrong and what to do', () => {
    expect(rules.length).toBeGreaterThan(5);
    for (const rule of rules) {
      expect(rule.annotations['summary']).toMatch(/\S{3}/u);
      expect(rule.annotations['action']).toMatch(/\S{3}/u);
    }
    expect(new Set(rules.map((rule) => rule.alert)).size).toBe(rules.length);
    expect(new Set(dashboard.panels.map((one) => one.id)).size).toBe(dashboard.panels.length);
  });
});

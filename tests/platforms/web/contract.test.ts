import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#core/clock.ts';
import { silentLog } from '#core/log.ts';
import { createWebPlatform } from '#platforms/web/adapter.ts';
import { renderText } from '#platforms/web/render.ts';
import { openDatabase } from '#store/database.ts';
import { createPostLog } from '#store/posts.ts';
import { platformContract } from '#tests/contracts/platform.ts';

platformContract(
  'web',
  async () => {
    const url = join(mkdtempSync(join(tmpdir(), 'kabar-')), 'k.db');
    const database = await openDatabase({ url, log: silentLog });
    const posts = createPostLog(database.db);
    const { platform, routes } = createWebPlatform({ posts, clock: systemClock, log: silentLog, locale: 'id' });
    const post = async (body: object): Promise<string> => {
      const response = await routes.request('/api/commands', { method: 'POST', body: JSON.stringify(body) });
      return ((await response.json()) as { text: string }).text;
    };
    return {
      platform,
      address: 'news',
      personId: 'alice',
      async shown(address) {
        const found = await posts.after(address, undefined, 100);
        return found.map(({ id, reply }) => ({ id: String(id), text: renderText(reply) }));
      },
      ask: (text, as = {}) =>
        post({
          text,
          user: 'alice',
          locale: as.locale ?? 'id',
          moderator: as.moderator ?? false,
          ...(as.alone ? { channel: 'dm:alice' } : {}),
        }),
      async press(label) {
        const [newest] = (await posts.after('news', undefined, 100)).slice(-1);
        const button = newest?.reply.buttons?.find((one) => one.label === label);
        return post({ action: button && 'action' in button ? button.action : undefined, user: 'alice' });
      },
      breaches: () => [],
      close: () => database.close(),
    };
  },
  {
    refusing: 'every name is a channel of the page',
    failures: 'it writes to our own database',
    tell: 'nobody can take the page away',
    registrations: 'the page keeps no list of commands',
    find: 'the same key is posted once for ever',
  },
);

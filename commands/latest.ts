import { defineCommand } from '#core/command.ts';
import { headline } from './cite.ts';
import { given, paging, sliceOf } from './page.ts';
import { suggestTopics } from './suggest.ts';

export default defineCommand({
  name: 'latest',
  description: 'latest.about',
  permission: 'everyone',
  options: { about: { kind: 'text', description: 'latest.option.about', suggest: suggestTopics } },
  async run(context, { about }) {
    const { say, desk } = context;
    const found = await desk.library.latest({ about, ...sliceOf(context) });
    if (found.total === 0) {
      return {
        title: say('latest.title', { about }),
        blocks: [{ kind: 'text', spans: [say('latest.none', { about })] }],
      };
    }
    return {
      title: say('latest.title', { about }),
      blocks: [{ kind: 'list', items: found.items.map((article) => headline(context, article)) }],
      ...paging(context, found.total, { command: 'latest', options: given({ about }) }),
    };
  },
});

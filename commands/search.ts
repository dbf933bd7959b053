import { defineCommand } from '#core/command.ts';
import { headline } from './cite.ts';
import { paging, sliceOf } from './page.ts';

export default defineCommand({
  name: 'search',
  description: 'search.about',
  permission: 'everyone',
  options: { words: { kind: 'text', description: 'search.option.words', required: true } },
  async run(context, { words }) {
    const { say, desk } = context;
    const found = await desk.library.search({ words, ...sliceOf(context) });
    if (found.total === 0) {
      return {
        title: say('search.title', { words }),
        blocks: [{ kind: 'text', spans: [say('search.none', { words })] }],
      };
    }
    return {
      title: say('search.title', { words }),
      blocks: [{ kind: 'list', items: found.items.map((article) => headline(context, article)) }],
      ...paging(context, found.total, { command: 'search', options: { words } }),
    };
  },
});

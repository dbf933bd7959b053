import { defineCommand } from '#core/command.ts';
import { headlines } from './cite.ts';
import { nothingFound } from './empty.ts';
import { beyond, paging, sliceOf } from './page.ts';

export default defineCommand({
  name: 'search',
  description: 'search.about',
  permission: 'everyone',
  options: { words: { kind: 'text', description: 'search.option.words', required: true } },
  async run(context, { words }) {
    const { say, desk } = context;
    const title = say('search.title', { words });
    const found = await desk.library.search({ words, ...sliceOf(context) });
    if (found.total === 0) return nothingFound(context, title, say('search.none', { words }));
    return {
      title,
      ...paging(context, found, { command: 'search', options: { words } }),
      blocks: [headlines(context, found.items), ...beyond(context, found)],
    };
  },
});

import { defineCommand } from '#core/command.ts';
import { headlines } from './cite.ts';
import { nothingFound } from './empty.ts';
import { beyond, given, paging, sliceOf } from './page.ts';
import { suggestTopics } from './suggest.ts';

export default defineCommand({
  name: 'latest',
  description: 'latest.about',
  permission: 'everyone',
  options: { about: { kind: 'text', description: 'latest.option.about', suggest: suggestTopics } },
  async run(context, { about }) {
    const { say, desk } = context;
    const title = say('latest.title', { about });
    const found = await desk.library.latest({ about, ...sliceOf(context) });
    if (found.total === 0) return nothingFound(context, title, say('latest.none', { about }));
    return {
      title,
      ...paging(context, found, { command: 'latest', options: given({ about }) }),
      blocks: [headlines(context, found.items), ...beyond(context, found)],
    };
  },
});

import { defineCommand, PAGE_SIZE } from '#core/command.ts';
import { UserError } from '#core/errors.ts';
import type { ArticleHead } from '#core/news.ts';
import { headlines } from './cite.ts';
import { paging, sliceOf } from './page.ts';

/** The articles of a digest that was sent here, page by page: what its button opens. */
export default defineCommand({
  name: 'digest',
  description: 'digest.about',
  permission: 'everyone',
  options: { of: { kind: 'text', description: 'digest.option.of', required: true } },
  async run(context, { of }) {
    const { desk, place, say } = context;
    const channel = await desk.channelOf(place);
    const ids = await desk.outbox.articlesOf(channel.id, of);
    if (ids.length === 0) throw new UserError('digest.none');
    const { offset } = sliceOf(context);
    const found = await Promise.all(ids.slice(offset, offset + PAGE_SIZE).map((id) => desk.library.article(id)));
    const articles = found.filter((one): one is ArticleHead => one !== undefined);
    return {
      title: say('digest.title', { articles: ids.length }),
      blocks: [headlines(context, articles)],
      ...paging(context, { total: ids.length }, { command: 'digest', options: { of } }),
    };
  },
});

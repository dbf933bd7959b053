import type { Context } from '#core/command.ts';
import type { Block, Reply } from '#core/reply.ts';

/** An answer without anything: what was looked for is not there, or nothing has been read yet at all. */
export async function nothingFound({ say, desk }: Context, title: string, why: string): Promise<Reply> {
  const { total } = await desk.library.latest({ limit: 1, offset: 0 });
  const blocks: Block[] = [{ kind: 'text', spans: [total === 0 ? say('empty.library') : why] }];
  return { title, blocks };
}

import { type Context, PAGE_SIZE } from '#core/command.ts';
import type { Slice, Span } from '#core/news.ts';
import type { Action, Block, Button, Reply } from '#core/reply.ts';

/** The part of a list that the page asked for shows. */
export function sliceOf(context: Context, size: number = PAGE_SIZE): Span {
  return { limit: size, offset: (context.page - 1) * size };
}

/** Buttons, footer and page count of a list; the buttons re-ask the command, so they work after a restart. */
export function paging(
  context: Context,
  { total, isMore = false }: Pick<Slice<unknown>, 'total' | 'isMore'>,
  action: Action,
  size: number = PAGE_SIZE,
): Pick<Reply, 'footer' | 'page'> & { buttons: Button[] } {
  const last = Math.max(1, Math.ceil(total / size));
  const { page, say } = context;
  const buttons: Button[] = [];
  if (page > 1) buttons.push({ label: say('page.newer'), action: { ...action, page: Math.min(page, last + 1) - 1 } });
  if (page < last) buttons.push({ label: say('page.older'), action: { ...action, page: page + 1 } });
  return {
    buttons,
    page: { current: page, last },
    ...(last > 1 && page <= last ? { footer: say('page.of', { current: page, last, total, isMore }) } : {}),
  };
}

/** What stands where a page beyond the last was asked for; nothing on a page that exists. */
export function beyond({ page, say }: Context, { items, total }: Slice<unknown>, size: number = PAGE_SIZE): Block[] {
  if (items.length > 0) return [];
  return [{ kind: 'text', spans: [say('page.beyond', { page, last: Math.max(1, Math.ceil(total / size)) })] }];
}

/** Only the options that were given. */
export function given(options: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

import { type Context, PAGE_SIZE } from '#core/command.ts';
import type { Span as Slice } from '#core/news.ts';
import type { Action, Button, Reply } from '#core/reply.ts';

/** The part of a list that the page asked for shows. */
export function sliceOf(context: Context): Slice {
  return { limit: PAGE_SIZE, offset: (context.page - 1) * PAGE_SIZE };
}

/** Buttons, footer and page count of a list; the buttons re-ask the command, so they work after a restart. */
export function paging(context: Context, total: number, action: Action): Pick<Reply, 'buttons' | 'footer' | 'page'> {
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const { page, say } = context;
  const buttons: Button[] = [];
  if (page > 1) buttons.push({ label: say('page.newer'), action: { ...action, page: Math.min(page, last + 1) - 1 } });
  if (page < last) buttons.push({ label: say('page.older'), action: { ...action, page: page + 1 } });
  return {
    buttons,
    page: { current: page, last },
    ...(last > 1 && page <= last ? { footer: say('page.of', { current: page, last, total }) } : {}),
  };
}

/** Only the options that were given. */
export function given(options: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

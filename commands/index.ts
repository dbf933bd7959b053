import type { Command } from '#core/command.ts';
import feed from './feed.ts';
import help from './help.ts';
import latest from './latest.ts';
import quote from './quote.ts';
import search from './search.ts';
import summary from './summary.ts';
import timeline from './timeline.ts';

/** Everything people can ask, in the order that `/help` shows. A new command is its file and a line here. */
export const commands: readonly Command[] = [latest, quote, timeline, search, summary, help, feed];

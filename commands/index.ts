import type { Command } from '#core/command.ts';
import alerts from './alerts.ts';
import channel from './channel.ts';
import digest from './digest.ts';
import feed from './feed.ts';
import help from './help.ts';
import latest from './latest.ts';
import mydata from './mydata.ts';
import quote from './quote.ts';
import search from './search.ts';
import story from './story.ts';
import subscribe from './subscribe.ts';
import subscriptions from './subscriptions.ts';
import summary from './summary.ts';
import timeline from './timeline.ts';
import unsubscribe from './unsubscribe.ts';
import who from './who.ts';

/** Everything people can ask, in the order that `/help` shows. A new command is its file and a line here. */
export const commands: readonly Command[] = [
  latest,
  quote,
  timeline,
  story,
  who,
  search,
  summary,
  subscribe,
  subscriptions,
  unsubscribe,
  alerts,
  digest,
  mydata,
  help,
  feed,
  channel,
];

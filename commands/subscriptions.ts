import type { Subscription } from '#core/alerts.ts';
import { type Context, defineCommand } from '#core/command.ts';
import type { Span } from '#core/reply.ts';
import { paging, sliceOf } from './page.ts';

function line({ say }: Context, one: Subscription): Span[] {
  const { channel } = one;
  return [
    { text: one.label, style: 'strong' },
    ` · ${say('subscribe.kind', { kind: one.kind })}`,
    ...(channel.isPrivate ? [] : [` · ${say('subscriptions.here', { place: channel.title ?? channel.address })}`]),
  ];
}

export default defineCommand({
  name: 'subscriptions',
  description: 'subscriptions.about',
  permission: 'everyone',
  personal: true,
  options: {},
  async run(context) {
    const { say, desk, place, asker } = context;
    const all = await desk.subscriptions.of(place.platform, asker.id);
    const title = say('subscriptions.title', { subscriptions: all.length });
    if (all.length === 0) {
      return { title, blocks: [{ kind: 'text', spans: [say('subscriptions.none')] }], visibility: 'asker' };
    }
    const { offset, limit } = sliceOf(context);
    const shown = all.slice(offset, offset + limit);
    const pages = paging(context, { total: all.length }, { command: 'subscriptions', options: {} });
    return {
      title,
      blocks: [{ kind: 'list', items: shown.map((one) => line(context, one)) }],
      ...pages,
      buttons: [
        ...shown.map((one) => ({
          label: say('alert.stop', { label: one.label }),
          action: { command: 'unsubscribe', options: { what: `#${one.id}` } },
        })),
        ...pages.buttons,
      ],
      visibility: 'asker',
    };
  },
});

import { commands } from '#commands/index.ts';
import { readWords } from '#dispatch/words.ts';
import { platformContract, type AskedAs } from '#tests/contracts/platform.ts';
import { startFakeDiscord } from '#tests/support/discord/fake.ts';
import { createPlatform } from '#tests/support/discord/platform.ts';
import { readMessage, RIGHTS } from '#tests/support/discord/world.ts';

platformContract('discord', async () => {
  const fake = await startFakeDiscord({ enforceRates: false });
  const { world, people, gateway } = fake;
  const guild = world.addGuild();
  const channel = world.addChannel(guild);
  const shut = world.addChannel(guild, { name: 'tertutup', denied: RIGHTS.SendMessages });
  const user = world.addUser('alice');
  const platform = createPlatform(fake);
  await platform.registerCommands(commands);
  const channelOf = (address: string) =>
    address.startsWith('dm:') ? world.privateChannel(address.slice(3)).id : address;
  const shown = (address: string) =>
    world.messages.filter((one) => one.channelId === channelOf(address) && !one.askedBy);
  const actor = (as: AskedAs = {}) => ({
    user,
    channel: as.alone ? world.privateChannel(user.id) : channel,
    moderator: as.moderator ?? false,
    locale: as.locale === 'en' ? 'en-GB' : 'id',
  });
  return {
    platform,
    address: channel.id,
    personId: user.id,
    refusing: { gone: world.snowflake(), forbidden: shut.id },
    async shown(address) {
      return shown(address).map((message) => ({ id: message.id, text: readMessage(message).text }));
    },
    async ask(words, as) {
      return (await people.force(actor(as), readWords(words, commands))).text;
    },
    async press(label) {
      return (await people.press(actor(), shown(channel.id).at(-1)!, label)).text;
    },
    failNext: (how) => fake.fail(how),
    tell: {
      async lose() {
        guild.botRights = 0n;
        gateway.tellRole(guild);
      },
      async regain() {
        guild.botRights = RIGHTS.ViewChannel | RIGHTS.SendMessages | RIGHTS.EmbedLinks;
        gateway.tellRole(guild);
      },
    },
    registrations: () => fake.calls.filter((call) => call.method === 'PUT').length,
    breaches: () => fake.breaches,
    close: () => fake.close(),
  };
});

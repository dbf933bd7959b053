import { type APIEmbed, ComponentType, type RESTPostAPIChannelMessageJSONBody as Body } from 'discord.js';

/** Limits that Discord's documents state and its specification does not carry, and the house's own rules. */
const isWeb = (text: string | undefined): boolean =>
  text !== undefined && URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol);

function embedLetters({ title, description, footer, author, fields }: APIEmbed): number {
  const parts = [
    title,
    description,
    footer?.text,
    author?.name,
    ...(fields ?? []).flatMap((one) => [one.name, one.value]),
  ];
  return parts.reduce((sum, part) => sum + (part?.length ?? 0), 0);
}

function embedFaults(embed: APIEmbed, fileNames: string[]): string[] {
  const faults: string[] = [];
  const blank = (text: string | undefined): boolean => text !== undefined && text.trim() === '';
  if ((embed.title?.length ?? 0) > 256) faults.push('a title has more than 256 characters');
  if ((embed.description?.length ?? 0) > 4096) faults.push('a description has more than 4,096 characters');
  if ((embed.footer?.text.length ?? 0) > 2048) faults.push('a footer has more than 2,048 characters');
  if ((embed.fields?.length ?? 0) > 25) faults.push('more than 25 fields');
  if (blank(embed.title) || blank(embed.description) || blank(embed.footer?.text))
    faults.push('an embed has a blank part');
  if (embed.url !== undefined && !isWeb(embed.url)) faults.push(`an embed leads to ${embed.url.slice(0, 40)}`);
  const picture = embed.image?.url;
  const attached = picture?.startsWith('attachment://') ? picture.slice('attachment://'.length) : undefined;
  if (attached !== undefined && !fileNames.includes(attached)) faults.push(`picture ${attached} is not attached`);
  if (picture !== undefined && attached === undefined && !isWeb(picture))
    faults.push('a picture is nowhere on the web');
  return faults;
}

function componentFaults(components: Body['components']): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  if ((components?.length ?? 0) > 5) faults.push('more than five rows');
  for (const row of components ?? []) {
    if (row.type !== ComponentType.ActionRow) continue;
    if (row.components.length === 0 || row.components.length > 5) faults.push('a row has no or more than five buttons');
    for (const button of row.components) {
      if (button.type !== ComponentType.Button) continue;
      if ('label' in button && (!button.label?.trim() || button.label.length > 80))
        faults.push('a label is blank or longer than 80');
      if ('url' in button && (!isWeb(button.url) || button.url.length > 512)) faults.push('a button leads nowhere');
      if ('custom_id' in button) {
        if (seen.has(button.custom_id)) faults.push('two components have one custom_id');
        seen.add(button.custom_id);
        if (button.custom_id.length > 100) faults.push('a custom_id has more than 100 characters');
      }
    }
  }
  return faults;
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

/** What is wrong with a message, one sentence each. `files`: names of the files that came with it. */
export function messageFaults(body: Body, files: string[], isPost: boolean): string[] {
  const faults: string[] = [];
  const { content, embeds, components, allowed_mentions: mentions } = body;
  if ((content?.length ?? 0) > 2000) faults.push('the content has more than 2,000 characters');
  if ((embeds?.length ?? 0) > 10) faults.push('more than ten embeds');
  for (const embed of embeds ?? []) faults.push(...embedFaults(embed, files));
  const letters = (embeds ?? []).reduce((sum, embed) => sum + embedLetters(embed), 0);
  if (letters > 6000) faults.push(`the embeds have ${letters} characters, more than 6,000`);
  faults.push(...componentFaults(components));
  if (strings(body).some((text) => !text.isWellFormed())) faults.push('half a code point');
  if (!mentions || !Array.isArray(mentions.parse) || mentions.parse.length > 0)
    faults.push('allowed_mentions lets mentions be parsed');
  if (!content && !embeds?.length && !components?.length && files.length === 0) faults.push('an empty message');
  const named = (body.attachments ?? []).map((one) => Number(one.id));
  if (files.length !== named.length || named.some((id) => id >= files.length))
    faults.push('attachments and files differ');
  if (isPost && !(typeof body.nonce === 'string' && body.nonce.length <= 25 && body.enforce_nonce)) {
    faults.push('a post without an enforced nonce');
  }
  return faults;
}

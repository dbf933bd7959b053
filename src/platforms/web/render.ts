import type { Block, Reply, Span } from '#core/reply.ts';

const words = (spans: readonly Span[]): string =>
  spans.map((span) => (typeof span === 'string' ? span : span.text)).join('');

function lines(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [words(block.spans)];
    case 'quote':
      // A paraphrase is the reporter's sentence: marks would claim words that nobody said.
      return [block.paraphrase ? block.text : `“${block.text}”`, `— ${words(block.cite)}`, ''];
    case 'list':
      return block.items.map((item) => `• ${words(item)}`);
    case 'fields':
      return block.fields.map(({ name, value }) => `${name} — ${words(value)}`);
    case 'timeline':
      return block.entries.map((one) => `${one.when}${one.planned ? ' (→)' : ''}: ${one.text} [${words(one.cite)}]`);
    default:
      return block satisfies never;
  }
}

/** A reply as plain text, for the API and the command line. */
export function renderText(reply: Reply): string {
  return [reply.title, ...reply.blocks.flatMap(lines), reply.footer ?? ''].join('\n').trim();
}

/** A reply as the page gets it: a picture that we drew travels in the JSON itself. */
export function toJson(reply: Reply): Reply {
  const { image } = reply;
  if (!image || !('png' in image)) return reply;
  return {
    ...reply,
    image: { alt: image.alt, url: `data:image/png;base64,${Buffer.from(image.png).toString('base64')}` },
  };
}

/**
 * A reply is plain text in typed blocks. No field can hold HTML or Markdown, so injection is
 * impossible and escaping lives in each platform's render.ts alone.
 */

export type Span = string | { text: string; url?: string; style?: 'strong' | 'emphasis' | 'time'; at?: Date };

export interface TimelineEntry {
  /** The date as it is shown, as precise as it is known. */
  when: string;
  planned: boolean;
  text: string;
  cite: Span[];
}

export type Block =
  | { kind: 'text'; spans: Span[] }
  /** `paraphrase`: the reporter's words, never to be shown in quotation marks. */
  | { kind: 'quote'; text: string; cite: Span[]; paraphrase?: boolean }
  | { kind: 'list'; items: Span[][] }
  | { kind: 'fields'; fields: { name: string; value: Span[] }[] }
  | { kind: 'timeline'; entries: TimelineEntry[] };

/** A button re-asks a command, so paging keeps no state and works after a restart. */
export interface Action {
  command: string;
  subcommand?: string;
  options: Record<string, string>;
  page?: number;
}

export type Button = { label: string } & ({ url: string } | { action: Action });

export interface Reply {
  title: string;
  url?: string;
  blocks: Block[];
  /** A picture by its address; never decoded by us. */
  image?: { url: string; alt: string };
  buttons?: Button[];
  page?: { current: number; last: number };
  footer?: string;
  time?: Date;
  visibility?: 'everyone' | 'asker';
}

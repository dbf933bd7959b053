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

export type Button = { label: string } & (
  | { url: string }
  /** `danger`: it destroys something, and looks like it. */
  | { action: Action; danger?: boolean }
  /** Opens the form that this action's reply carries. */
  | { form: Action }
);

export interface FormField {
  /** Name of the command's option that it fills. */
  name: string;
  label: string;
  value?: string;
  hint?: string;
  /** What it stands for when it was emptied; without it an empty field is left out. */
  empty?: string;
  /** Offered instead of free text. */
  choices?: { label: string; value: string }[];
  required?: boolean;
}

/** Asks for several options at once: a modal, a keyboard, or a form on the page. Sent off, it runs the action with the fields as options. */
export interface Form {
  title: string;
  submit: string;
  action: Action;
  /** Five at most: Discord's limit of a modal. */
  fields: FormField[];
}

export interface Reply {
  title: string;
  url?: string;
  blocks: Block[];
  /** A picture by its address, never decoded by us, or one that we drew. */
  image?: { alt: string } & ({ url: string } | { png: Uint8Array; name: string });
  /** A file to take away (an export). */
  file?: { name: string; type: string; content: string };
  form?: Form;
  buttons?: Button[];
  page?: { current: number; last: number };
  footer?: string;
  time?: Date;
  visibility?: 'everyone' | 'asker';
}

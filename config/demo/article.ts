/**
 * How an article of the bundled newsroom is written down. One template serves every week: its dates are placeholders
 * that count days from the day on which the newsroom starts (see `dates.ts`).
 */
export interface ArticleTemplate {
  /** Stable name within the outlet; the address adds the edition to it. */
  slug: string;
  /** No placeholders here: a headline that changes with the day would look like an edit. */
  title: string;
  author: string;
  section: string;
  /** `day` (negative: before the start) and the local time for history, or the seconds after the start for what is still to come. */
  appears: { day: number; time: string } | { afterSeconds: number };
  /** Caption of the lead photograph. */
  caption: string;
  /** Paragraphs with a blank line between them; `> slug` alone in a paragraph is a "read also" link to another article. */
  body: string;
}

export interface OutletTemplate {
  slug: string;
  title: string;
  tagline: string;
  language: 'id' | 'en';
  /** What the outlet puts into its feed: whole texts, summaries alone, or summaries in Atom. */
  feed: 'rss-full' | 'rss-summary' | 'atom';
  articles: ArticleTemplate[];
}

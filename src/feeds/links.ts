/** A link as Atom writes it. */
export interface Link {
  href?: string | undefined;
  rel?: string | undefined;
  type?: string | undefined;
}

/** The page that a feed or an entry stands for; pictures and sounds that come with it are no page. */
export function alternate(links: readonly Link[] | undefined): string | undefined {
  const pages = links?.filter((link) => link.href && (link.rel === undefined || /(?:^|\/)alternate$/.test(link.rel)));
  return (pages?.find((link) => link.type === undefined || /html/i.test(link.type)) ?? pages?.[0])?.href;
}

/** Ids are often addresses, but only whole ones can be followed. */
export function absolute(id: string | undefined): string | undefined {
  return id && /^\s*https?:\/\//i.test(id) ? id : undefined;
}

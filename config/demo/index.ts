import { archipelagoCourier } from './articles/archipelago-courier.ts';
import { harianCakrajaya } from './articles/harian-cakrajaya.ts';
import { suaraTirtamukti } from './articles/suara-tirtamukti.ts';
import { createEdition } from './edition.ts';
import type { DemoOutlet } from './edition.ts';
import { appeared, renderFeed } from './feed.ts';
import { renderPage } from './page.ts';

export type { DemoArticle, DemoBlock, DemoOutlet } from './edition.ts';

const TEMPLATES = [harianCakrajaya, suaraTirtamukti, archipelagoCourier];

/** Articles that a page lists beside its own. */
const POPULAR = 4;

/** Where the newsroom is thought to be when nobody says: the addresses of its articles begin here. */
const DEFAULT_BASE_URL = 'http://127.0.0.1:3000';

export interface Demo {
  outlets: { slug: string; title: string; language: 'id' | 'en' }[];
  /** The feed of an outlet as it stands at `at`; undefined for an unknown outlet. */
  feed(slug: string, at: Date, baseUrl: string): { contentType: string; body: string } | undefined;
  /** An article's page; undefined when there is none or it has not appeared yet. */
  page(slug: string, articleSlug: string, at: Date, baseUrl: string): string | undefined;
}

/** Every outlet with all of its articles, past and to come, as a newsroom that starts at `now` tells them. Pure. */
export function demoFeeds(now: Date, zone: string, baseUrl = DEFAULT_BASE_URL): DemoOutlet[] {
  return TEMPLATES.map((template) => createEdition(template, now, zone, baseUrl));
}

/**
 * The bundled newsroom that needs no network: feeds and pages for addresses `/demo/<outlet>/feed.xml` and
 * `/demo/<outlet>/<article>` below `baseUrl`. Pure: what it answers follows from the start and the moment asked about.
 */
export function createDemo(startedAt: Date, zone: string): Demo {
  const find = (slug: string, baseUrl: string): DemoOutlet | undefined => {
    const template = TEMPLATES.find((each) => each.slug === slug);
    return template && createEdition(template, startedAt, zone, baseUrl);
  };
  return {
    outlets: TEMPLATES.map(({ slug, title, language }) => ({ slug, title, language })),
    feed(slug, at, baseUrl) {
      const outlet = find(slug, baseUrl);
      return outlet && renderFeed(outlet, at);
    },
    page(slug, articleSlug, at, baseUrl) {
      const outlet = find(slug, baseUrl);
      if (!outlet) return undefined;
      const out = appeared(outlet, at);
      const article = out.find((each) => each.slug === articleSlug);
      const others = out.filter((each) => each !== article).slice(0, POPULAR);
      return article && renderPage(outlet, article, zone, others);
    },
  };
}

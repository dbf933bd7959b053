import { Hono } from 'hono';
import type { Clock } from '#core/clock.ts';

/** The bundled newsroom as it looks at a moment. */
export interface DemoNewsroom {
  feed(slug: string, at: Date, baseUrl: string): { contentType: string; body: string } | undefined;
  page(slug: string, articleSlug: string, at: Date, baseUrl: string): string | undefined;
}

/** Serves the demo newsroom on loopback, so that the ordinary pipeline reads it through the ordinary parser. */
export function demoRoutes(demo: DemoNewsroom, clock: Clock): Hono {
  const app = new Hono();
  const base = (url: string): string => new URL(url).origin;
  app.get('/demo/:outlet/feed.xml', (c) => {
    const feed = demo.feed(c.req.param('outlet'), clock.now(), base(c.req.url));
    return feed ? c.body(feed.body, 200, { 'content-type': feed.contentType }) : c.notFound();
  });
  app.get('/demo/:outlet/:article', (c) => {
    const page = demo.page(c.req.param('outlet'), c.req.param('article'), clock.now(), base(c.req.url));
    return page ? c.html(page) : c.notFound();
  });
  return app;
}

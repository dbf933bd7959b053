import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { WebSubCallback } from '#core/websub.ts';

/** Hubs send the feed along; only its signature is looked at. */
const BODY_MOST = 5 * 1024 * 1024;

/** Where hubs call. The address holds a token, and each call is signed, so a proxy may bring it under any name. */
export function websubRoutes(callback: WebSubCallback): Hono {
  const app = new Hono();
  app.get('/websub/:feed{[0-9]{1,15}}/:token', async (c) => {
    const { status, body } = await callback.verify(Number(c.req.param('feed')), c.req.param('token'), c.req.query());
    return c.text(body, status, { 'x-content-type-options': 'nosniff' });
  });
  app.post('/websub/:feed{[0-9]{1,15}}/:token', bodyLimit({ maxSize: BODY_MOST }), async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const signature = c.req.header('x-hub-signature');
    return c.body(null, await callback.receive(Number(c.req.param('feed')), c.req.param('token'), signature, body));
  });
  return app;
}

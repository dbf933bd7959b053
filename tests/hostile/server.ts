import { createServer } from 'node:http';
import { ANSWERS } from './answers.ts';
import { DOCUMENTS } from './documents.ts';
import { PAGES } from './pages.ts';

/** The hostile web, in a process of its own: its time and memory must not count as ours. */
let origin = '';
const server = createServer((request, response) => {
  const [, kind, number] = (request.url ?? '').split('/');
  const at = Number.parseInt(number ?? '', 10);
  response.on('error', () => undefined);
  if (kind === 'document' || kind === 'page') {
    const { body, headers } = (kind === 'page' ? PAGES : DOCUMENTS)[at]!;
    const made = body();
    response.writeHead(200, headers).end(typeof made === 'string' ? made.replaceAll('ORIGIN', origin) : made);
  } else if (kind === 'answer') {
    ANSWERS[at]!.answer(response, request);
  } else {
    if (kind === 'trap') process.send?.({ trapped: true });
    response.writeHead(404).end();
  }
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  process.send?.({ origin });
});
process.on('disconnect', () => process.exit(0));

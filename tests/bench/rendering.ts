import { analyze } from '#analysis/analyze.ts';
import { silentLog } from '#core/log.ts';
import type { TimelinePicture } from '#core/picture.ts';
import type { Reply } from '#core/reply.ts';
import { createDrawing } from '#pictures/draw.ts';
import { render as renderDiscord } from '#platforms/discord/render.ts';
import { renderRuns, renderTexts } from '#platforms/telegram/render.ts';
import { renderText, toJson } from '#platforms/web/render.ts';
import { sayIn } from '#config/locales/index.ts';
import { openDatabase } from '#store/database.ts';
import type { Bench } from './bench.ts';
import { compete, ratioTo, spread, spreadOf, threadMs } from './measure.ts';
import { createAsk, freshDatabase, NOW, storesOver } from './stocked.ts';
import { createTexts } from './texts.ts';

const SECOND_MS = 1000;
const ARTICLES = 60;
const MINUTE_MS = 60_000;
const QUESTIONS = ['/quote', '/timeline', '/latest', '/search warga', '/story', '/help'];

/** What Kabar really answers, from a small newsroom of its own. */
async function realReplies(): Promise<{ replies: Reply[]; pictures: TimelinePicture[] }> {
  const { url, remove } = await freshDatabase('sqlite');
  const database = await openDatabase({ url, log: silentLog });
  const stores = storesOver(database);
  const feed = await stores.feeds.add({ url: 'https://warta.example/rss', title: 'Warta Contoh', topics: [] });
  for (const [at, text] of createTexts().news(ARTICLES).entries()) {
    const publishedAt = new Date(NOW.getTime() - at * MINUTE_MS);
    const link = `https://warta.example/${at}`;
    const { text: body, title, lang } = text;
    const analysis = analyze({ ...text, published: publishedAt.toISOString(), url: link });
    await stores.news.commit(
      {
        feedId: feed.id,
        identity: link,
        url: link,
        title,
        outlet: lang === 'id' ? 'Warta Contoh' : 'Example Courier',
        publishedAt,
        fetchedAt: publishedAt,
        source: 'page',
        text: body,
        analysis,
      },
      'none',
    );
  }
  const pictures: TimelinePicture[] = [];
  const { ask } = createAsk(stores, async (picture) => {
    pictures.push(picture);
    return undefined;
  });
  const replies: Reply[] = [];
  for (const question of QUESTIONS) replies.push(await ask(question));
  await database.close();
  await remove();
  return { replies, pictures };
}

/** Replies a second on each platform, from a reply's blocks to what is sent, against writing the same reply as JSON. */
export default async function rendering({ isQuick, add }: Bench): Promise<void> {
  const { replies, pictures } = await realReplies();
  const words = { planned: sayIn('id')('timeline.planned') };
  const times = 40;
  const all = (render: (reply: Reply) => unknown) => () => {
    for (let time = 0; time < times; time++) for (const reply of replies) render(reply);
  };
  const contestants = {
    Discord: all((reply) => JSON.stringify(renderDiscord(reply))),
    Telegram: all((reply) => JSON.stringify(renderTexts(renderRuns(reply, words)))),
    web: all((reply) => renderText(reply) + JSON.stringify(toJson(reply))),
    json: all((reply) => JSON.stringify(reply)),
  };
  const effort = { forMs: isQuick ? 2500 : 15_000, atLeast: 5, warmUp: 3 };
  const { cpuMs } = await compete(Object.values(contestants), effort);
  const usual = { Discord: 12, Telegram: 8, web: 1.5 };
  for (const [at, name] of (['Discord', 'Telegram', 'web'] as const).entries()) {
    add({
      what: `replies for ${name}`,
      unit: 'replies/s',
      ...spreadOf(cpuMs[at]!, (ms) => (replies.length * times * SECOND_MS) / ms),
      ratio: ratioTo('JSON.stringify alone', cpuMs[at]!, cpuMs[3]!),
      usual: usual[name],
      how: QUESTIONS.map((one) => one.split(' ')[0]).join(' '),
    });
  }

  const [picture] = pictures;
  if (!picture) throw new Error('no timeline was drawn');
  const since = threadMs();
  const draw = createDrawing();
  await draw(picture);
  const coldMs = threadMs() - since;
  const drawn = await compete([() => draw(picture)], { forMs: isQuick ? 2000 : 15_000, atLeast: 3, warmUp: 1 });
  add({
    what: 'a timeline as a picture',
    unit: 'ms',
    ...spread(drawn.cpuMs[0]!),
    how: `${picture.entries.length} entries, CPU of the thread that draws; the first ${coldMs.toFixed(0)} ms`,
  });
}

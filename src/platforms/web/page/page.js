import { createCard, make } from './card.js';

const WORDS = {
  id: {
    preview: 'Pratinjau untuk satu orang di komputer ini.',
    ask: 'Tanyakan',
    send: 'Kirim',
    posts: 'Kanal berita',
    empty: 'Belum ada pos. Berita baru muncul sendiri.',
    live: 'Langsung',
    lost: 'Sambungan terputus; dicoba lagi…',
    loading: 'Sebentar…',
    failed: 'Tidak terkirim. Periksa apakah Kabar masih berjalan, lalu coba lagi.',
    planned: 'direncanakan',
    picture: 'Gambar untuk dibagikan',
    importOpml: 'Impor OPML…',
    hint: '/quote nama, /timeline, /latest …',
  },
  en: {
    preview: 'A preview for one person on this computer.',
    ask: 'Ask',
    send: 'Send',
    posts: 'News channel',
    empty: 'No posts yet. News appears by itself.',
    live: 'Live',
    lost: 'Connection lost; trying again…',
    loading: 'One moment…',
    failed: 'Not sent. Check that Kabar is still running and try again.',
    planned: 'planned',
    picture: 'Picture to share',
    importOpml: 'Import OPML…',
    hint: '/quote name, /timeline, /latest …',
  },
};
const EXAMPLES = ['/latest', '/quote', '/timeline', '/story', '/help'];
const $ = (id) => document.getElementById(id);
const box = $('box');
const offers = $('offers');
const history = [];
let locale = localStorage.getItem('locale') === 'en' ? 'en' : 'id';
let back = 0;
let chosen = -1;
let asked = 0;
let state = 'empty';

const card = (reply) => createCard(reply, WORDS[locale], (action, label) => void ask({ action }, label));

async function ask(request, label) {
  closeOffers();
  const slot = make('div', {}, make('p', { class: 'asked' }, label), make('p', {}, WORDS[locale].loading));
  $('replies').prepend(slot);
  try {
    const response = await fetch('/api/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...request, locale }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    slot.replaceChildren(make('p', { class: 'asked' }, label), card(answer.reply));
  } catch {
    slot.replaceChildren(make('p', { class: 'asked' }, label), make('p', {}, WORDS[locale].failed));
  }
}

function closeOffers() {
  asked += 1;
  chosen = -1;
  offers.hidden = true;
  offers.replaceChildren();
  box.setAttribute('aria-expanded', 'false');
  box.removeAttribute('aria-activedescendant');
}

function take(value) {
  const [command] = box.value.split(/\s+/, 1);
  box.value = `${command} ${value}`;
  closeOffers();
  box.focus();
}

function mark(index) {
  const items = [...offers.children];
  chosen = (index + items.length) % items.length;
  for (const [at, item] of items.entries()) item.setAttribute('aria-selected', String(at === chosen));
  box.setAttribute('aria-activedescendant', items[chosen].id);
  items[chosen].scrollIntoView({ block: 'nearest' });
}

async function suggest() {
  const turn = ++asked;
  const text = box.value;
  if (!/^\/\w+\s+\S{2}/.test(text)) return closeOffers();
  await new Promise((resolve) => setTimeout(resolve, 120));
  if (turn !== asked) return;
  try {
    const response = await fetch(`/api/suggest?${new URLSearchParams({ text, locale })}`);
    const { suggestions } = await response.json();
    if (turn !== asked) return;
    offers.replaceChildren(
      ...suggestions.map((one, at) => {
        const item = make('li', { role: 'option', id: `offer-${at}`, 'aria-selected': 'false' }, one.label);
        item.addEventListener('mousedown', (event) => {
          event.preventDefault();
          take(one.value);
        });
        item.dataset.value = one.value;
        return item;
      }),
    );
    chosen = -1;
    offers.hidden = suggestions.length === 0;
    box.setAttribute('aria-expanded', String(!offers.hidden));
  } catch {
    closeOffers();
  }
}

box.addEventListener('input', () => void suggest());
box.addEventListener('blur', closeOffers);
box.addEventListener('keydown', (event) => {
  const isOpen = !offers.hidden;
  if (event.key === 'Escape') closeOffers();
  else if (isOpen && event.key === 'ArrowDown') mark(chosen + 1);
  else if (isOpen && event.key === 'ArrowUp') mark(chosen - 1);
  else if (isOpen && (event.key === 'Tab' || (event.key === 'Enter' && chosen >= 0)))
    take(offers.children[Math.max(0, chosen)].dataset.value);
  else if (event.key === 'ArrowUp' && back < history.length) box.value = history[history.length - ++back];
  else if (event.key === 'ArrowDown' && back > 0) box.value = --back === 0 ? '' : history[history.length - back];
  else return;
  event.preventDefault();
});
$('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = box.value.trim();
  if (text === '') return;
  history.push(text);
  back = 0;
  box.value = '';
  void ask({ text }, text);
});

/** How the channel is doing, in the language of the moment. */
function tell(now) {
  state = now;
  $('state').textContent = WORDS[locale][now];
}

function speak() {
  const words = WORDS[locale];
  document.documentElement.lang = locale;
  localStorage.setItem('locale', locale);
  $('preview').textContent = words.preview;
  $('ask-title').textContent = words.ask;
  $('send').textContent = words.send;
  $('file-words').textContent = words.importOpml;
  $('posts-title').textContent = words.posts;
  box.placeholder = words.hint;
  for (const button of $('languages').children)
    button.setAttribute('aria-pressed', String(button.dataset.locale === locale));
  tell(state);
}
$('languages').addEventListener('click', (event) => {
  if (!event.target.dataset.locale) return;
  locale = event.target.dataset.locale;
  speak();
});
/** A file is read here and travels in the request. */
async function send(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  $('file').value = '';
  let base64 = '';
  for (let at = 0; at < bytes.length; at += 0x8000) base64 += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  await ask({ text: '/feed import', file: { name: file.name, base64: btoa(base64) } }, `/feed import ${file.name}`);
}
$('file').addEventListener('change', () => {
  const [file] = $('file').files;
  if (file) void send(file);
});
for (const text of EXAMPLES) {
  const button = make('button', { type: 'button' }, text);
  button.addEventListener('click', () => void ask({ text }, text));
  $('examples').append(button);
}
speak();

const stream = new EventSource('/api/stream');
stream.addEventListener('open', () => {
  if ($('posts').hasChildNodes()) tell('live');
});
stream.addEventListener('error', () => {
  tell('lost');
});
stream.addEventListener('post', (event) => {
  tell('live');
  const post = JSON.parse(event.data);
  $('posts').prepend(card(post.reply));
});

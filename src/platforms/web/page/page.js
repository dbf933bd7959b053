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
    importOpml: 'Import OPML…',
    hint: '/quote name, /timeline, /latest …',
  },
};
const EXAMPLES = ['/latest', '/quote', '/timeline', '/help'];
const $ = (id) => document.getElementById(id);
const box = $('box');
const offers = $('offers');
const history = [];
let locale = localStorage.getItem('locale') === 'en' ? 'en' : 'id';
let back = 0;
let chosen = -1;
let asked = 0;

/** Text only ever becomes text: nothing from the news is read as markup. */
function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function link(url, label) {
  return /^https?:\/\//i.test(url)
    ? make('a', { href: url, rel: 'noopener noreferrer', target: '_blank' }, label)
    : label;
}

function spans(all) {
  return all.map((span) => {
    if (typeof span === 'string') return span;
    const inner = span.url ? link(span.url, span.text) : span.text;
    if (span.style === 'strong') return make('strong', {}, inner);
    if (span.style === 'emphasis') return make('em', {}, inner);
    if (span.style === 'time') return make('time', { datetime: span.at }, inner);
    return inner;
  });
}

const BLOCKS = {
  text: (block) => make('p', { dir: 'auto' }, ...spans(block.spans)),
  quote: (block) =>
    block.paraphrase
      ? make(
          'div',
          { class: 'paraphrase', dir: 'auto' },
          make('p', {}, block.text),
          make('cite', {}, ...spans(block.cite)),
        )
      : make('blockquote', { dir: 'auto' }, make('p', {}, block.text), make('cite', {}, ...spans(block.cite))),
  list: (block) =>
    make('ul', { class: 'plain' }, ...block.items.map((item) => make('li', { dir: 'auto' }, ...spans(item)))),
  fields: (block) =>
    make(
      'dl',
      {},
      ...block.fields.flatMap((one) => [make('dt', {}, one.name), make('dd', { dir: 'auto' }, ...spans(one.value))]),
    ),
  timeline: (block) =>
    make(
      'ol',
      { class: 'timeline' },
      ...block.entries.map((one) =>
        make(
          'li',
          { class: one.planned ? 'planned' : '', dir: 'auto' },
          make('span', { class: 'when' }, one.when + (one.planned ? ` · ${WORDS[locale].planned}` : '')),
          make('p', {}, one.text),
          make('cite', {}, ...spans(one.cite)),
        ),
      ),
    ),
};

/** A link to a file that the reply carries; it never leaves the browser. */
function download({ name, type, content }) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  return make('p', {}, make('a', { href, download: name }, `⬇ ${name}`));
}

/** A form of a reply: filled in, it runs its action with the fields as options. */
function fillIn({ title, submit, action, fields }) {
  const controls = fields.map(({ name, value = '', choices, hint, required }) => {
    const attributes = { name, required: required ? '' : undefined, placeholder: choices ? undefined : hint };
    if (!choices) return make('input', { ...attributes, value, dir: 'auto' });
    const options = choices.map((one) =>
      make('option', { value: one.value, selected: one.value === value ? '' : undefined }, one.label),
    );
    return make('select', attributes, ...options);
  });
  const labels = fields.map(({ label }, at) => make('label', {}, label, controls[at]));
  const form = make('form', { class: 'fill-in' }, ...labels, make('button', {}, submit));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const options = { ...action.options };
    for (const [at, { name, empty = '' }] of fields.entries()) {
      const value = controls[at].value.trim() || empty;
      if (value) options[name] = value;
    }
    void ask({ action: { ...action, options } }, title);
  });
  return form;
}

function card(reply) {
  const buttons = (reply.buttons ?? []).map((one) => {
    if (one.url) return link(one.url, one.label);
    const button = make('button', { type: 'button' }, one.label);
    button.addEventListener('click', () => void ask({ action: one.action ?? one.form }, one.label));
    return button;
  });
  return make(
    'article',
    {},
    make('h3', { dir: 'auto' }, reply.url ? link(reply.url, reply.title) : reply.title),
    ...reply.blocks.map((block) => BLOCKS[block.kind](block)),
    ...(reply.file ? [download(reply.file)] : []),
    ...(reply.form ? [fillIn(reply.form)] : []),
    ...(buttons.length > 0 ? [make('div', { class: 'buttons' }, ...buttons)] : []),
    ...(reply.footer ? [make('p', { class: 'foot' }, reply.footer)] : []),
  );
}

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
  if (!$('posts').hasChildNodes()) $('state').textContent = words.empty;
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
  if ($('posts').hasChildNodes()) $('state').textContent = WORDS[locale].live;
});
stream.addEventListener('error', () => {
  $('state').textContent = WORDS[locale].lost;
});
stream.addEventListener('post', (event) => {
  $('state').textContent = WORDS[locale].live;
  const post = JSON.parse(event.data);
  $('posts').prepend(card(post.reply));
});

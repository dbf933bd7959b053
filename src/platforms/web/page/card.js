/** Text only ever becomes text: nothing from the news is read as markup. */
export function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const isWeb = (url) => /^https?:\/\//i.test(url);

function link(url, label) {
  return isWeb(url) ? make('a', { href: url, rel: 'noopener noreferrer', target: '_blank' }, label) : label;
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

/** The entries of a timeline, those of one date under one heading. */
function timeline(entries, words) {
  const list = make('ol', { class: 'timeline' });
  let before;
  for (const one of entries) {
    const heading = make('span', { class: 'when' }, one.when);
    if (one.planned) heading.append(make('span', { class: 'tag' }, words.planned));
    const isSame = before && before.when === one.when && before.planned === one.planned;
    before = one;
    list.append(
      make(
        'li',
        { class: [one.planned ? 'planned' : '', isSame ? 'same' : ''].join(' ').trim() },
        ...(isSame ? [] : [heading]),
        make('p', { dir: 'auto' }, one.text),
        make('cite', { dir: 'auto' }, ...spans(one.cite)),
      ),
    );
  }
  return list;
}

const BLOCKS = {
  text: (block) => make('p', { dir: 'auto' }, ...spans(block.spans)),
  // The words may run from the right while the line below them does not.
  quote: (block) =>
    make(
      block.paraphrase ? 'div' : 'blockquote',
      block.paraphrase ? { class: 'paraphrase' } : {},
      make('p', { dir: 'auto' }, block.text),
      make('cite', { dir: 'auto' }, ...spans(block.cite)),
    ),
  list: (block) =>
    make('ul', { class: 'plain' }, ...block.items.map((item) => make('li', { dir: 'auto' }, ...spans(item)))),
  fields: (block) =>
    make(
      'dl',
      {},
      ...block.fields.flatMap((one) => [make('dt', {}, one.name), make('dd', { dir: 'auto' }, ...spans(one.value))]),
    ),
  timeline: (block, words) => timeline(block.entries, words),
};

/** A link to a file that the reply carries; it never leaves the browser. */
function download({ name, type, content }) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  return make('p', {}, make('a', { href, download: name }, `⬇ ${name}`));
}

/** What we drew ourselves says the same as the text, and is there to be taken along; a photograph is shown at once. */
function picture({ url, alt }, words) {
  const image = make('img', { src: url, alt, loading: 'lazy', referrerpolicy: 'no-referrer' });
  if (isWeb(url)) {
    image.addEventListener('error', () => image.remove());
    return make('figure', {}, image);
  }
  return make('details', { class: 'picture' }, make('summary', {}, words.picture), image);
}

function control({ name, value = '', choices, hint, required }) {
  const attributes = { name, required: required ? '' : undefined, placeholder: choices ? undefined : hint };
  if (!choices) return make('input', { ...attributes, value, dir: 'auto', autocomplete: 'off' });
  const options = choices.map((one) =>
    make('option', { value: one.value, selected: one.value === value ? '' : undefined }, one.label),
  );
  return make('select', attributes, ...options);
}

/** A form of a reply: filled in, it runs its action with the fields as options. */
function form({ title, submit, action, fields }, act) {
  const controls = fields.map(control);
  const labels = fields.map(({ label }, at) => make('label', {}, label, controls[at]));
  const node = make('form', { class: 'fill-in', 'aria-label': title }, ...labels, make('button', {}, submit));
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    const options = { ...action.options };
    for (const [at, { name, empty = '' }] of fields.entries()) {
      const value = controls[at].value.trim() || empty;
      if (value) options[name] = value;
    }
    act({ ...action, options }, title);
  });
  return node;
}

/** A reply as a card. `act` is called with the action of a button or form, and what was pressed. */
export function createCard(reply, words, act) {
  const buttons = (reply.buttons ?? []).map((one) => {
    if (one.url) return link(one.url, one.label);
    const button = make('button', { type: 'button', class: one.danger ? 'danger' : undefined }, one.label);
    button.addEventListener('click', () => act(one.action ?? one.form, one.label));
    return button;
  });
  return make(
    'article',
    {},
    make('h3', { dir: 'auto' }, reply.url ? link(reply.url, reply.title) : reply.title),
    ...(reply.image?.url ? [picture(reply.image, words)] : []),
    ...reply.blocks.map((block) => BLOCKS[block.kind](block, words)),
    ...(reply.form ? [form(reply.form, act)] : []),
    ...(reply.file ? [download(reply.file)] : []),
    ...(buttons.length > 0 ? [make('div', { class: 'buttons' }, ...buttons)] : []),
    ...(reply.footer ? [make('p', { class: 'foot' }, reply.footer)] : []),
  );
}

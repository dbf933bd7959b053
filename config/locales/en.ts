import type { Catalogue } from '#core/messages.ts';

const status = (code: number | undefined): string => (code === undefined ? '' : ` (HTTP ${code})`);
const count = (value: number): string => value.toLocaleString('en');

export const en: Catalogue = {
  'error.title': 'Not yet',
  'error.internal': (a) =>
    `Something went wrong on our side. If it happens again, tell the operator this code: ${a.id}`,
  'error.too-long': (a) => `That message is too long: at most ${count(a.most)} characters.`,
  'error.unknown-command': (a) =>
    `There is no command “/${a.name}”.${a.nearest ? ` Did you mean /${a.nearest}?` : ''} Type /help for all commands.`,
  'error.unknown-subcommand': (a) => `/${a.command} is followed by one of: ${a.known}.`,
  'error.moderators-only': "Only this channel's moderators can use this command.",
  'error.option-missing': (a) => `“${a.name}” is missing. Example: ${a.usage} …`,
  'error.option-choice': (a) => `“${a.name}” must be one of: ${a.choices}.`,
  'error.button-old': 'This button no longer works. Type the command again, or /help for all commands.',
  'error.not-shown': 'The answer could not be shown here. Try a narrower question.',

  'page.newer': '◀ Previous',
  'page.older': 'Next ▶',

  'page.of': (a) =>
    `Page ${count(a.current)} of ${count(a.last)} · ${a.isMore ? 'more than ' : ''}${count(a.total)} in all`,
  'page.beyond': (a) => `There is no page ${count(a.page)}; the last is ${count(a.last)}.`,
  published: (a) => `Published ${a.when}`,
  'open.article': 'Read the article',
  'empty.library':
    'Nothing has been read yet. If sources were just added, try again in a minute; if not, add one with /feed add.',
  'cite.also': 'also in',
  'cite.more': (a) => `and ${count(a.outlets)} more`,
  'cite.copy': 'same text as an agency report',
  follow: '🔔 Follow',
  'person.hint': 'Only people quoted in the articles read so far are known. Try another part of the name, or /search.',
  'person.more': 'There are more. Add another part of the name or the office.',
  'person.taken': (a) => `No speaker is called “${a.name}”. Showing ${a.person}.`,

  'help.about': 'All commands and how to use them',
  'help.title': 'Kabar: who said what, and what happened when',
  'help.intro': 'Every quote and every date comes with its source and the very sentence.',
  'help.everyone': 'For everyone',
  'help.moderators': 'For moderators',

  'latest.about': 'The latest news',
  'latest.option.about': 'Words, a person or a topic',
  'latest.title': (a) => (a.about ? `Latest news about “${a.about}”` : 'Latest news'),
  'latest.none': (a) => (a.about ? `No news about “${a.about}” yet.` : 'No news yet. Add a source with /feed add.'),

  'search.about': 'Search all articles',
  'search.option.words': 'Words that must be in the article',
  'search.title': (a) => `Search results for “${a.words}”`,
  'search.none': (a) => `No article holds “${a.words}”.`,

  'quote.about': 'Who said what, with source and date',
  'quote.option.person': 'Name of a person or organisation',
  'quote.option.about': 'Words that must be in the quote',
  'quote.title': (a) =>
    (a.person ? `Statements by ${a.person}` : 'Newest statements') + (a.about ? ` about “${a.about}”` : ''),
  'quote.none': (a) =>
    a.person
      ? `No statement by ${a.person}${a.about ? ` about “${a.about}”` : ''} on record yet.`
      : `No statement${a.about ? ` about “${a.about}”` : ''} on record yet.`,
  'quote.nobody': (a) => `No speaker is called “${a.name}”.`,
  'quote.nearest': 'Perhaps you mean:',
  'quote.which': (a) => `Several speakers are called “${a.name}”. Which one?`,
  'quote.count': (a) => (a.quotes === 1 ? '1 statement' : `${count(a.quotes)} statements`),
  'quote.said': (a) => `said ${a.when}`,
  'quote.via': (a) => `via ${a.credit}`,
  'quote.in-short': "the reporter's words, not a direct quote",
  'quote.unattributed': 'Speaker not established',
  'quote.option.context': 'A quote to show in its article (from a button)',
  'quote.context': 'In context',
  'quote.context.title': (a) => (a.person ? `${a.person}, in context` : 'The quote in context'),
  'quote.context.gone': 'That quote is no longer on record. Ask again with /quote.',
  'quote.wordings': (a) => `${count(a.wordings)} wordings`,
  'quote.more': (a) => `All statements by ${a.person}`,
  'quote.latest': 'Latest statements',
  'quote.open': 'Statements',

  'timeline.about': 'What happened when, with the sentence behind it',
  'timeline.option.about': 'A story, a person or a topic',
  'timeline.title': (a) => `Timeline: ${a.about}`,
  'timeline.none': (a) => (a.about ? `No dated event about “${a.about}” yet.` : 'No dated event yet.'),
  'timeline.planned': 'planned',
  'timeline.differs': 'told differently by',
  'timeline.newest': 'To the newest ⏭',
  'timeline.open': 'Timeline',

  'story.about': 'What is going on in a story, who reports it and who said what',
  'story.option.about': 'A story, a person or words',
  'story.title': 'Story',
  'story.none': (a) => (a.about ? `No story about “${a.about}” yet.` : 'No story yet.'),
  'story.count': (a) =>
    `${a.articles === 1 ? '1 article' : `${count(a.articles)} articles`} from ${a.outlets === 1 ? '1 outlet' : `${count(a.outlets)} outlets`}`,
  'story.articles': 'Reported by',
  'story.open': 'Story',

  'who.about': 'Who somebody is: offices, stories and latest statements',
  'who.option.person': 'Name or office',
  'who.roles': 'Office, as printed',
  'who.no-role': 'none given in the articles read so far',
  'who.names': 'Names used',
  'who.said': 'On record',
  'who.seen': 'In the news',
  'who.stories': 'Stories',
  'who.open': 'Who is this?',

  'summary.about': 'Summary of an article, in its own sentences',
  'summary.option.url': 'Address of the article',
  'summary.none': 'This article is too short to summarise.',

  'feed.about': "This channel's news sources",
  'feed.add.about': "Follow a source; the site's address is enough",
  'feed.remove.about': 'Stop following a source',
  'feed.list.about': 'Sources followed here and how they are doing',
  'feed.preview.about': "See a source's newest item as it would be posted",
  'feed.pause.about': 'Pause a source',
  'feed.resume.about': 'Resume a paused source',
  'feed.option.url': 'Address of a site or feed (RSS, Atom, JSON Feed)',
  'feed.option.feed': 'Name or address of the source',
  'feed.added': (a) =>
    a.known ? `${a.title} is already followed in this channel.` : `${a.title} is now followed in this channel.`,
  'feed.added-how':
    'What is already there is read and remembered but not posted: only the newest item, as a sample. New items appear by themselves.',
  'feed.newest': 'Newest right now:',
  'feed.several': (a) => `There are several feeds at ${a.url}. Choose one:`,
  'feed.found-nothing': (a) => `No feed at ${a.url}: ${a.why}`,
  'feed.rights-missing': (a) => `Kabar may not write here yet. Missing rights: ${a.rights}.`,
  'feed.unknown': (a) =>
    `“${a.feed}” is not followed in this channel.${a.nearest ? ` Did you mean “${a.nearest}”?` : ''} See /feed list.`,
  'feed.which': (a) => `Several sources match “${a.feed}”. Which one?`,
  'feed.option.sure': 'yes: remove without asking again',
  'feed.remove.sure': (a) => `Stop following ${a.title} here?`,
  'feed.remove.what': 'Nothing of it is posted here any more. What was read stays in /quote and /timeline.',
  'feed.remove.yes': 'Remove',
  'feed.remove.pause': 'Only pause',
  'feed.removed': (a) => `${a.title} is no longer followed in this channel. What was read is still remembered.`,
  'feed.paused': (a) => `${a.title} is paused. Resume it with /feed resume.`,
  'feed.resumed': (a) => `${a.title} is resumed.`,
  'feed.list.title': (a) => `Sources in this channel (${count(a.feeds)})`,
  'feed.list.none': "No source yet. Add one with /feed add and a news site's address.",
  'feed.state.paused': 'paused',
  'feed.state.waiting': 'waiting for its first read',
  'feed.state.ok': (a) => `fine, read ${a.polled}`,
  'feed.state.failing': (a) => `failed ${count(a.failures)} times: ${a.why}`,
  'feed.state.next': (a) => `next ${a.when}`,
  'feed.preview.none': (a) => `No article of ${a.title} has been read yet.`,
  'feed.too-many': (a) =>
    `A channel can follow ${count(a.most)} sources; with these it would be ${count(a.now)}. Nothing was changed. Remove some with /feed remove.`,
  'feed.import.about': 'Follow the sources of an OPML file',
  'feed.export.about': 'Get the sources followed here as an OPML file',
  'feed.option.opml-url': 'Address of an OPML file',
  'feed.option.file': 'An OPML file',
  'feed.import.how': 'Attach an OPML file, or write its address: /feed import https://example.com/feeds.opml',
  'feed.import.several-files': 'One file at a time, please: attach a single OPML file.',
  'feed.import.no-opml': (a) =>
    `${a.source} is not an OPML file. Other feed readers write one when asked to export their feeds.`,
  'feed.import.broken': (a) =>
    `${a.source} breaks off at line ${count(a.line)}, so nothing was imported. Export it again and try once more.`,
  'feed.import.nothing': (a) => `${a.source} names no feed that can be followed.`,
  'feed.imported': (a) =>
    a.added === 0
      ? `All ${count(a.known)} sources are already followed in this channel.`
      : `${count(a.added)} ${a.added === 1 ? 'source is' : 'sources are'} now followed in this channel${a.known > 0 ? `; ${count(a.known)} already were` : ''}.`,
  'feed.imported-how': (a) =>
    `What is already there is read and remembered but not posted${a.quiet ? '' : ': only the newest item of each, as a sample'}. New items appear by themselves.`,
  'feed.import.left-out': (a) => `Left out (${count(a.outlines)}):`,
  'feed.import.fault': (a) => `line ${count(a.line)}: ${a.why}`,
  'feed.import.markup': 'this tag cannot be read',
  'feed.import.no-address': 'a feed without an address (xmlUrl)',
  'feed.import.more': (a) => `… and ${count(a.outlines)} more`,
  'feed.exported': (a) => `Here are the ${count(a.feeds)} sources of this channel, as OPML.`,
  'feed.export.title': (a) => `Kabar: sources of ${a.place}`,

  'telegram.description':
    'Kabar reads your news sources and answers who said what (/quote) and what happened when (/timeline), with the source and the very sentence. Add it to a group, topic or channel to get new items there, or follow people and topics right here.',
  'telegram.short': 'Who said what, and what happened when. Always with the source.',
  'telegram.welcome':
    "Hello! Administrators of this group can add a news source with /feed add and a site's address. In a group with topics, news appears in the topic where that was typed. All commands are in /help.",
  'telegram.prompt': (a) => `Reply to this message with it. Or all at once: ${a.usage}`,
  'telegram.button-old': 'This button is no longer valid. Type the command once more.',
  'telegram.inline-none': 'No quote matches yet. Open Kabar',
  'telegram.pick': 'For another channel or group …',
  'telegram.pick-how':
    'Choose the channel or group to set up with the buttons below. Kabar must be there: as an administrator in a channel, as a member in a group.',
  'telegram.pick-channel': 'Choose a channel',
  'telegram.pick-group': 'Choose a group',
  'telegram.pick-done': 'All right.',
  'telegram.picked': 'Kabar may write there. What would you like to set up?',
  'telegram.topic-gone': 'The news topic was deleted',
  'telegram.topic-gone-how': 'Items for that topic are no longer sent. Type /feed add in another topic to go on there.',
  'telegram.right.member': 'being a member',
  'telegram.right.administrator': 'being an administrator',
  'telegram.right.post': 'Post Messages',
  'telegram.right.send': 'Send Messages',

  'fault.bad-url': () => 'That is not a valid web address. Write it in full, such as https://example.com/rss.',
  'fault.blocked-address': () =>
    'That address leads into a private network and is not fetched. The operator can allow it with FETCH_ALLOW.',
  'fault.dns': () => "That site's name was not found. Check the spelling.",
  'fault.refused': () => 'That site accepts no connections. Try again later.',
  'fault.tls': () => "That site's security certificate is not valid.",
  'fault.timeout': () => 'That site took too long to answer. Try again later.',
  'fault.reset': () => 'That site broke off in the middle of its answer. Try again later.',
  'fault.redirects': () => 'That address redirects too often.',
  'fault.too-large': () => 'That document is too large.',
  'fault.http': (a) => `That site answered with an error${status(a.status)}.`,
  'fault.gone': (a) => `That feed was removed by its owner${status(a.status)}. Look for its new address.`,
  'fault.throttled': (a) => `That site asks us to wait${status(a.status)}.`,
  'fault.challenge': () =>
    'That site turns programs away and serves browsers only. Look for another feed of the same site.',
  'fault.robots': () => 'That site does not allow programs to read this page (robots.txt).',
  'fault.encoding': () => "That document's letters could not be read.",
  'fault.empty': () => 'The answer is empty.',
  'fault.html': () => 'That address is a web page, not a feed.',
  'fault.not-a-feed': () => 'That document is no RSS, Atom or JSON Feed.',
  'fault.too-slow': () => 'That document is too complex to read.',
};

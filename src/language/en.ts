import { definePack } from './pack.ts';

const words = (text: string): string[] => text.trim().split(/\s+/u);

const FEMALE_NAMES = words(`mary patricia jennifer linda elizabeth
    barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley kimberly emily donna michelle dorothy carol
    amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy shirley angela helen anna brenda pamela nicole
    emma samantha katherine christine debra rachel catherine carolyn janet ruth maria heather diane virginia julie joyce
    victoria olivia kelly christina lauren joan evelyn judith megan cheryl andrea hannah martha jacqueline frances gloria ann
    teresa kathryn sara janice jean alice madison doris abigail julia judy grace denise amber marilyn beverly danielle theresa
    sophia marie diana brittany natalie isabella charlotte rose alexis kayla ursula
    sevim autumn rula ngozi aisha fatima meghan kamala hillary nikki jacinda sanna giorgia maia roberta nicola shelley
    kirsty fleur alison anne annette beth bethany bridget caitlin carla caroline catriona charlene chloe claire clare daisy
    dana dawn debbie eleanor elena ella ellen eve eva fiona freya gail gemma georgia gillian gwen harriet hayley hazel holly imogen
    ingrid irene isabel isla jackie jane jasmine jenny jess jill joanna joanne jodie josephine kate katie kathy katy kirsten
    leah lily lucy lydia lynn maggie maureen maya mia molly monica naomi natasha niamh nina nora paula pauline penny phoebe
    poppy rhiannon rita rosie roxanne ruby sally selina serena siobhan sonia stella sue suzanne sylvia tania tara tracy
    trish valerie vanessa vera veronica wendy yvonne zoe malala maryam priya anjali sunita mamata benazir nirmala
    siti dewi puan khofifah rini retno`);

/** English as news agencies write it. */
export const en = definePack({
  code: 'en',
  utcOffsetHours: 0,
  stopWords:
    words(`the and of to in a an is was were are that for on with as at by from it its his her their they he she we i you
    this these those but not have has had be been will would which who after before when while also there if so or
    what why how where because although despite since until some many my your our than amid among following instead now
    just only nor yet within without against across once whether both each
    however meanwhile still then earlier later according`),
  cues: words(
    'affirmed opined exclaimed cautioned conceded contended countered emphasized emphasised highlighted underlined underscored elaborated pleaded vowed urged recounted advised revealed clarified complained claimed confirmed shouted mused reasoned said asked say says told repeated remarked admitted responded replied replies responds commented concluded observed lamented quipped reflected recalls explains continues argues insists warns notes acknowledged confessed reiterated answered joked testified suggested added adds wrote writes tweeted posted explained continued insisted warned noted stressed replied argued recalled declared announced stated',
  ),
  encliticCues: [],
  cueOpeners: [],
  speechVerbs:
    words(`confirmed confirms announced announces reported reports denied denies concluded signaled signalled said says told added adds noted notes explained explains claimed claims emphasized emphasised clarified insisted insists
    warned warns stressed boasted boasts argued argues acknowledged admitted stated states suggested predicted
    remarked repeated assured tweeted replied wrote revealed reiterated reminded testified asserted estimated alleged confessed indicated believes thinks cautioned conceded contended contends countered observed recalled commented lamented disclosed asserts mentioned tells admits promises admit`),
  clauseVerbs: words(
    'pointed asked urged called appealed declared found begged termed wrote maintained hinted pledged promised disputes mentioned complained accused accuses ensured encouraged advised urging',
  ),
  adverbs: words('however even also later then has have had earlier previously again repeatedly himself herself'),
  adverbShape: /^\p{Ll}{3,}ly$/u,
  negations: words("not never didn’t didn't doesn’t doesn't declined"),
  conjunctions: ['that'],
  and: ['and'],
  accordingTo: ['according to'],
  addressees: words('to'),
  possessiveEndings: ["'s", '’s'],
  pronouns: words('he she it'),
  titles:
    words(`lieutenant-general major-general brigadier-general attorney-general secretary-general director-general vice-president lieutenant president prime minister secretary mr mrs ms dr prof professor governor mayor senator sen rep representative judge justice
    general gen det counsel author astronomer scientist curator engineer owner resident lt col colonel capt captain major sgt sergeant chief director chairman chairwoman chairperson chair spokesman
    spokeswoman spokesperson ambassador chancellor king queen prince princess pope bishop sir lord lady deputy vice former
    datuk seri dato datin tuan haji congressman congresswoman speaker whip member mp lawmaker legislator assemblyman sheriff principal headteacher convenor treasurer ombudsman coroner prosecutor
    commissioner officer ceo founder coach manager analyst lawyer attorney economist foreign press leader head researcher
    king executive inspector superintendent constable councillor adviser advisor envoy`),
  officeWords:
    words(`of for the opposition parliament senate majority minority leader rural fire service regional provincial state defense defence treasury finance health education affairs interior security national general united
    nations white house department ministry office police city county university bank commission committee agency court
    supreme district council party institute centre center association union`),
  organisations: words(
    'force forces army navy government governments parliament administration statement report study survey court team union group firm organization organisation association institute council guard coastguard brigade watchdog tribunal service services charity federation foundation newspaper museum gallery zoo church airline airport carrier retailer insurer manufacturer maker startup website outlet news times tribune journal herald gazette telegraph broadcaster district observatory proclamation document embassy hospital school regulator authority bureau center centre ministry department pentagon kremlin police office agency commission university bank company government committee council',
  ),
  places:
    words(`u.s us uk america american britain british russia russian ukraine ukrainian china chinese north south korea korean israel
    israeli iran iranian france french germany german japan japanese australia australian india indian indonesia indonesian
    utah maine wisconsin arizona nevada oregon ohio michigan georgia colorado illinois kentucky tennessee alabama virginia carolina england scotland wales europe european asia asian africa african malaysia gaza lebanon turkey nato un eu washington london moscow california texas florida york pentagon house white downing street`),
  givenNames: [
    ...FEMALE_NAMES,
    ...words(`boris vladimir emmanuel olaf xi kim aaron abdul adrian aidan alistair alastair andreas angus antony archie ari arthur
    barry ben benjamin bernard bernie bradley brad brendan bruno callum cameron carlos chuck clive colin connor conor craig
    damian damien darren declan derek desmond dominic doug duncan dwayne dylan eamonn edwin elliot emile enrique ernest
    ethan evan felix fergus finn fraser gareth gavin geoff geoffrey gerard giles glen glenn gordon graeme graham guy
    hamish harvey hector howard hugh hugo iain ian isaac ivor jake jamie jared jay jed jens jerome jonas jonny
    julian karl kieran kurt lance lee leon leonard leo lewis liam lloyd luke malcolm marc marcus martin max miles mitch
    mitchell mohamed morgan murray neil nigel oliver oscar owen paddy patricio perry rafael ralf ravi reece reg rex rhys
    ricky rob robbie roderick rodney rohit rory ross rowan rupert russ sajid salman sanjay scott sebastian shane simon
    stefan stewart stuart sunil tariq terence theo todd trevor troy vijay vince vikram warren wesley yusof zac zach
    narendra rahul imran shahbaz nawaz anwar najib mahathir ismail hishammuddin syed tan goh lim wong budi agus andi
    bambang hendra joko susilo yusril yudi wahyu rizki airlangga luhut erick`),
    ...words(`james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
    steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric
    jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry
    tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah
    gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan
    juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip johnny 
    mohammed muhammad mohamad ahmed ali hassan hussein ibrahim omar yusuf fatima joko prabowo luis carlos jorge pedro pablo
    antonio manuel francisco luca marco giuseppe hans jean pierre francois jacques ivan sergei dmitry mikhail oleksandr
    volodymyr anders lars erik sven jan pieter kenji hiroshi yuki wei ming li chen rishi keir tony gordon theresa liz ben
    tom tim jim bob bill steve mike dave dan chris nick matt greg jeff ken ron ted ed fred pete phil sam max alex`),
  ],
  placeTitles: words('chief'),
  occupationShape: /(?:ist|woman|ician|maker|keeper|worker|fighter|grapher)$/u,
  personNouns: words(
    'economist minister senator lawmaker politician spokesman spokeswoman spokesperson professor scientist researcher actor actress singer striker defender midfielder goalkeeper player manager coach winner champion veteran activist lawyer judge prosecutor official officer diplomat teacher doctor nurse student farmer resident witness democrat republican conservative analyst serb spaniard frenchman englishman german italian american briton swede dane norwegian croatian australian',
  ),
  determiners: ['the'],
  dayPrepositions: ['on', 'late', 'early'],
  creditJoiners: ['from', 'the'],
  fromWords: ['of', 'at', 'with', 'from', 'for', 'in'],
  passiveCues: [],
  passiveSayings: ['quoted as saying', 'quoted saying', 'reported as saying', 'cited as saying'],
  byWords: ['by'],
  encliticEndings: [],
  purposeWords: ['to'],
  participles: words(
    'adding saying noting stressing claiming arguing warning insisting explaining declaring stating suggesting urging acknowledging',
  ),
  aliasCues: ['nicknamed'],
  anonymous: words('a an one some several police officials'),
  demonstratives: [],
  nameParticles: words('bin al el van de der von da dos'),
  firmNouns: words('company firm bank group club team'),
  anyBodyNouns: words(
    'company bank firm group agency department ministry office organization organisation union team club university hospital school regulator',
  ),
  occasions: words('statement conference interview briefing speech post tweet email letter report hearing news'),
  callings: words('calling describing saying adding telling asking writing called termed reminding'),
  timeWords: words('yesterday today tonight here earlier later recently night morning afternoon evening'),
  conjunctionBlocks: words('so to of for in on by with from at than like about around over after before'),
  noClauseStarts: words(
    'to at on during after when aboard following outside amid by with as while about before upon via through since alongside where of from along goodbye hello also',
  ),
  articles: words('a an one another'),
  listeners: words(
    'me him her us them reporters journalists lawmakers parliament police congress investors viewers crowds supporters jurors analysts media listeners',
  ),
  reportVerbs: words('reported reports wrote tweeted posted announced'),
  femaleNames: FEMALE_NAMES,
  pronounGenders: { she: 'female', her: 'female', he: 'male', him: 'male' },
  placeHeads: words('port mount lake river county'),
  weakVerbs: words(
    'confirmed confirms announced announces reported reports found denied denies concluded testified signaled signalled estimated revealed',
  ),
  relativeWords: words('who which that'),
  clauseMarks: words(
    `is are was were be has have had will would can could should may might must did does do fell rose grew won lost began came
    went took made saw knew thought felt left kept held led met paid sent spent stood gave got became brought built bought drew
    drove fought broke ran cut hit put set isn't aren't wasn't weren't won't can't couldn't shouldn't hasn't haven't hadn't doesn't
    didn't isn’t aren’t wasn’t weren’t won’t can’t couldn’t shouldn’t hasn’t haven’t hadn’t doesn’t didn’t`,
  ),
  verbShape: /^\p{Ll}{2,}ed$/u,
  bodyPronouns: ['it'],
  notSpeakers: words(
    'article section video clause act law rule code regulation manual policy constitution book film song poem sign banner',
  ),
  objectVerbs: words('told urged asked reminded warned assured'),
  requestVerbs: words('encouraged advised urging asked urged called appealed begged pledged promised'),
  accusations: words('accused accuses'),
  chargeWords: ['of'],
  clauseEnds: [
    'when asked',
    'when he was asked',
    'when she was asked',
    '- a claim',
    ', according to',
    '— a claim',
    '– a claim',
  ],
  documents: words('investigation report statement study survey review audit inquiry analysis letter filing update'),
  participleOpeners: words('though after before while despite besides by from previously repeatedly'),
  joiners: words('and but though although while'),
  attributionTails: words(
    'according in at on during after when as while speaking adding saying noting citing following',
  ),
  accordingToHim: [],
  titlesAsNames: words(
    'sen gen king prince pope bishop lord judge justice major general deputy chief author owner officer coach head press foreign',
  ),
  cuesBeforeNames: false,
  credits: ['told'],
  topicChanges: ['meanwhile', 'separately', 'elsewhere'],
  abbreviations: words(
    'insp supt cmdr atty engr hon rev fr brig cpl pfc det mr mrs ms dr prof gen lt col capt sgt sen rep gov st jr sr inc ltd co corp no vs jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n a.m p.m',
  ),
  months: {
    january: 1,
    february: 2,
    march: 3,
    april: 4,
    may: 5,
    june: 6,
    july: 7,
    august: 8,
    september: 9,
    october: 10,
    november: 11,
    december: 12,
    jan: 1,
    feb: 2,
    mar: 3,
    apr: 4,
    jun: 6,
    jul: 7,
    aug: 8,
    sep: 9,
    sept: 9,
    oct: 10,
    nov: 11,
    dec: 12,
  },
  weekdays: { sunday: 0, monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6 },
  dayWords: [],
  yearWords: [
    ...words('in during early late mid by into between from'),
    ...['whole', 'all', 'half', 'months', 'much', 'part', 'summer', 'spring', 'winter', 'autumn', 'fall'].map(
      (part) => `${part} of`,
    ),
    'back to',
    'remainder of',
    'rest of',
    'end of',
    'start of',
    'beginning of',
  ],
  sinceWords: ['since'],
  untilWords: words('until by before'),
  past: { before: ['last', 'this past', 'back in', 'back on'], after: [] },
  future: { before: ['next'], after: [] },
  futureMarks: [
    'ahead of',
    ...words(
      'will would must expected scheduled due planned plan plans expire expires predict predicts expect expects should upcoming forecast set hopes intends aims deadline',
    ),
  ],
  pastMarks: [
    'than expected',
    'as expected',
    'as planned',
    'than planned',
    ...words(
      'was were had has have did went came took began met ago yesterday last held made won lost found killed hit saw led left drove rose fell grew ended won broke stood lay sent spent paid',
    ),
  ],
  pastEndings: ['ed'],
  monthWords: words('in during early late mid of by this from end'),
  listWords: words('and to through until or –'),
  ofWords: ['of'],
  untilLooksAhead: true,
  thisWords: { before: ['this'], after: [] },
  mannerWords: [],
  quarterWords: ['quarter'],
  quarterOrdinals: words('first second third fourth'),
  numbers: {
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    first: 1,
    second: 2,
    third: 3,
    fourth: 4,
  },
  roughWords: words('nearly almost about around roughly some over than within'),
  units: {
    day: 'day',
    days: 'day',
    week: 'week',
    weeks: 'week',
    month: 'month',
    months: 'month',
    year: 'year',
    years: 'year',
  },
  agoWords: ['ago'],
  aheadWords: ['from now'],
  narrative: {
    'a day earlier': -1,
    'one day earlier': -1,
    'the day before': -1,
    'a day before': -1,
    'two days before': -2,
    'three days before': -3,
    'the previous day': -1,
    'two days earlier': -2,
    'three days earlier': -3,
    'a day later': 1,
    'one day later': 1,
    'the next day': 1,
    'the following day': 1,
    'two days later': 2,
    'three days later': 3,
  },
  namedDays: [
    'good friday',
    'great friday',
    'black friday',
    'ash wednesday',
    'super tuesday',
    'cyber monday',
    'palm sunday',
    'easter sunday',
    'easter monday',
    'bloody sunday',
    'super bowl sunday',
  ],
  datedNames: words('cup olympics games act championship season budget agenda'),
  relative: [
    { phrase: 'last night', unit: 'day', offset: -1 },
    { phrase: 'this morning', unit: 'day', offset: 0 },
    { phrase: 'this afternoon', unit: 'day', offset: 0 },
    { phrase: 'this evening', unit: 'day', offset: 0 },
    { phrase: 'tonight', unit: 'day', offset: 0 },
    { phrase: 'last weekend', unit: 'week', offset: -1 },
    { phrase: 'this weekend', unit: 'week', offset: 0 },
    { phrase: 'today', unit: 'day', offset: 0 },
    { phrase: 'yesterday', unit: 'day', offset: -1 },
    { phrase: 'tomorrow', unit: 'day', offset: 1 },
    { phrase: 'last week', unit: 'week', offset: -1 },
    { phrase: 'this week', unit: 'week', offset: 0 },
    { phrase: 'next week', unit: 'week', offset: 1 },
    { phrase: 'last month', unit: 'month', offset: -1 },
    { phrase: 'this month', unit: 'month', offset: 0 },
    { phrase: 'next month', unit: 'month', offset: 1 },
    { phrase: 'last year', unit: 'year', offset: -1 },
    { phrase: 'this year', unit: 'year', offset: 0 },
    { phrase: 'next year', unit: 'year', offset: 1 },
  ],
  danglingOpenings: [
    'he',
    'she',
    'it',
    'they',
    'his',
    'her',
    'their',
    'its',
    'this',
    'that',
    'these',
    'those',
    'but',
    'and',
    'or',
    'so',
    'however',
    'meanwhile',
    'moreover',
    'also',
    'instead',
    'still',
    'then',
    'earlier',
    'later',
    'in addition',
    'as a result',
    'therefore',
    'thus',
    'yet',
    'such',
  ],
  furniture: [
    /(?:photo|image|picture|foto)s?(?: by| courtesy(?: of)?|:)\s?[\p{L} .,/()-]{2,60}$/iu,
    /^(?:topshot|illustration|file picture)(?:\s*[.:–—]|\s+-\s)/iu,
    /^<?\/?(?:span|div|p|img|figure)\b[^\n]*(?:class|src)=/iu,
    /\|\s*[^|]{2,40}\/\p{Lu}{2,}/u,
    /credit:\s?[\p{L} .]{2,40}$/iu,
    /^(?:advertisement|related(?: articles| stories| content)?|read more|most read|more on this story|sign up|subscribe|share this|follow us|trending)\b/iu,
    /^(?:read|watch|see) (?:more|also)\b/iu,
    /^(?:by|published|updated|last modified)[: ].{0,80}(?:\d{4}|ago|reporter|correspondent|news)$/iu,
    /^(?:image (?:source|caption)|photo(?:graph)?:|file photo|getty images|reporting by|editing by)/iu,
    /\((?:photo|ap photo|afp|reuters|getty images)[^()]{0,120}\)\.?$/iu,
    /^©|^copyright /iu,
  ],
});

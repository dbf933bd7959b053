import type { OutletTemplate } from '../article.ts';

/** An English-language outlet; its feed is Atom. */
export const archipelagoCourier: OutletTemplate = {
  slug: 'archipelago-courier',
  title: 'The Archipelago Courier',
  tagline: 'News from seventeen thousand islands',
  language: 'en',
  feed: 'atom',
  articles: [
    {
      slug: 'tirtamukti-floodgate-breaks',
      title: 'Broken floodgate drives 1,400 from homes in Tirtamukti',
      author: 'Clara Manuhutu',
      section: 'Nation',
      appears: { day: -5, time: '19:20' },
      caption:
        'Rescuers steer a rubber boat through Kampung Hilir on {{day -5}}. (Courtesy of the Tirtamukti disaster agency)',
      body: `
TIRTAMUKTI, The Archipelago Courier - A floodgate at the Waringin Dam gave way before dawn on {{day -5}}, sending the Lesung River into three neighborhoods and forcing 1,400 people from their homes.

Yuliana Mandagi, head of the Tirtamukti disaster agency, said no one was killed.

"We woke people through the mosque loudspeakers," Mandagi said. "Most of them were out within forty minutes."

Tirtamukti Mayor Ratih Kusumaningrum told reporters that the gate had last been repaired in {{year -4}}.

"Somebody signed for that work, and we will find the signature," she said.

> wirabumi-rice-index

Bagas Prakoso, who heads the Lesung River Basin Office, said the two other gates were still working. Divers will inspect the foundations on {{day -3}}.
`,
    },
    {
      slug: 'wirabumi-rice-index',
      title: 'Rice prices slip for a third week as harvest reaches markets',
      author: 'Jonah Pattiasina',
      section: 'Business',
      appears: { day: -3, time: '11:00' },
      caption: 'Sacks of rice at a wholesale market. (The Archipelago Courier)',
      body: `
JAKARTA, The Archipelago Courier - Rice prices fell 1.8 percent this week as the late harvest reached wholesale markets, the Samudra Trade Research Institute said on {{day -3}}.

"Traders held back stock in the hope of a dry spell that never came," said Fransiska Wowor, an economist at the institute.

Wowor expects prices to bottom out in {{month 1}}. According to the institute, imports were down by a fifth since {{month -4}}.

Farmers are less pleased. "At this price I am paid for the sacks, not for the rice," said Ujang, a grower in Wirabumi.

The agriculture office will publish its own estimate on {{day 4}}.
`,
    },
    {
      slug: 'letters-warned-of-rust',
      title: 'Residents warned of rust at Waringin Dam, letters show',
      author: 'Clara Manuhutu',
      section: 'Nation',
      appears: { day: -2, time: '18:45' },
      caption: 'The broken gate at the Waringin Dam. (The Archipelago Courier)',
      body: `
TIRTAMUKTI, The Archipelago Courier - Residents of Kampung Hilir warned officials twice about rust on the floodgate that broke on {{day -5}}, according to letters seen by The Archipelago Courier.

Damar Prakoso, chairman of the Kampung Hilir Residents' Forum, said the letters were never answered.

"They told us the gate was scheduled for paint," he said. "You cannot paint over a hole."

Bagas Prakoso, the head of the river office, who is not related to him, declined to comment on the letters.

Hydrologist Hasbi Lamatenggo of Wirabumi University said the crack found by divers on {{day -3}} pointed to years of neglect.

"Steel does not fail overnight. It sends messages first," Lamatenggo said on {{day -2}}.

Mayor Ratih Kusumaningrum has said an independent audit will begin this week.
`,
    },
    {
      slug: 'night-divers-count-rays',
      title: 'Night divers count 312 manta rays in Arumba strait',
      author: 'Jonah Pattiasina',
      section: 'Science',
      appears: { day: -1, time: '12:05' },
      caption: 'A manta ray at the cleaning station. (Courtesy of the Arumba Marine Station)',
      body: `
ARUMBA, The Archipelago Courier - Volunteers counted 312 manta rays in a single night in the Arumba strait, the Arumba Marine Station reported on {{day -1}}, more than twice the number seen in {{year -2}}.

"They came up like slow umbrellas," said marine biologist Petra Luhukay, who led the count. "We ran out of pencils."

Luhukay said the animals had followed a bloom of plankton. She cautioned that one good night did not make a recovery.

The next count is planned for {{month 3}}. A documentary, "The Umbrella Sea," will be shown on {{day 6}}.
`,
    },
    {
      slug: 'audit-team-named',
      title: 'Hydrologist to lead audit of Waringin Dam',
      author: 'Clara Manuhutu',
      section: 'Nation',
      appears: { afterSeconds: 40 },
      caption: 'The control room of the Waringin Dam. (The Archipelago Courier)',
      body: `
TIRTAMUKTI, The Archipelago Courier - Tirtamukti Mayor Ratih Kusumaningrum named hydrologist Hasbi Lamatenggo on {{day 0}} to lead an independent audit of the Waringin Dam.

"I asked for someone who owes us nothing," Kusumaningrum said.

Lamatenggo said his team of seven would publish first findings on {{full 6}}. He added that the laboratory work could last until {{month 2}}.

Teguh Sanjaya, director of the maintenance contractor Arta Pintu Baja, said the company would hand over all its records.

"We have nothing to hide and a lot of paper," Sanjaya told The Archipelago Courier.

> letters-warned-of-rust

The city council has summoned the contractor and the river office for a hearing on {{day 2}}.
`,
    },
    {
      slug: 'shadow-puppet-library-opens',
      title: 'Library of grass puppets opens next to Tirtamukti museum',
      author: 'Jonah Pattiasina',
      section: 'Culture',
      appears: { afterSeconds: 100 },
      caption: 'Grass puppets on a shelf of the new library. (The Archipelago Courier)',
      body: `
TIRTAMUKTI, The Archipelago Courier - A library that lends puppets instead of books opened on {{day 0}} in the garden of the Tirtamukti City Museum.

"Every child may take one home for a week," said museum director Slamet Widayat. "The only fine is that you must tell us the story you played."

Widayat said 260 puppets had been woven by villagers since {{month -5}}. Craftswoman Endah Rukmini, who taught most of them, insists that grass is the better teacher.

"Wood forgives you. Grass does not," she said.

The art market next door opens on {{day 3}}.
`,
    },
  ],
};

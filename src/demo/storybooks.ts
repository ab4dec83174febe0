import { after, type Clock, stamped } from './clock.ts'
import { people, sessions } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { uuid } from './uuid.ts'

const lighthouse = [
  'The lighthouse that was afraid of the dark',
  'On a small island stood a lighthouse called Pim.',
  'Every evening, when the sun went down, Pim closed his eye.',
  '“Who will show us the way?” asked the little boat.',
  'Pim opened his eye, only a crack. The dark was full of stars.',
  'Now Pim looks at them all night, and every boat comes home.',
]

/** A page of a version; `text` and `image` say which version of the contents it has. */
const page = (
  name: string,
  number: number,
  text: string | null,
  image: string | null,
  created: string,
): Row => ({
  id: uuid(`page ${name} ${number}`),
  page_number: number,
  image_url: image,
  html_content: text === null ? null : `<section class="page"><p>${text}</p></section>`,
  text_content: text,
  audio_link: image && number > 1 ? `https://media.ii-agent.example/${name}-${number}.mp3` : null,
  metadata: {
    image_prompt: `A watercolour of a lighthouse, page ${number}`,
    text_position: number === 1 ? 'none' : 'bottom',
    text_percentage: 30,
    ...(image === null && text !== null && { is_text_only_page: true }),
  },
  ...stamped(after(created, number)),
})

const link = (book: string, pageName: string, number: number, created: string): Row => ({
  storybook_id: uuid(`storybook ${book}`),
  page_id: uuid(`page ${pageName} ${number}`),
  ...stamped(created),
})

const style = (generation: Row | undefined, more: Row = {}) => ({
  character_description: 'Pim, a small white lighthouse with a red cap',
  art_style: 'watercolour',
  color_palette: 'dusk blue, lamp yellow',
  image_model_name: 'gemini-3-pro-image',
  image_provider: 'Google',
  user_text_position: 'bottom',
  storybook_language: 'en',
  language_code: 'en-GB',
  voice_enabled: true,
  genre: 'bedtime',
  ...more,
  generation,
})

const generation = (status: string, total: number, completed: number, more: Row = {}) => ({
  status,
  total_pages: total,
  completed_pages: completed,
  generating_pages: [],
  error_message: null,
  cancelled: false,
  scenes: [{ page: 2, prompt: 'Pim at noon' }],
  actual_cost_usd_total: 0.6,
  tool_call_id: 'call_book',
  user_id: people.demo.id,
  tool_name: 'generate_storybook',
  ...more,
})

const book = (name: string, session_id: string, created: string, row: Row): Row => ({
  id: uuid(`storybook ${name}`),
  session_id,
  version: 1,
  root_storybook_id: null,
  parent_storybook_id: null,
  style_json: style(undefined),
  aspect_ratio: '4:3',
  resolution: '2K',
  ...row,
  ...stamped(created),
})

const bookRows = ({ ago }: Clock): Row[] => {
  const root = uuid('storybook lighthouse 1')
  return [
    book('lighthouse 1', sessions.storybook, ago('2d'), {
      name: 'The lighthouse that was afraid of the dark',
      style_json: style(generation('completed', 6, 6)),
    }),
    book('lighthouse 2', sessions.storybook, ago('1d 22h'), {
      name: 'The lighthouse that was afraid of the dark',
      version: 2,
      root_storybook_id: root,
      parent_storybook_id: root,
    }),
    book('lighthouse 3', sessions.storybook, ago('1d 20h'), {
      name: 'Pim, the lighthouse',
      version: 3,
      root_storybook_id: root,
      parent_storybook_id: uuid('storybook lighthouse 2'),
    }),
    book('snail', sessions.storybook, ago('1d 21h'), {
      name: 'The fast snail',
      aspect_ratio: '1:1',
      resolution: '1K',
      style_json: style(generation('generating', 4, 1, { generating_pages: [2] }), {
        user_text_position: 'separate_page',
        manga_layout: true,
      }),
    }),
    book('cancelled', sessions.storybook, ago('2d 1h'), {
      name: 'A first try',
      style_json: style(
        generation('failed', 6, 1, { cancelled: true, error_message: 'storybook_cancelled' }),
      ),
    }),
    book('maria', sessions.mariaPrivate, ago('2d'), { name: 'Con mèo của Maria', style_json: null }),
  ]
}

/**
 * A family of three versions: the second copies every page and rewrites one, the third shares all but its
 * cover.
 */
function pagesAndLinks({ ago }: Clock) {
  const image = (number: number) => `https://media.ii-agent.example/lighthouse-${number}.png`
  const numbers = lighthouse.map((_, index) => index + 1)
  const first = numbers.map((number) =>
    page('lighthouse', number, lighthouse[number - 1] ?? null, image(number), ago('2d')),
  )
  const second = numbers.map((number) => {
    const text =
      number === 4 ? '“Who shows us the way now?” asked the smallest boat.' : lighthouse[number - 1]
    return page('lighthouse-second', number, text ?? null, image(number), ago('1d 22h'))
  })
  const cover = page('lighthouse-third', 1, 'Pim, the lighthouse', image(7), ago('1d 20h'))
  const snail = [
    page('snail', 1, 'The fast snail', 'https://media.ii-agent.example/snail-1.png', ago('1d 21h')),
    page('snail', 2, null, null, ago('1d 21h')),
    page('snail', 3, 'It was slow until the rain came.', null, ago('1d 21h')),
  ]
  const others = [
    page('cancelled', 1, null, 'https://media.ii-agent.example/try.png', ago('2d 1h')),
    page('maria', 1, 'Mèo', 'https://media.ii-agent.example/meo.png', ago('2d')),
  ]
  return {
    storybook_pages: [...first, ...second, cover, ...snail, ...others],
    storybook_page_links: [
      ...numbers.map((number) => link('lighthouse 1', 'lighthouse', number, ago('2d'))),
      ...numbers.map((number) => link('lighthouse 2', 'lighthouse-second', number, ago('1d 22h'))),
      link('lighthouse 3', 'lighthouse-third', 1, ago('1d 20h')),
      ...numbers.slice(1).map((number) => link('lighthouse 3', 'lighthouse-second', number, ago('1d 20h'))),
      ...[3, 1, 2].map((number) => link('snail', 'snail', number, ago('1d 21h'))),
      link('cancelled', 'cancelled', 1, ago('2d 1h')),
      link('maria', 'maria', 1, ago('2d')),
    ],
  }
}

/** Storybooks with versions and pages, finished and in progress. */
export const storybookRows = (clock: Clock): TableRows => ({
  storybooks: bookRows(clock),
  ...pagesAndLinks(clock),
})

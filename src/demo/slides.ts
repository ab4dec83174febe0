import { after, type Clock, stamped } from './clock.ts'
import { sessions } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { uuid } from './uuid.ts'

const html = (title: string, body: string, attributes = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>` +
  `<body${attributes}><h1>${title}</h1><p>${body}</p></body></html>`

const slide = (
  session: string,
  deck: string,
  number: number,
  title: string | null,
  content: string,
  at: string,
): Row => ({
  id: uuid(`slide ${session} ${deck} ${number}`),
  session_id: session,
  presentation_name: deck,
  slide_number: number,
  slide_title: title,
  slide_content: content,
  metadata: { tool_name: 'SlideWrite', last_tool_execution: at },
  ...stamped(at, after(at, number * 60)),
})

const boardTitles = [
  'Third quarter',
  'What changed',
  'Gross margin',
  'Churn',
  'Cash',
  'Hiring',
  'Risks',
  'What we ask of you',
]
const appendixTitles = ['Appendix: cohorts', 'Appendix: price test', 'Appendix: open roles']
const pictureTitles = ['The problem', 'The idea', 'The team', 'The ask']

const imageUrl = (number: number, version: number) =>
  `https://media.ii-agent.example/pitch-${number}-v${version}.png`

/** Versions of the second picture slide: the first, two edits, and another edit of the first edit. */
function versionRows({ ago }: Clock): Row[] {
  const deck = 'Pitch in pictures'
  const id = (number: number, version: number) => uuid(`slide version ${number} ${version}`)
  const version = (number: number, count: number, parent: number | null, row: Row = {}): Row => ({
    id: id(number, count),
    session_id: sessions.pictureSlides,
    presentation_name: deck,
    slide_number: number,
    version: count,
    root_version_id: id(number, 1),
    parent_version_id: parent === null ? null : id(number, parent),
    image_url: imageUrl(number, count),
    thumbnail_url: `${imageUrl(number, count)}?w=320`,
    edit_summary: null,
    instructions_applied: null,
    ...row,
    ...stamped(after(ago('10d'), number * 600 + count * 90)),
  })
  const instruction = (instruction_type: string, selection: Row, more: Row = {}) => ({
    edit_summary: `Changed: ${instruction_type}`,
    instructions_applied: [
      { id: `i_${instruction_type}`, selection, instruction_type, timestamp: 1_790_000_000, ...more },
    ],
  })
  return [
    version(1, 1, null),
    version(2, 1, null),
    version(
      2,
      2,
      1,
      instruction('text_edit', { type: 'component', component_id: 'title' }, { new_text: 'Our idea' }),
    ),
    version(
      2,
      3,
      2,
      instruction('ai_modify', { type: 'spot', spot_x: 40, spot_y: 62.5 }, { ai_prompt: 'more light' }),
    ),
    version(
      2,
      4,
      2,
      instruction('remove_background', { type: 'box', box: { x: 10, y: 10, width: 50, height: 40 } }),
    ),
    version(3, 1, null),
  ]
}

/** Two presentations in one session, one with pictures and their versions, and another user's. */
export const slideRows = (clock: Clock): TableRows => {
  const { ago } = clock
  const text = (deck: string, titles: readonly string[], at: string) =>
    titles.map((title, index) =>
      slide(sessions.slides, deck, index + 1, title, html(title, `Slide ${index + 1}`), at),
    )
  return {
    slide_contents: [
      ...text('Board deck Q3', boardTitles, ago('9d')),
      ...text('Appendix', appendixTitles, ago('8d')),
      ...pictureTitles.map((title, index) => {
        const url = imageUrl(index + 1, index === 1 ? 4 : 1)
        const attributes = ` data-is-image-slide="true" data-image-url="${url}"`
        const content = html(title, '', attributes)
        return slide(sessions.pictureSlides, 'Pitch in pictures', index + 1, title, content, ago('10d'))
      }),
      slide(sessions.mariaPrivate, 'Moving', 1, null, html('Moving', 'Boxes'), ago('2d')),
    ],
    slide_versions: versionRows(clock),
  }
}

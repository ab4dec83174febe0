import { type Clock, stamped } from './clock.ts'
import type { Row, TableRows } from './rows.ts'
import { uuid } from './uuid.ts'

const slideTemplates = ['Minimal', 'Boardroom', 'Field notes', 'Neon_100%']

const mediaTemplates: readonly (readonly [type: string | null, name: string, prompt: string])[] = [
  ['image', 'Watercolour', 'Soft watercolour, visible paper'],
  ['image', 'Risograph', 'Two-colour risograph, coarse grain'],
  ['image', 'Blueprint', 'White lines on blue, annotated'],
  ['image', '35 mm film', 'Grainy 35 mm film, late light'],
  ['image', 'Clay', 'Clay figures, fingerprints visible'],
  ['image', 'Woodcut', 'Black woodcut, hard edges'],
  ['image-mini-tools', 'Remove background', 'Cut out the main subject'],
  ['image-mini-tools', 'Upscale', 'Four times the size, nothing invented'],
  ['storybook', 'Bedtime', 'A calm story that ends in sleep'],
  ['storybook', 'Adventure', 'A journey there and back'],
  ['storybook_genres', 'Fairy tale', 'Once upon a time'],
  ['storybook_genres', 'Science', 'Everything in it is true'],
  ['infographic', 'Timeline', 'Years from left to right'],
  ['infographic', 'Comparison', 'Two columns, 50% each'],
  ['poster', 'Concert', 'One big word, one date'],
  ['poster', 'Film_noir', 'Rain, a lamp, a coat'],
  [null, 'Untyped', 'Kept from an import'],
]

const slideTemplate = (name: string, index: number, { ago }: Clock): Row => ({
  id: uuid(`slide template ${name}`),
  slide_template_name: name,
  slide_content: `<!doctype html><html><body class="${name.toLowerCase()}">${'<section></section>'.repeat(40)}</body></html>`,
  slide_template_images:
    index === 3
      ? null
      : [1, 2].map((number) => `https://media.ii-agent.example/template-${index}-${number}.png`),
  created_at: ago(`${30 - index}w`),
  updated_at: index === 2 ? null : ago(`${30 - index}w`),
})

/** As the platform stores it: the name of an object in its public storage, or a URL. */
const previewOf = (index: number) =>
  index % 5 === 0
    ? `generate-media/image/style ${index}.png`
    : `https://media.ii-agent.example/preview-${index}.png`

/**
 * The two template catalogues. Media templates were imported at the same time, so that time alone does not
 * order them.
 */
export const templateRows = (clock: Clock): TableRows => ({
  slide_templates: slideTemplates.map((name, index) => slideTemplate(name, index, clock)),
  media_templates: mediaTemplates.map(([type, name, prompt], index) => ({
    id: uuid(`media template ${name}`),
    name,
    preview: index % 5 === 4 ? null : previewOf(index),
    type,
    prompt,
    ...stamped(clock.ago('30w')),
  })),
})

import { z } from 'zod'
import { scrubTextOrNull } from '../../auth/secret-patterns.ts'
import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { asString } from '../../schema/json-readers.ts'

const text = z.string().nullable().catch(null).transform(asString)
const flag = z.boolean().nullable().catch(null)

const style = z.object({
  art_style: text,
  color_palette: text,
  genre: text,
  language: text,
  language_code: text,
  storybook_language: text,
  user_text_position: text,
  voice_enabled: flag,
  manga_layout: flag,
  image_model_name: text,
})

export const StorybookStyle = builder.objectRef<z.infer<typeof style>>('StorybookStyle').implement({
  description: 'The style settings of a storybook.',
  fields: (t) => ({
    artStyle: t.exposeString('art_style', {
      nullable: true,
      description: 'A description of the style of the pictures; null if none was chosen.',
    }),
    colorPalette: t.exposeString('color_palette', {
      nullable: true,
      description: 'A description of the colours; null if none was chosen.',
    }),
    genre: t.exposeString('genre', { nullable: true, description: 'The genre, such as `adventure`.' }),
    language: t.string({
      nullable: true,
      description: 'The language of the text, such as `en`.',
      resolve: ({ storybook_language, language }) => storybook_language ?? language,
    }),
    languageCode: t.exposeString('language_code', {
      nullable: true,
      description: 'The language as a code for reading aloud, such as `en-US`; null where none was noted.',
    }),
    textPosition: t.exposeString('user_text_position', {
      nullable: true,
      description:
        'The requested position of the text; for the actual one, see `StorybookPage.textPosition`.',
    }),
    voiceEnabled: t.exposeBoolean('voice_enabled', {
      nullable: true,
      description: 'Whether the pages are read aloud.',
    }),
    mangaLayout: t.exposeBoolean('manga_layout', {
      nullable: true,
      description: 'Whether pages are divided into panels.',
    }),
    imageModel: t.exposeString('image_model_name', {
      nullable: true,
      description: 'The model that draws the pictures.',
    }),
  }),
})

const stored = (row: string) => ref(row, 'Storybook', 'styleJson')
/** How the characters look, in words: part of the prompts. */
export const characterDescriptionOf = computed(
  'Storybook',
  'characterDescription',
  (row) => `${stored(row)}->>'character_description'`,
  scrubTextOrNull,
)

const keys = Object.keys(style.shape)

/** A book's style, without the prompts and progress stored with it. */
export const styleOf = computed(
  'Storybook',
  'style',
  (row) => `case jsonb_typeof(${stored(row)}) when 'object'
then jsonb_build_object(${keys.map((key) => `'${key}', ${stored(row)}->'${key}'`).join(', ')}) end`,
  (value) => style.safeParse(value).data ?? null,
)

import { builder } from '../../schema/builder.ts'
import { asBoolean, asInt, asObject, asString } from '../../schema/json-readers.ts'
import { MediaReferenceRef, parseReferences } from '../sessions/session-metadata.ts'

const texts = {
  type: ['type', '`image`, `video`, `storybook`, `infographic` or `poster`.'],
  modelName: ['model_name', 'The model that makes it.'],
  provider: ['provider', 'The model’s provider.'],
  aspectRatio: ['aspect_ratio', 'Such as `4:3`.'],
  resolution: ['resolution', 'Such as `2K`.'],
  textPosition: ['text_position', 'Where the text of a storybook stands.'],
  language: ['language', 'The language of the text.'],
  genre: ['genre', 'The genre of a storybook.'],
} as const

type MediaRequest = Readonly<Record<keyof typeof texts, string | null>> & {
  readonly pageCount: number | null
  readonly hasVoice: boolean
  readonly isAdvanced: boolean
  readonly templateId: string | null
  readonly references: ReturnType<typeof parseReferences>
}

export const MediaRequestRef = builder.objectRef<MediaRequest>('MediaRequest').implement({
  description: 'What a message asks to be made.',
  fields: (t) => ({
    ...Object.fromEntries(
      Object.entries(texts).map(([name, [, description]]) => [
        name,
        t.exposeString(name as keyof typeof texts, { nullable: true, description }),
      ]),
    ),
    pageCount: t.exposeInt('pageCount', {
      nullable: true,
      description: 'How many pages a storybook is to have.',
    }),
    hasVoice: t.exposeBoolean('hasVoice', { description: 'Whether the text is read aloud.' }),
    isAdvanced: t.exposeBoolean('isAdvanced', { description: 'Whether it should resemble the references.' }),
    templateId: t.exposeString('templateId', { nullable: true, description: 'The template it starts from.' }),
    references: t.expose('references', {
      type: [MediaReferenceRef],
      description: 'Files that it should resemble.',
    }),
  }),
})

/** Parses the `media` of a message's metadata; null if it has none. */
export function parseMediaRequest(metadata: unknown): MediaRequest | null {
  const media = asObject(asObject(metadata)?.media)
  if (!media) return null
  const read = Object.entries(texts).map(([name, [key]]) => [name, asString(media[key])])
  return {
    ...(Object.fromEntries(read) as Record<keyof typeof texts, string | null>),
    pageCount: asInt(media.page_count),
    hasVoice: asBoolean(media.voice_enabled) ?? false,
    isAdvanced: asBoolean(media.advanced_mode) ?? false,
    templateId: asString(media.template_id),
    references: parseReferences(media.references),
  }
}

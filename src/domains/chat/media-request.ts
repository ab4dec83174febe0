import { scrubJson } from '../../auth/scrub.ts'
import { builder } from '../../schema/builder.ts'
import {
  asBooleanOrText,
  asIntOrDigits,
  asObjects,
  asStoredList,
  asStoredObject,
  asString,
  asText,
} from '../../schema/json-readers.ts'
import { MediaReferenceRef, parseReferences } from '../sessions/session-metadata.ts'

const texts = {
  type: ['type', '`image`, `video`, `storybook`, `infographic` or `poster`.'],
  modelName: ['model_name', 'The name of the model that makes the media.'],
  provider: ['provider', 'The model’s provider.'],
  aspectRatio: ['aspect_ratio', 'The aspect ratio, such as `4:3`; null if none was chosen.'],
  resolution: ['resolution', 'The resolution, such as `2K`; null if none was chosen.'],
  textPosition: ['text_position', 'The position of the text on the pages of a storybook.'],
  language: ['language', 'The language of the text.'],
  genre: ['genre', 'The genre of a storybook.'],
  templateName: ['template_name', 'The name of the template; null if none was chosen.'],
  templatePrompt: [
    'template_prompt',
    'The text that the template adds to the prompt; null if none was chosen.',
  ],
  languageSource: [
    'language_source',
    'How the language was chosen, such as `user` or `auto`; null if that was not recorded.',
  ],
} as const

type MediaRequest = Readonly<Record<keyof typeof texts, string | null>> & {
  readonly isEnabled: boolean | null
  readonly pageCount: number | null
  readonly pageCountText: string | null
  readonly hasRichDialogue: boolean
  readonly mangaLayout: boolean | null
  readonly hasVoice: boolean
  readonly isAdvanced: boolean
  readonly templateId: string | null
  readonly references: ReturnType<typeof parseReferences>
  readonly miniTools: readonly MiniTool[]
  readonly videoFrames: ReturnType<typeof parseReferences>
  readonly videoSettings: unknown
  readonly storybookContext: unknown
}

type MiniTool = {
  readonly key: string | null
  readonly name: string | null
  readonly references: ReturnType<typeof parseReferences>
}

const MiniToolRef = builder.objectRef<MiniTool>('MediaMiniTool').implement({
  description: 'A tool to apply to images, and the images.',
  fields: (t) => ({
    key: t.exposeString('key', {
      nullable: true,
      description: 'The key of the media tool: the template’s name in kebab case.',
    }),
    name: t.exposeString('name', {
      nullable: true,
      description: 'The name for display; null if there is none.',
    }),
    references: t.expose('references', {
      type: [MediaReferenceRef],
      description: 'The pictures, by `fileId`; their `type` is null.',
    }),
  }),
})

export const MediaRequestRef = builder.objectRef<MediaRequest>('MediaRequest').implement({
  description: 'A request for media in a message: an image, a video, a storybook.',
  fields: (t) => ({
    ...Object.fromEntries(
      Object.entries(texts).map(([name, [, description]]) => [
        name,
        t.exposeString(name as keyof typeof texts, { nullable: true, description }),
      ]),
    ),
    isEnabled: t.exposeBoolean('isEnabled', {
      nullable: true,
      description:
        'Whether the chat was in the mode that generates media; null if the message does not record it.',
    }),
    pageCount: t.exposeInt('pageCount', {
      nullable: true,
      description: 'The requested number of pages of a storybook; null if it is left open.',
    }),
    pageCountText: t.exposeString('pageCountText', {
      nullable: true,
      description: 'The number of pages as it was chosen: digits, or `unlimited`.',
    }),
    hasRichDialogue: t.exposeBoolean('hasRichDialogue', {
      description: 'Whether the characters of a storybook have long dialogues.',
    }),
    mangaLayout: t.exposeBoolean('mangaLayout', {
      nullable: true,
      description: 'Whether pages are divided into panels; null if the message does not record it.',
    }),
    miniTools: t.expose('miniTools', {
      type: [MiniToolRef],
      description: 'The tools to apply to images; empty for most requests.',
    }),
    videoFrames: t.expose('videoFrames', {
      type: [MediaReferenceRef],
      description: 'The pictures that a video starts with, contains or ends with: `type` says which.',
    }),
    videoSettings: t.expose('videoSettings', {
      type: 'JSON',
      nullable: true,
      description: 'Settings of the video’s model, such as its length in seconds; null for other requests.',
    }),
    storybookContext: t.expose('storybookContext', {
      type: 'JSON',
      nullable: true,
      description: 'The storybook and pages that the request is about; null where it is about none.',
    }),
    hasVoice: t.exposeBoolean('hasVoice', { description: 'Whether the text is narrated.' }),
    isAdvanced: t.exposeBoolean('isAdvanced', { description: 'Whether the references are used.' }),
    templateId: t.exposeString('templateId', {
      nullable: true,
      description: 'The id of the template; null if none was chosen.',
    }),
    references: t.expose('references', {
      type: [MediaReferenceRef],
      description: 'The reference files.',
    }),
  }),
})

const parseMiniTools = (value: unknown): MiniTool[] =>
  asObjects(asStoredList(value)).map(({ id, name, reference_file_ids }) => ({
    key: asText(id),
    name: asString(name),
    references: parseReferences(reference_file_ids),
  }))

/** Parses the `media` of a message's metadata; null if it has none. */
export function parseMediaRequest(metadata: unknown): MediaRequest | null {
  const media = asStoredObject(asStoredObject(metadata)?.media)
  if (!media) return null
  const read = Object.entries(texts).map(([name, [key]]) => [name, asText(media[key])])
  return {
    ...(Object.fromEntries(read) as Record<keyof typeof texts, string | null>),
    isEnabled: asBooleanOrText(media.enabled),
    pageCount: asIntOrDigits(media.page_count),
    pageCountText: asText(media.page_count),
    hasRichDialogue: asBooleanOrText(media.rich_dialogue) ?? false,
    mangaLayout: asBooleanOrText(media.manga_layout),
    hasVoice: asBooleanOrText(media.voice_enabled) ?? false,
    isAdvanced: asBooleanOrText(media.advanced_mode) ?? false,
    templateId: asText(media.template_id),
    references: parseReferences(media.references),
    miniTools: parseMiniTools(media.mini_tools),
    videoFrames: parseReferences(media.video_frames),
    videoSettings: scrubJson(media.video_settings ?? null, { owner: false }),
    storybookContext: scrubJson(media.storybook_context ?? null, { owner: false }),
  }
}

import { type Audience, seesCosts, toolResult } from '../../auth/scrub.ts'
import { builder } from '../../schema/builder.ts'
import { asBoolean, asInt, asNumber, asObject, asObjects, asScrubbedText } from '../../schema/json-readers.ts'
import { keyFrom } from '../../schema/nodes.ts'
import { readRow } from '../../schema/relations.ts'

type ContentItem = {
  readonly type: string
  readonly text: string | null
  readonly url: string | null
  readonly mediaType: string | null
  readonly fileName: string | null
  readonly fileId: string | null
}

type StoryPage = {
  readonly pageNumber: number | null
  readonly imageUrl: string | null
  readonly text: string | null
  readonly audioUrl: string | null
  readonly textPosition: string | null
  readonly textPercentage: number | null
}

type Story = {
  readonly storybookId: string | null
  readonly name: string | null
  readonly pages: readonly StoryPage[]
}

/** The output of a tool: one variant per form that the platform writes. */
export type ToolOutput =
  | { readonly kind: 'ToolTextOutput'; readonly text: string; readonly isError: boolean }
  | { readonly kind: 'ToolJsonOutput'; readonly value: unknown; readonly isError: boolean }
  | { readonly kind: 'ToolDenial'; readonly reason: string | null }
  | { readonly kind: 'ToolContentOutput'; readonly items: readonly ContentItem[] }
  | (Story & {
      readonly kind: 'StorybookProgressOutput'
      readonly status: string | null
      readonly totalPages: number | null
      readonly completedPages: number | null
      readonly currentPage: number | null
      readonly generatingPages: readonly number[]
      readonly errorMessage: string | null
    })
  | (Story & {
      readonly kind: 'StorybookOutput'
      readonly version: number | null
      readonly aspectRatio: string | null
      readonly resolution: string | null
    })
  | { readonly kind: 'UnknownToolOutput'; readonly type: string | null; readonly value: unknown }

type Of<Kind extends ToolOutput['kind']> = Extract<ToolOutput, { kind: Kind }>

const TextOutput = builder.objectRef<Of<'ToolTextOutput'>>('ToolTextOutput').implement({
  description: 'Text.',
  fields: (t) => ({
    text: t.exposeString('text'),
    isError: t.exposeBoolean('isError', {
      description: 'Whether the tool failed, and this is what it said about it.',
    }),
  }),
})

const JsonOutput = builder.objectRef<Of<'ToolJsonOutput'>>('ToolJsonOutput').implement({
  description: 'Data of any form.',
  fields: (t) => ({
    value: t.expose('value', { type: 'JSON', nullable: true, description: 'Credentials hidden.' }),
    isError: t.exposeBoolean('isError', {
      description: 'Whether the tool failed, and this is what it said about it.',
    }),
  }),
})

const Denial = builder.objectRef<Of<'ToolDenial'>>('ToolDenial').implement({
  description: 'The tool was not allowed to run.',
  fields: (t) => ({
    reason: t.exposeString('reason', { nullable: true, description: 'Why not, where that was said.' }),
  }),
})

const Item = builder.objectRef<ContentItem>('ToolContent').implement({
  description: 'A text, file or image among what a tool gave back. Bytes are left out.',
  fields: (t) => ({
    type: t.exposeString('type', {
      description:
        '`text`, `file-data`, `file-url`, `file-id`, `image-data`, `image-url`, `image-file-id` or `custom`.',
    }),
    text: t.exposeString('text', { nullable: true }),
    url: t.exposeString('url', { nullable: true }),
    mediaType: t.exposeString('mediaType', { nullable: true, description: 'Such as `image/png`.' }),
    fileName: t.exposeString('fileName', { nullable: true, description: 'What the file is called.' }),
    file: t.field({
      type: 'UserAsset',
      nullable: true,
      description:
        'The file that it names by id; null where it names none, and where that is gone or not for you.',
      resolve: ({ fileId }, _args, context, info) =>
        readRow(context, info, 'UserAsset', 'id', keyFrom('UserAsset', fileId)),
    }),
  }),
})

const ContentOutput = builder.objectRef<Of<'ToolContentOutput'>>('ToolContentOutput').implement({
  description: 'Several texts, files and images.',
  fields: (t) => ({
    items: t.expose('items', { type: [Item], description: 'In the order in which the tool gave them.' }),
  }),
})

const StoryPageRef = builder.objectRef<StoryPage>('StoryPagePreview').implement({
  description: 'A page as the tool showed it; `StorybookPage` is what became of it.',
  fields: (t) => ({
    pageNumber: t.exposeInt('pageNumber', {
      nullable: true,
      description: 'Place in the book, from 1, the cover.',
    }),
    imageUrl: t.exposeString('imageUrl', {
      nullable: true,
      description: 'The picture; null until it is drawn.',
    }),
    text: t.exposeString('text', { nullable: true }),
    audioUrl: t.exposeString('audioUrl', {
      nullable: true,
      description: 'The text read aloud, where it is.',
    }),
    textPosition: t.exposeString('textPosition', {
      nullable: true,
      description: 'Where the text stands, such as `left` or `separate_page`.',
    }),
    textPercentage: t.exposeInt('textPercentage', {
      nullable: true,
      description: 'How much of the page the text takes, in percent.',
    }),
  }),
})

const StoryRef = builder.interfaceRef<Story>('StoryOutput').implement({
  description: 'A storybook that a tool makes or has made.',
  fields: (t) => ({
    name: t.exposeString('name', { nullable: true }),
    pages: t.expose('pages', { type: [StoryPageRef], description: 'What there is of them so far.' }),
    storybook: t.field({
      type: 'Storybook',
      nullable: true,
      description: 'The storybook, if it is still there.',
      resolve: ({ storybookId }, _args, context, info) =>
        readRow(context, info, 'Storybook', 'id', keyFrom('Storybook', storybookId)),
    }),
  }),
})

const ProgressOutput = builder.objectRef<Of<'StorybookProgressOutput'>>('StorybookProgressOutput').implement({
  description: 'A storybook that is being made.',
  interfaces: [StoryRef],
  fields: (t) => ({
    status: t.exposeString('status', { nullable: true }),
    totalPages: t.exposeInt('totalPages', { nullable: true, description: 'How many pages it will have.' }),
    completedPages: t.exposeInt('completedPages', { nullable: true, description: 'How many are made.' }),
    currentPage: t.exposeInt('currentPage', { nullable: true, description: 'The page made last.' }),
    generatingPages: t.exposeIntList('generatingPages', {
      description: 'Pages that are being made just now.',
    }),
    errorMessage: t.exposeString('errorMessage', { nullable: true, description: 'What went wrong.' }),
  }),
})

const BookOutput = builder.objectRef<Of<'StorybookOutput'>>('StorybookOutput').implement({
  description: 'A storybook that is done.',
  interfaces: [StoryRef],
  fields: (t) => ({
    version: t.exposeInt('version', { nullable: true }),
    aspectRatio: t.exposeString('aspectRatio', {
      nullable: true,
      description: 'Of the pictures, such as `4:3`.',
    }),
    resolution: t.exposeString('resolution', {
      nullable: true,
      description: 'Of the pictures, such as `2K`.',
    }),
  }),
})

const UnknownOutput = builder.objectRef<Of<'UnknownToolOutput'>>('UnknownToolOutput').implement({
  description: 'What a tool gave back in a form that this gateway does not know.',
  fields: (t) => ({
    type: t.exposeString('type', { nullable: true }),
    value: t.expose('value', { type: 'JSON', nullable: true, description: 'All of it, credentials hidden.' }),
  }),
})

export const ToolOutputRef = builder.unionType('ToolOutput', {
  description: 'What a tool gave back.',
  types: [TextOutput, JsonOutput, Denial, ContentOutput, ProgressOutput, BookOutput, UnknownOutput],
  resolveType: ({ kind }) => kind,
})

const storyOf = (output: Readonly<Record<string, unknown>>): Story => ({
  storybookId: asScrubbedText(output.storybook_id),
  name: asScrubbedText(output.storybook_name),
  pages: asObjects(output.pages).map((page) => ({
    pageNumber: asInt(page.page_number),
    imageUrl: asScrubbedText(page.image_url),
    text: asScrubbedText(page.text_content),
    audioUrl: asScrubbedText(page.audio_link),
    textPosition: asScrubbedText(page.text_position),
    textPercentage: asInt(page.text_percentage),
  })),
})

/** Parses a tool's output for an audience; output of unknown form is returned masked. */
export function parseOutput(tool: string, value: unknown, reader: Audience): ToolOutput {
  const output = asObject(toolResult(tool, value, reader))
  if (!output)
    return { kind: 'UnknownToolOutput', type: null, value: toolResult(tool, value, reader) ?? null }
  const type = asScrubbedText(output.type)
  const isError = type?.startsWith('error-') ?? false
  if ((type === 'text' || type === 'error-text') && typeof output.value === 'string') {
    return { kind: 'ToolTextOutput', text: output.value, isError }
  }
  if (type === 'json' || type === 'error-json')
    return { kind: 'ToolJsonOutput', value: output.value, isError }
  if (type === 'execution-denied') return { kind: 'ToolDenial', reason: asScrubbedText(output.reason) }
  if (type === 'array') {
    const items = asObjects(output.value).map((item) => ({
      type: asScrubbedText(item.type) ?? 'custom',
      text: asScrubbedText(item.text),
      url: asScrubbedText(item.url),
      mediaType: asScrubbedText(item.mime_type) ?? asScrubbedText(item.media_type),
      fileName: asScrubbedText(item.filename),
      fileId: asScrubbedText(item.file_id) ?? asScrubbedText(item.image_file_id),
    }))
    return { kind: 'ToolContentOutput', items }
  }
  if (type === 'storybook_progress') {
    return {
      kind: 'StorybookProgressOutput',
      ...storyOf(output),
      status: asScrubbedText(output.status),
      totalPages: asInt(output.total_pages),
      completedPages: asInt(output.completed_pages),
      currentPage: asInt(output.current_page),
      generatingPages: numbersOf(output.generating_pages),
      errorMessage: asScrubbedText(output.error_message),
    }
  }
  if (type === 'storybook') {
    return {
      kind: 'StorybookOutput',
      ...storyOf(output),
      version: asInt(output.version),
      aspectRatio: asScrubbedText(output.aspect_ratio),
      resolution: asScrubbedText(output.resolution),
    }
  }
  return { kind: 'UnknownToolOutput', type, value: output }
}

const numbersOf = (value: unknown) =>
  (Array.isArray(value) ? value : []).map(asInt).filter((number) => number !== null)

/** Parses the output in an older message, which has plain `content`. */
export function legacyOutput(
  tool: string,
  part: Readonly<Record<string, unknown>>,
  reader: Audience,
): ToolOutput {
  const type = asBoolean(part.is_error) ? 'error' : ''
  const form = typeof part.content === 'string' ? 'text' : 'json'
  return parseOutput(tool, { type: type ? `${type}-${form}` : form, value: part.content }, reader)
}

/** Returns the cost of a tool call; null for audiences that may not see costs. */
export const getCosts = (part: Readonly<Record<string, unknown>>, reader: Audience) => ({
  costUsd: seesCosts(reader) ? asNumber(part.cost_usd) : null,
  creditsCharged: seesCosts(reader) ? asNumber(part.credits_charged) : null,
})

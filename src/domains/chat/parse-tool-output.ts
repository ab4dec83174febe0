import { omitMaskedAddress } from '../../auth/masking/addresses.ts'
import { type Audience, canSeeCosts, scrubToolResult } from '../../auth/scrub.ts'
import {
  asBoolean,
  asInt,
  asNumber,
  asObject,
  asObjects,
  asScrubbedText,
  asStoredObject,
} from '../../schema/json-readers.ts'

/** A text, file or image in the output of a tool. */
export type ContentItem = {
  readonly type: string
  readonly text: string | null
  readonly url: string | null
  readonly mediaType: string | null
  readonly fileName: string | null
  readonly fileId: string | null
}

/** A page of a storybook as the tool reported it. */
export type StoryPage = {
  readonly pageNumber: number | null
  readonly imageUrl: string | null
  readonly text: string | null
  readonly audioUrl: string | null
  readonly textPosition: string | null
  readonly textPercentage: number | null
}

/** A storybook as the tool reported it. */
export type Story = {
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

type Output = Readonly<Record<string, unknown>>

const parseNumbers = (value: unknown): number[] =>
  (Array.isArray(value) ? value : []).map(asInt).filter((number) => number !== null)

const parseItem = (item: Output): ContentItem => ({
  type: asScrubbedText(item.type) ?? 'custom',
  text: asScrubbedText(item.text),
  url: asScrubbedText(item.url),
  mediaType: asScrubbedText(item.mime_type) ?? asScrubbedText(item.media_type),
  fileName: asScrubbedText(item.filename),
  fileId: asScrubbedText(item.file_id) ?? asScrubbedText(item.image_file_id),
})

const parseStory = (output: Output): Story => ({
  storybookId: asScrubbedText(output.storybook_id),
  name: asScrubbedText(output.storybook_name),
  pages: asObjects(output.pages).map((page) => ({
    pageNumber: asInt(page.page_number),
    imageUrl: omitMaskedAddress(asScrubbedText(page.image_url)),
    text: asScrubbedText(page.text_content),
    audioUrl: omitMaskedAddress(asScrubbedText(page.audio_link)),
    textPosition: asScrubbedText(page.text_position),
    textPercentage: asInt(page.text_percentage),
  })),
})

const parseText =
  (isError: boolean) =>
  ({ value }: Output): ToolOutput | null =>
    typeof value === 'string' ? { kind: 'ToolTextOutput', text: value, isError } : null

const parseJson =
  (isError: boolean) =>
  ({ value }: Output): ToolOutput => ({ kind: 'ToolJsonOutput', value, isError })

/** The parser of each `type` that the platform writes; null for an output without its form. */
const parsers = new Map<string | null, (output: Output) => ToolOutput | null>([
  ['text', parseText(false)],
  ['error-text', parseText(true)],
  ['json', parseJson(false)],
  ['error-json', parseJson(true)],
  ['execution-denied', ({ reason }) => ({ kind: 'ToolDenial', reason: asScrubbedText(reason) })],
  ['array', ({ value }) => ({ kind: 'ToolContentOutput', items: asObjects(value).map(parseItem) })],
  [
    'storybook_progress',
    (output) => ({
      kind: 'StorybookProgressOutput',
      ...parseStory(output),
      status: asScrubbedText(output.status),
      totalPages: asInt(output.total_pages),
      completedPages: asInt(output.completed_pages),
      currentPage: asInt(output.current_page),
      generatingPages: parseNumbers(output.generating_pages),
      errorMessage: asScrubbedText(output.error_message),
    }),
  ],
  [
    'storybook',
    (output) => ({
      kind: 'StorybookOutput',
      ...parseStory(output),
      version: asInt(output.version),
      aspectRatio: asScrubbedText(output.aspect_ratio),
      resolution: asScrubbedText(output.resolution),
    }),
  ],
])

/** Parses a tool's output for an audience; output of unknown form is returned masked. */
export function parseOutput(tool: string, value: unknown, audience: Audience): ToolOutput {
  // A text that holds an output of another form is what the tool said.
  const stored = asStoredObject(value)
  const isOutput = typeof stored?.type === 'string' && parsers.has(stored.type)
  const masked = scrubToolResult(tool, isOutput ? stored : value, audience)
  const output = asObject(masked)
  if (!output) return { kind: 'UnknownToolOutput', type: null, value: masked ?? null }
  const type = asScrubbedText(output.type)
  return parsers.get(type)?.(output) ?? { kind: 'UnknownToolOutput', type, value: output }
}

/** Parses the output in an older message, which has plain `content`. */
export function parseLegacyOutput(tool: string, part: Output, audience: Audience): ToolOutput {
  const form = typeof part.content === 'string' ? 'text' : 'json'
  const type = asBoolean(part.is_error) ? `error-${form}` : form
  return parseOutput(tool, { type, value: part.content }, audience)
}

/** Returns the cost of a tool call; null for audiences that may not see costs. */
export const getCosts = (part: Output, audience: Audience) => ({
  costUsd: canSeeCosts(audience) ? asNumber(part.cost_usd) : null,
  creditsCharged: canSeeCosts(audience) ? asNumber(part.credits_charged) : null,
})

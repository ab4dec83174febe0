import { type Audience, scrubJson, scrubOwnWork, scrubToolInput } from '../../auth/scrub.ts'
import { scrubTextOrNull } from '../../auth/secret-patterns.ts'
import { fromJsonText } from '../../data/json-text.ts'
import {
  asBoolean,
  asDateTime,
  asNumber,
  asObject,
  asScrubbedText,
  asString,
} from '../../schema/json-readers.ts'
import { getCosts, parseLegacyOutput, parseOutput, type ToolOutput } from './parse-tool-output.ts'

/** A part of a message: one variant per form that the platform writes. */
export type Part =
  | { readonly kind: 'TextPart'; readonly text: string }
  | {
      readonly kind: 'ReasoningPart'
      readonly text: string
      readonly startedAt: string | null
      readonly finishedAt: string | null
    }
  | { readonly kind: 'ImagePart'; readonly url: string; readonly detail: string | null }
  | { readonly kind: 'FilePart'; readonly path: string | null; readonly mediaType: string | null }
  | {
      readonly kind: 'ToolCallPart'
      readonly callId: string | null
      readonly name: string
      readonly input: unknown
      readonly isFinished: boolean | null
      readonly isOfProvider: boolean
    }
  | {
      readonly kind: 'ToolResultPart'
      readonly callId: string | null
      readonly name: string
      readonly output: ToolOutput
      readonly costUsd: number | null
      readonly creditsCharged: number | null
    }
  | {
      readonly kind: 'FinishPart'
      readonly reason: string | null
      readonly message: string | null
      readonly details: string | null
      readonly finishedAt: string | null
    }
  | {
      readonly kind: 'CodePart'
      readonly key: string | null
      readonly code: string
      readonly status: string | null
      readonly outputs: unknown
    }
  | {
      readonly kind: 'CouncilMemberPart'
      readonly modelId: string | null
      readonly modelName: string | null
      readonly text: string
      readonly status: string | null
      readonly errorMessage: string | null
    }
  | { readonly kind: 'CouncilSynthesisPart'; readonly modelId: string | null; readonly text: string }
  | { readonly kind: 'UnknownPart'; readonly type: string | null; readonly value: unknown }

type Given = Readonly<Record<string, unknown>>

/** Parsers of each form of part; null if a required key is missing or malformed. */
const forms: Readonly<Record<string, (part: Given, audience: Audience) => Part | null>> = {
  text: (part) => withText(part.text, (text) => ({ kind: 'TextPart', text })),
  reasoning: (part) =>
    withText(part.thinking, (text) => ({
      kind: 'ReasoningPart',
      text,
      startedAt: asDateTime(part.started_at),
      finishedAt: asDateTime(part.finished_at),
    })),
  image_url: (part, audience) => {
    const url = asScrubbedText(scrubOwnWork(part.url, audience))
    return url === null ? null : { kind: 'ImagePart', url, detail: asString(part.detail) }
  },
  binary: (part) => ({
    kind: 'FilePart',
    path: scrubTextOrNull(part.path),
    mediaType: asString(part.mime_type),
  }),
  tool_call: (part, audience) => {
    const name = asString(part.name)
    return name === null
      ? null
      : {
          kind: 'ToolCallPart',
          callId: asString(part.id),
          name,
          input: scrubToolInput(name, part.input, audience),
          isFinished: asBoolean(part.finished),
          isOfProvider: asBoolean(part.provider_executed) ?? false,
        }
  },
  tool_result: (part, audience) => {
    const name = asString(part.name) ?? ''
    const output =
      part.output == null ? parseLegacyOutput(name, part, audience) : parseOutput(name, part.output, audience)
    return {
      kind: 'ToolResultPart',
      callId: asString(part.tool_call_id),
      name,
      output,
      ...getCosts(part, audience),
    }
  },
  finish: (part) => ({
    kind: 'FinishPart',
    reason: asString(part.reason),
    message: scrubTextOrNull(part.message),
    details: scrubTextOrNull(part.details),
    finishedAt: asDateTime(asNumber(part.time)),
  }),
  code_block: (part, audience) =>
    withText(part.content, (code) => ({
      kind: 'CodePart',
      key: asString(part.id),
      code,
      status: asString(part.status),
      outputs: scrubJson(part.outputs ?? null, audience),
    })),
  council_member_output: (part) =>
    withText(part.content, (text) => ({
      kind: 'CouncilMemberPart',
      modelId: asString(part.model_id),
      modelName: asString(part.model_name),
      text,
      status: asString(part.status),
      errorMessage: scrubTextOrNull(part.error_message),
    })),
  council_synthesis: (part) =>
    withText(part.content, (text) => ({
      kind: 'CouncilSynthesisPart',
      modelId: asString(part.synthesis_model_id),
      text,
    })),
}

function withText(value: unknown, make: (text: string) => Part): Part | null {
  const text = scrubTextOrNull(value)
  return text === null ? null : make(text)
}

/**
 * Parses the parts of a message's content: a list, or, in older rows, an object containing one. Never throws:
 * a part of unknown form becomes an unknown part with its masked content, and content that is not a list of
 * parts becomes a single one.
 */
export function parseParts(content: unknown, audience: Audience): Part[] {
  const given = fromJsonText(content)
  const parts = Array.isArray(given) ? given : fromJsonText(asObject(given)?.parts)
  if (Array.isArray(parts)) return parts.map((part) => parsePart(part, audience))
  return content == null || isEmpty(content) ? [] : [unknown(content, audience)]
}

/** True for an object with only nulls: a message that was just started. */
const isEmpty = (content: unknown) =>
  Object.values(asObject(content) ?? { content }).every((value) => value === null)

function parsePart(value: unknown, audience: Audience): Part {
  const part = asObject(value)
  const type = asString(part?.type)
  const form = type !== null && Object.hasOwn(forms, type) ? forms[type] : undefined
  return (part && form?.(part, audience)) ?? unknown(value, audience)
}

const unknown = (value: unknown, audience: Audience): Part => ({
  kind: 'UnknownPart',
  type: asString(asObject(value)?.type),
  value: scrubJson(value, audience) ?? null,
})

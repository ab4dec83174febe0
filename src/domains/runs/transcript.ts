import {
  type Audience,
  isSystemMessage,
  scrubJson,
  scrubToolInput,
  scrubToolResult,
  toolNamed,
} from '../../auth/scrub.ts'
import { scrubText, scrubTextOrNull } from '../../auth/secret-patterns.ts'
import { builder } from '../../schema/builder.ts'
import {
  asBoolean,
  asDateTime,
  asObject,
  asObjects,
  asScrubbedText,
  asStoredList,
  asStoredObject,
  asString,
} from '../../schema/json-readers.ts'
import { type Metrics, parseMetrics, RunMetricsRef } from './metrics.ts'

/** A message between agent and model. */
type TranscriptMessage = {
  readonly role: string | null
  readonly text: string | null
  readonly content: unknown
  readonly reasoning: string | null
  readonly toolCalls: unknown
  readonly toolCallId: string | null
  readonly toolName: string | null
  readonly isToolError: boolean | null
  readonly metrics: Metrics | null
  readonly createdAt: string | null
}

/** A tool that a run used. */
type TranscriptTool = {
  readonly callId: string | null
  readonly name: string | null
  readonly displayName: string | null
  readonly input: unknown
  readonly result: unknown
  readonly isError: boolean | null
  readonly needsConfirmation: boolean
  readonly isConfirmed: boolean | null
}

export const TranscriptMessageRef = builder.objectRef<TranscriptMessage>('TranscriptMessage').implement({
  description:
    'A message between an agent and its model. The platform’s instructions to the model are left out.',
  fields: (t) => ({
    role: t.exposeString('role', { nullable: true, description: '`user`, `assistant` or `tool`.' }),
    text: t.exposeString('text', {
      nullable: true,
      description: 'The text of the message; null if it has none.',
    }),
    content: t.expose('content', {
      type: 'JSON',
      nullable: true,
      description: 'All of the content, credentials hidden.',
    }),
    reasoning: t.exposeString('reasoning', {
      nullable: true,
      description: 'The reasoning of a model before or during its answer.',
    }),
    toolCalls: t.expose('toolCalls', {
      type: 'JSON',
      nullable: true,
      description: 'The tool calls of the model, credentials hidden; null if there are none.',
    }),
    toolCallId: t.exposeString('toolCallId', {
      nullable: true,
      description: 'The id of the call whose result the message is; null for other messages.',
    }),
    toolName: t.exposeString('toolName', {
      nullable: true,
      description: 'The name of the tool whose result the message is; null for other messages.',
    }),
    isToolError: t.exposeBoolean('isToolError', {
      nullable: true,
      description: 'Whether the tool failed; null for other messages than results of tools.',
    }),
    metrics: t.expose('metrics', {
      type: RunMetricsRef,
      nullable: true,
      description: 'Tokens, cost and duration of the message; null if they were not recorded.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true }),
  }),
})

export const TranscriptToolRef = builder.objectRef<TranscriptTool>('TranscriptTool').implement({
  description: 'A tool that was used in a run.',
  fields: (t) => ({
    callId: t.exposeString('callId', {
      nullable: true,
      description: 'The id of the call, which the message that made it contains too.',
    }),
    name: t.exposeString('name', {
      nullable: true,
      description: 'The tool’s name on the platform; null if the transcript names none.',
    }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: 'The name for display; null if there is none.',
    }),
    input: t.expose('input', {
      type: 'JSON',
      nullable: true,
      description: 'The input of the tool, credentials hidden.',
    }),
    result: t.expose('result', {
      type: 'JSON',
      nullable: true,
      description: 'The result of the tool, credentials hidden; null if there is none.',
    }),
    isError: t.exposeBoolean('isError', {
      nullable: true,
      description: 'Whether the tool failed; null if that was not recorded.',
    }),
    needsConfirmation: t.exposeBoolean('needsConfirmation', {
      description: 'Whether the user is asked first.',
    }),
    isConfirmed: t.exposeBoolean('isConfirmed', {
      nullable: true,
      description: 'Whether the user allowed the call; null if the user was not asked or has not answered.',
    }),
  }),
})

const textsOfParts = (content: unknown) =>
  typeof content === 'string'
    ? [content]
    : asObjects(content).flatMap(({ text }) => asScrubbedText(text) ?? [])

const toText = (content: unknown): string | null => {
  const texts = typeof content === 'string' ? [content] : textsOfParts(content)
  return texts.length === 0 ? null : texts.join('\n')
}

/**
 * Returns the text of content: a string, or the text parts of a list, message or messages, except for
 * instructions to the model.
 */
export function getTextOfContent(content: unknown): string | null {
  if (typeof content === 'string') return scrubText(content)
  const items = asObjects(asObject(content) ? [content] : content).filter((item) => !isSystemMessage(item))
  const texts = items.flatMap((item) => asScrubbedText(item.text) ?? textsOfParts(item.content))
  return texts.length === 0 ? null : scrubText(texts.join('\n'))
}

/** Parses the messages in `{ messages: […] }`, except for instructions to the model. */
export function parseMessages(value: unknown, audience: Audience): TranscriptMessage[] {
  return asObjects(asStoredList(asStoredObject(value)?.messages))
    .filter((message) => !isSystemMessage(message))
    .map((message) => {
      const tool = toolNamed(message) ?? null
      const content =
        tool === null
          ? scrubJson(message.content, audience)
          : scrubToolResult(tool, message.content, audience)
      return {
        role: asString(message.role),
        text: tool === null ? getTextOfContent(message.content) : toText(content),
        content,
        reasoning: scrubTextOrNull(message.reasoning_content),
        toolCalls: scrubJson(message.tool_calls, audience),
        toolCallId: asString(message.tool_call_id),
        toolName: asString(tool),
        isToolError: asBoolean(message.tool_call_error),
        metrics: parseMetrics(message.metrics),
        createdAt: asDateTime(message.created_at),
      }
    })
}

/** Parses the list of a run's tools. */
export function parseTools(value: unknown, audience: Audience): TranscriptTool[] {
  return asObjects(value).map((tool) => {
    const name = asString(tool.tool_name)
    return {
      callId: asString(tool.tool_call_id),
      name,
      displayName: asString(tool.display_name),
      input: scrubToolInput(name ?? '', tool.tool_args, audience),
      result: scrubToolResult(name ?? '', tool.result, audience),
      isError: asBoolean(tool.tool_call_error),
      needsConfirmation: asBoolean(tool.requires_confirmation) ?? false,
      isConfirmed: asBoolean(tool.confirmed),
    }
  })
}

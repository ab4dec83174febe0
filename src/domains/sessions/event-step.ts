import { canSeeCosts, scrubToolInput, scrubToolResult } from '../../auth/scrub.ts'
import { hidden } from '../../auth/secret-patterns.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import type { Row } from '../../data/batching/rows.ts'
import { cutWithEllipsis } from '../../data/cut-text.ts'
import { toIsoTimestamp } from '../../data/values.ts'
import { BadInputError } from '../../errors/client-errors.ts'
import { builder } from '../../schema/builder.ts'
import { derivedFrom } from '../../schema/computed.ts'
import { asBoolean, asNumber, asObject, asString, asText } from '../../schema/json-readers.ts'
import { redacted } from '../../schema/redaction.ts'
import { readRow } from '../../schema/relations.ts'
import { toLine } from './one-line.ts'
import { callOfResult, callType, durationMs, isError, ofResult, resultType } from './step-join.ts'

const maxPreviewLength = 1_000
/** More than a preview or summary shows, so that a credential at its end is masked before it is cut. */
const maxReadLength = 4_000

const preview = `case when jsonb_typeof(e.content->'result') = 'string'
then to_jsonb(left(e.content->>'result', ${maxReadLength}))
when length(e.content->>'result') <= ${maxReadLength} then e.content->'result'
else to_jsonb(left(e.content->>'result', ${maxReadLength})) end`

/** Registers what steps read of a result. The preview has all of it, so that each step looks for its result once. */
function defineResult(name: string, more = '', includes?: string): void {
  defineComputedColumn(
    'ApplicationEvent',
    name,
    (row) =>
      ofResult(
        row,
        `jsonb_build_object('id', e.id, 'at', e.created_at::text, 'isError', ${isError}, 'cost', e.content->'cost',
'ms', ${durationMs(row)}${more})`,
      ),
    { includes },
  )
}

defineResult('stepResult')
defineResult('stepPreview', `, 'preview', ${preview}`, 'stepResult')

/** SQL for a JSON value, without what a summary does not show of it. */
const shortened = (value: string): string => `case jsonb_typeof(${value})
when 'string' then to_jsonb(left(${value} #>> '{}', ${maxReadLength}))
else case when length(${value}::text) <= ${maxReadLength} then ${value} end end`

// A whole input may have a megabyte, and a page has a hundred.
defineComputedColumn(
  'ApplicationEvent',
  'stepInput',
  (row) => `case jsonb_typeof(${row}.content->'tool_input') when 'object' then (select jsonb_object_agg(m.key,
case when jsonb_typeof(m.value) = 'array' and length(m.value::text) > ${maxReadLength}
then jsonb_build_array(${shortened('(m.value->0)')}) else ${shortened('m.value')} end)
from jsonb_each(${row}.content->'tool_input') m) end`,
)
defineComputedColumn(
  'ApplicationEvent',
  'stepCall',
  (row) =>
    `jsonb_build_object('id', ${row}.content->'tool_call_id', 'displayName', ${row}.content->'tool_display_name')`,
)
defineComputedColumn('ApplicationEvent', 'parentRunId', (row) => `${row}.content->>'parent_run_id'`)
defineComputedColumn(
  'ApplicationEvent',
  'stepCallId',
  (row) => `case ${row}.event_type when '${callType}' then ${row}.id
when '${resultType}' then ${callOfResult(row)} end`,
)

type Result = {
  readonly id: string | null
  readonly finishedAt: string | null
  readonly durationMs: number | null
  readonly isError: boolean | null
  readonly cost: number | null
}

function parseResult({ stepPreview, stepResult }: Row): Result | null {
  const result = asObject(stepPreview ?? stepResult)
  const at = asString(result?.at)
  if (!result || at === null) return null
  return {
    id: asString(result.id),
    finishedAt: toIsoTimestamp(at),
    durationMs: asNumber(result.ms),
    isError: asBoolean(result.isError),
    cost: asNumber(result.cost),
  }
}

/** The keys of a tool's input that describe the call, best first. */
const summaryKeys = [
  'command',
  'cmd',
  'file_path',
  'path',
  'query',
  'queries',
  'url',
  'urls',
  'pattern',
  'name',
  'prompt',
  'description',
  'text',
  'content',
]

/** Describes a call in one line: its command, path, query or address; null if none may be shown. */
function summarize(input: unknown): string | null {
  const given = asObject(input)
  for (const key of given ? summaryKeys : []) {
    const value = given?.[key]
    const text = asString(Array.isArray(value) ? value[0] : value)?.trim()
    if (text === undefined || text === '' || text === hidden) continue
    return toLine(text)
  }
  return null
}

function toPreview(value: unknown, length: number): string | null {
  if (value == null || value === hidden) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return cutWithEllipsis(text, length)
}

const maskedPreview = redacted(['toolName', 'stepPreview'], ({ toolName, stepPreview }, audience) =>
  scrubToolResult(asString(toolName) ?? '', asObject(stepPreview)?.preview, audience),
)

/** A tool call joined with its result. Its rows are those of the calls. */
export const RunStep = builder.objectRef<Row>('RunStep').implement({
  description: 'A tool call of an agent, joined with its result.',
  fields: (t) => ({
    id: t.id({
      description: 'Identifies the step in its run: the uuid of the call.',
      ...derivedFrom(['id'], ({ id }) => String(id)),
    }),
    callId: t.string({
      nullable: true,
      description:
        'The id by which the call and its result are joined. Where agents of one run use the same, each has its own result.',
      ...derivedFrom(['stepCall'], ({ stepCall }) => asText(asObject(stepCall)?.id)),
    }),
    name: t.string({
      description: 'The tool.',
      ...derivedFrom(['toolName'], ({ toolName }) => asString(toolName) ?? ''),
    }),
    displayName: t.string({
      nullable: true,
      description: 'The name for display; null if the event has none.',
      ...derivedFrom(['stepCall'], ({ stepCall }) => asString(asObject(stepCall)?.displayName)),
    }),
    summary: t.string({
      nullable: true,
      description:
        'A summary of the call in one line of at most 200 characters: its command, path, query or address. Null if the input has none, or is not visible to you.',
      ...redacted(['stepInput', 'toolName'], ({ stepInput, toolName }, audience) =>
        summarize(scrubToolInput(asString(toolName) ?? '', stepInput, audience)),
      ),
    }),
    startedAt: t.field({
      type: 'DateTime',
      description: 'When the tool was called.',
      ...derivedFrom(['createdAt'], ({ createdAt }) => String(createdAt)),
    }),
    finishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When its result arrived; null while it runs, and where no result was recorded.',
      ...derivedFrom(['stepResult'], (row) => parseResult(row)?.finishedAt ?? null),
    }),
    durationMs: t.float({
      nullable: true,
      description: 'Milliseconds from the call to its result; null while there is none.',
      ...derivedFrom(['stepResult'], (row) => parseResult(row)?.durationMs ?? null),
    }),
    isError: t.boolean({
      nullable: true,
      description: 'Whether the tool failed; null while there is no result.',
      ...derivedFrom(['stepResult'], (row) => parseResult(row)?.isError ?? null),
    }),
    costUsd: t.float({
      nullable: true,
      description:
        'The cost of the call in US dollars; null if it is not known, and for other viewers than the owner and admins.',
      ...redacted(['stepResult'], (row, audience) =>
        canSeeCosts(audience) ? (parseResult(row)?.cost ?? null) : null,
      ),
    }),
    agentName: t.string({
      nullable: true,
      description: 'The agent that called the tool, where the event names it: mostly a sub-agent.',
      ...derivedFrom(['agentName'], ({ agentName }) => asString(agentName)),
    }),
    isOfSubAgent: t.boolean({
      description: 'Whether a sub-agent called the tool.',
      ...derivedFrom(['isOfSubAgent'], ({ isOfSubAgent }) => isOfSubAgent === true),
    }),
    parentRunDatabaseId: t.id({
      nullable: true,
      description: 'The uuid of the run that started the sub-agent, where the event names it.',
      ...derivedFrom(['parentRunId'], ({ parentRunId }) => asString(parentRunId)),
    }),
    preview: t.string({
      nullable: true,
      description:
        'The beginning of the result as text; null while there is none, or where you may not see it.',
      args: {
        length: t.arg.int({
          defaultValue: 200,
          description: `The maximum number of characters, 1 to ${maxPreviewLength}.`,
        }),
      },
      extensions: maskedPreview.extensions,
      resolve: async (row, { length }, context) => {
        const size = length ?? 200
        if (size >= 1 && size <= maxPreviewLength)
          return toPreview(await maskedPreview.resolve(row, {}, context), size)
        throw new BadInputError(`\`length\` must be from 1 to ${maxPreviewLength}, not ${size}.`)
      },
    }),
    call: t.field({
      type: 'ApplicationEvent',
      nullable: true,
      description: 'The event of the call, with the whole input; null if it was removed meanwhile.',
      extensions: { columns: ['id'] },
      resolve: ({ id }, _args, context, info) => readRow(context, info, 'ApplicationEvent', 'id', id),
    }),
    result: t.field({
      type: 'ApplicationEvent',
      nullable: true,
      description: 'The event of the result, with all of it; null while there is none.',
      extensions: { columns: ['stepResult'] },
      resolve: (row, _args, context, info) =>
        readRow(context, info, 'ApplicationEvent', 'id', parseResult(row)?.id ?? null),
    }),
  }),
})

import { type Audience, canSeeCosts, scrubToolInput } from '../../auth/scrub.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { builder } from '../../schema/builder.ts'
import { asBooleanOrText, asNumber, asObject, asString, asText } from '../../schema/json-readers.ts'

type EventTool = {
  readonly callId: string | null
  readonly name: string
  readonly displayName: string | null
  readonly logo: string | null
  readonly input: unknown
  readonly isError: boolean | null
  readonly costUsd: number | null
}

/** The tool of an event. */
export const EventToolRef = builder.objectRef<EventTool>('EventTool').implement({
  description: 'The tool that an event is about.',
  fields: (t) => ({
    callId: t.exposeString('callId', {
      nullable: true,
      description: 'The id that a call and its result share; null if the event has none.',
    }),
    name: t.exposeString('name', {
      description: 'The tool’s name on the platform, such as `Bash` or `web_search`.',
    }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: 'The name for display; null if there is none.',
    }),
    logo: t.exposeString('logo', { nullable: true, description: 'Address of the tool’s picture.' }),
    input: t.expose('input', {
      type: 'JSON',
      nullable: true,
      description:
        'The input of the tool. For other viewers than the owner, credentials are hidden, and all values of tools other than those for the web, slides, media, plans and deliverables; signed addresses in the input of tools for media are null.',
    }),
    isError: t.exposeBoolean('isError', {
      nullable: true,
      description: 'Whether the tool failed; null for a call.',
    }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'The cost in US dollars; null for other viewers than the owner, and if it is not known.',
    }),
  }),
})

const toolKeys = [
  'tool_call_id',
  'tool_name',
  'tool_display_name',
  'tool_logo',
  'tool_input',
  'is_error',
  'cost',
]

// The result is not read: it may be large, and has a field of its own.
defineComputedColumn('ApplicationEvent', 'tool', (row) => {
  const pairs = toolKeys.map((name) => `'${name}', ${row}.content->'${name}'`)
  return `case when ${row}.content->>'tool_name' is not null then jsonb_build_object(${pairs.join(', ')}) end`
})

/** Parses the computed column `tool` as far as this audience may see it; null without a tool's name. */
export function parseTool(stored: unknown, audience: Audience): EventTool | null {
  const given = asObject(stored)
  const name = asString(given?.tool_name)
  if (!given || name === null) return null
  return {
    callId: asText(given.tool_call_id),
    name,
    displayName: asString(given.tool_display_name),
    logo: asString(given.tool_logo),
    input: scrubToolInput(name, given.tool_input, audience),
    isError: asBooleanOrText(given.is_error),
    costUsd: canSeeCosts(audience) ? asNumber(given.cost) : null,
  }
}

import { type Audience, seesCosts, toolInput } from '../../auth/scrub.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { builder } from '../../schema/builder.ts'
import { asBoolean, asNumber, asObject, asString } from '../../schema/json-readers.ts'

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
    callId: t.exposeString('callId', { nullable: true, description: 'Joins a call with its result.' }),
    name: t.exposeString('name'),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: 'The name to show to people.',
    }),
    logo: t.exposeString('logo', { nullable: true, description: 'Address of the tool’s picture.' }),
    input: t.expose('input', {
      type: 'JSON',
      nullable: true,
      description:
        'What the tool was given. For others than the owner, credentials are hidden, and values of all tools but those for the web, slides, media, plans and deliverables.',
    }),
    isError: t.exposeBoolean('isError', { nullable: true, description: 'Null for a call.' }),
    costUsd: t.exposeFloat('costUsd', { nullable: true, description: 'In US dollars; for the owner.' }),
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
export function parseTool(stored: unknown, reader: Audience): EventTool | null {
  const given = asObject(stored)
  const name = asString(given?.tool_name)
  if (!given || name === null) return null
  return {
    callId: asString(given.tool_call_id),
    name,
    displayName: asString(given.tool_display_name),
    logo: asString(given.tool_logo),
    input: toolInput(name, given.tool_input, reader),
    isError: asBoolean(given.is_error),
    costUsd: seesCosts(reader) ? asNumber(given.cost) : null,
  }
}

import { after } from './clock.ts'
import { event } from './event-rows.ts'
import type { Row } from './rows.ts'

/** An event of a run: seconds after its start, the event's type, and its content without the run's id. */
export type Step = readonly [offset: number, type: string, content: Row]

/** Returns the events of a run, or of a session without one. */
export const stepsOf = (session: string, run: string | null, start: string, steps: readonly Step[]): Row[] =>
  steps.map(([offset, type, content]) =>
    event(type, session, run, after(start, offset), run === null ? content : { ...content, run_id: run }),
  )

/** Returns the event of a tool's call. */
export const call = (offset: number, id: string, name: string, input: Row, more: Row = {}): Step => [
  offset,
  'agent.tool.call',
  {
    tool_call_id: id,
    tool_name: name,
    tool_input: input,
    tool_display_name: name.replaceAll('_', ' '),
    tool_logo: null,
    origin: 'ToolCallStarted',
    ...more,
  },
]

/** Returns the event of a tool's result. */
export const result = (offset: number, id: string, name: string, output: unknown, more: Row = {}): Step => [
  offset,
  'agent.tool.result',
  {
    tool_call_id: id,
    tool_name: name,
    tool_input: {},
    result: output,
    is_error: false,
    cost: 0,
    origin: 'ToolCallCompleted',
    ...more,
  },
]

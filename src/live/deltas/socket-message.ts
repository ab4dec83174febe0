import { uuidPattern } from '../../data/batching/table.ts'
import { countValues, isJsonObject } from '../../data/json.ts'
import { inputUnits, spend } from '../../data/turns.ts'

/** An event that the platform emits to the clients of a session: what `chat_event` carries. */
export type SocketEvent = {
  readonly id: string
  /** The sessions whose clients it is emitted to: one, except for an emit to several rooms. */
  readonly sessions: readonly string[]
  readonly name: string
  readonly group: string
  readonly runId: string | null
  readonly content: Readonly<Record<string, unknown>>
  readonly isTransient: boolean
  /** When it happened, by the platform's clock: ISO 8601 in UTC. */
  readonly time: string
}

/** Why a message is not an event: it is pickle, or of another kind. */
export type OtherMessage = 'pickle' | 'other'

/** Maximum size of a message in bytes; larger ones are ignored. */
export const maxMessageBytes = 1_000_000

/**
 * Maximum number of values in the JSON of a message; those with more are ignored, as each new key takes up to 1 µs to parse. Deltas
 * have about twenty; results of tools, which are published too and are no deltas, may have any number.
 */
export const maxMessageValues = 20_000

/** The first byte of pickle of protocol 2 and newer, which no JSON begins with. */
const pickleMark = 0x80

const isUuid = (value: unknown): value is string => typeof value === 'string' && uuidPattern.test(value)

/**
 * Reads a message of python-socketio's Redis manager: JSON since its version 5.14, where the arguments of an
 * event may be a list, before that pickle, which is never decoded, as decoding it runs code.
 */
export function readSocketMessage(message: Buffer): SocketEvent | OtherMessage {
  if (message[0] === pickleMark) return 'pickle'
  if (message.length > maxMessageBytes) return 'other'
  const emit = parse(message)
  if (!isJsonObject(emit) || emit.method !== 'emit' || emit.event !== 'chat_event') return 'other'
  // Clients of sessions are connected to the default namespace alone.
  if (emit.namespace != null && emit.namespace !== '/') return 'other'
  const event = firstArgument(emit.data)
  const sessions = [emit.room].flat().filter(isUuid)
  if (!isJsonObject(event) || sessions.length === 0 || !isUuid(event.id) || typeof event.name !== 'string')
    return 'other'
  return {
    id: event.id,
    sessions: [...new Set(sessions)],
    name: event.name,
    group: typeof event.group === 'string' ? event.group : '',
    runId: isUuid(event.run_id) ? event.run_id : null,
    content: isJsonObject(event.content) ? event.content : {},
    isTransient: event.transient === true,
    time: toTime(event.timestamp),
  }
}

function parse(message: Buffer): unknown {
  const text = message.toString()
  if (countValues(text) > maxMessageValues) return undefined
  spend(text.length * inputUnits)
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Returns the first argument of an event: alone, in the list of arguments, or in that list before binary parts. */
function firstArgument(data: unknown): unknown {
  const first = Array.isArray(data) ? data[0] : data
  return Array.isArray(first) ? first[0] : first
}

/** Converts Python's seconds since 1970; the time is now where there are none. */
function toTime(seconds: unknown): string {
  const date = typeof seconds === 'number' ? new Date(seconds * 1000) : new Date()
  return (Number.isNaN(date.getTime()) ? new Date() : date).toISOString()
}

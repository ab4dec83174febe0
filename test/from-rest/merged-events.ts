import type { WatchSessionDeltasSubscription } from '@ii-agent/gateway-client/operations'
import type { ChatEvent } from './chat-event.ts'

/** The payload of `chat_event`: an event, or a piece of one that comes whole later. */
export type SocketEvent = {
  id: string
  name: string
  content: Record<string, unknown>
  transient?: boolean
  run_id?: string | null
  group?: string
  /** Seconds since 1970. */
  timestamp: number
}

const deltaSuffix = '.delta'

/** Drafts are kept for each run, agent and kind of text. */
function draftKey(runId: string | null | undefined, name: string, content: Record<string, unknown>): string {
  return JSON.stringify([runId ?? null, content.agent_name ?? null, name])
}

/** Times of the database have microseconds, which numbers of milliseconds lose. */
const byTime = (a: ChatEvent, b: ChatEvent): number =>
  Date.parse(a.created_at) - Date.parse(b.created_at) || (a.created_at < b.created_at ? -1 : 1)

/**
 * The events of a session from two sources: the platform's socket or `sessionDeltas`, which have the tokens, and `sessionEvents`,
 * which has every stored event once, also after a lost connection. Events meet by id, and the gateway's copy stays.
 */
export class MergedEvents {
  readonly #events = new Map<string, ChatEvent>()
  readonly #stored = new Set<string>()
  readonly #drafts = new Map<string, string>()
  /** When the last whole text of a draft's kind came about, in milliseconds since 1970. */
  readonly #endedAt = new Map<string, number>()

  /** An event of the gateway: `sessionEvents`, or a page of the history. */
  addStored(event: ChatEvent): void {
    this.#stored.add(event.id)
    this.#put(event)
  }

  /** An event of the socket. A delta extends a draft; another transient event is not kept. */
  addFromSocket({
    id,
    name,
    content,
    transient,
    run_id: runId = null,
    group = '',
    timestamp,
  }: SocketEvent): void {
    const createdAt = timestamp * 1000
    if (name.endsWith(deltaSuffix)) {
      const key = draftKey(runId, name.slice(0, -deltaSuffix.length), content)
      // The whole text may be quicker over the gateway than the last deltas over the socket.
      if (createdAt <= (this.#endedAt.get(key) ?? 0)) return
      this.#drafts.set(key, `${this.#drafts.get(key) ?? ''}${content.text ?? ''}`)
    } else if (!transient && !this.#stored.has(id)) {
      const created = new Date(createdAt).toISOString()
      this.#put({ id, name, event_group: group, content, created_at: created, run_id: runId })
    }
  }

  /** A delta of the gateway's `sessionDeltas`, for clients that do without the socket. */
  addDelta(delta: WatchSessionDeltasSubscription['sessionDeltas']): void {
    this.addFromSocket({
      id: delta.eventDatabaseId,
      name: delta.eventType,
      content: { text: delta.text, agent_name: delta.agentName },
      transient: true,
      run_id: delta.runDatabaseId,
      group: delta.groupText,
      timestamp: Date.parse(delta.createdAt) / 1000,
    })
  }

  /** All events in the order of their times. */
  get events(): ChatEvent[] {
    return [...this.#events.values()].sort(byTime)
  }

  /** What is being written: `agent.response` or `agent.reasoning` of a run, as far as its deltas came. */
  draft(runId: string | null, name: string, agentName: string | null = null): string | null {
    return this.#drafts.get(draftKey(runId, name, { agent_name: agentName })) ?? null
  }

  /** The whole text ends its draft, whichever source delivers it. */
  #put(event: ChatEvent): void {
    const key = draftKey(event.run_id, event.name, event.content)
    this.#events.set(event.id, event)
    this.#drafts.delete(key)
    this.#endedAt.set(key, Math.max(Date.parse(event.created_at), this.#endedAt.get(key) ?? 0))
  }
}

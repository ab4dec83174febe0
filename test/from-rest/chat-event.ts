import type { EventHistoryQuery, WatchChatEventsSubscription } from '@ii-agent/gateway-client/operations'

/** An event as the platform's client handles it: of `chat_event`, and of `GET /v1/sessions/{id}/events`. */
export type ChatEvent = {
  id: string
  name: string
  event_group: string
  content: Record<string, unknown>
  created_at: string
  run_id: string | null
}

type Entry = WatchChatEventsSubscription['sessionEvents']
type Session = NonNullable<EventHistoryQuery['session']>
/** An event of the gateway, of the history and of the stream alike. */
export type StoredEvent =
  | Extract<Entry, { __typename: 'EventAdded' }>['event']
  | NonNullable<Session['events']>['nodes'][number]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The database's id of an event is the id that `chat_event` has. */
export const toChatEvent = (event: StoredEvent): ChatEvent => ({
  id: event.databaseId,
  name: event.eventType,
  event_group: event.groupText,
  content: isObject(event.content) ? event.content : {},
  created_at: event.createdAt,
  run_id: event.runDatabaseId,
})

import type { SessionPageQuery } from '@ii-agent/gateway-client/operations'

/**
 * The platform's text of an enum's value: `WAITING_FOR_INPUT` is `waiting_for_input`. For `UNKNOWN`, and wherever the field
 * has a neighbour such as `statusText`, take that: it has the stored text.
 */
export const toPlatformText = <Value extends string>(value: Value) => value.toLowerCase() as Lowercase<Value>

/**
 * The number of a `Decimal` or a `BigInt`, which are strings. Credits have up to six decimals: show and sum them as they come
 * (the gateway has sums), and compute with numbers only for charts.
 */
export function toNumber(value: string): number {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) throw new RangeError(`"${value}" is not a number`)
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) throw new RangeError(`${value} is not exact`)
  return number
}

/** A session as the client's lists and pages keep it. */
export type PlatformSession = {
  id: string
  name: string | null
  agent_type: string | null
  workspace_dir: string
  is_public: boolean
  title_pending: boolean
  created_at: string
}

/** Converts a session to the form of the platform's REST answer. */
export const toPlatformSession = (session: NonNullable<SessionPageQuery['session']>): PlatformSession => ({
  id: session.databaseId,
  name: session.name,
  agent_type: session.agentTypeText,
  workspace_dir: `/workspace/${session.databaseId}`,
  is_public: session.isPublic,
  title_pending: session.isTitlePending,
  created_at: session.createdAt,
})

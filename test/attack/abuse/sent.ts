import type { Turn } from './monitor.ts'
import type { Abuse, Target } from './requests.ts'

/** An abusive request that was sent: when it began and ended, by the time of day. */
export type Sent = Pick<Abuse, 'kind' | 'key'> & { readonly from: number; readonly until: number }

const now = () => performance.timeOrigin + performance.now()
/** How much of what a request sends is shown. */
const shownCharacters = 120

/** Sends an abusive request, and resolves with when it was in work. */
export async function sendAbuse({ kind, key, send }: Abuse, target: Target): Promise<Sent> {
  const from = now()
  await send(target).catch(() => {})
  return { kind, key, from, until: now() }
}

/** Returns the requests that were in work during a turn, the last one sent first. */
export const inWork = (
  sent: readonly Sent[],
  { from, until }: Pick<Turn, 'from' | 'until'>,
): readonly Sent[] =>
  sent.filter((one) => one.from < until && one.until > from).sort((a, b) => b.from - a.from)

/** Describes a turn by its times and the kinds in work, each with its age in milliseconds. */
export function describeTurn(turn: Turn, sent: readonly Sent[]): string {
  const kinds = inWork(sent, turn).map(({ kind, from }) => `${kind} (${Math.round(turn.from - from)})`)
  return `${Math.round(turn.busyMs)} ms, ${Math.round(turn.workMs)} without collections: ${kinds.join(', ')}`
}

/** Describes the requests in work during a turn by what they sent. */
export const describeRequests = (turn: Turn, sent: readonly Sent[]): string =>
  inWork(sent, turn)
    .map(({ kind, key }) => `${kind}: ${key.slice(0, shownCharacters)} (${key.length} characters)`)
    .join('\n')

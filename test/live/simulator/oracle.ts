import type { Client } from './client.ts'
import type { PostgresModel } from './postgres-model.ts'

type Result = {
  readonly clients: readonly Pick<Client, 'stretches' | 'hasEnded' | 'maxCursorLength' | 'failure'>[]
  readonly postgres: Pick<PostgresModel, 'visible' | 'committed'>
  /** The run ended, and wrote its last event within the grace. */
  readonly ended: boolean
}

/** About 100 transactions are above the horizon at a time, with two bytes each. */
const maxCursorLength = 1_000

/** What is promised of a log, compared with what clients received and what is in the tables. */
export function findViolations({ clients, postgres, ended }: Result): string[] {
  const visible = new Set(postgres.visible().map(({ uid }) => uid))
  return clients.flatMap((client, i) => {
    const found = [...client.stretches.flatMap((received) => inStretch(received, postgres.committed))]
    const last = client.stretches.at(-1) ?? []
    const received = new Set(last)
    const lost = [...visible].filter((uid) => !received.has(uid))
    const takenBack = last.filter((uid) => !visible.has(uid))
    if (lost.length > 0) found.push(`lost ${lost}`)
    if (takenBack.length > 0) found.push(`not told that it was taken back: ${takenBack}`)
    if (client.maxCursorLength > maxCursorLength)
      found.push(`a cursor of ${client.maxCursorLength} characters`)
    if (client.failure) found.push(`failed: ${client.failure}`)
    if (ended !== client.hasEnded) found.push(ended ? 'never ends' : 'ended early')
    return found.map((text) => `client ${i}: ${text}`)
  })
}

function inStretch(received: readonly string[], committed: PostgresModel['committed']): string[] {
  const found: string[] = []
  if (new Set(received).size < received.length)
    found.push(`twice: ${received.filter((uid, i) => received.indexOf(uid) < i)}`)
  const dirty = received.filter((uid) => !committed.has(uid))
  if (dirty.length > 0) found.push(`never committed: ${dirty}`)
  // Transactions of one writer come in the order in which they were committed; they are numbered.
  const last = new Map<string, number>()
  for (const uid of received) {
    const [writer = '', number] = uid.split(':')
    if (Number(number) < (last.get(writer) ?? 0)) found.push(`out of order: ${uid}`)
    last.set(writer, Number(number))
  }
  return found
}

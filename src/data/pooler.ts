import { randomBytes } from 'node:crypto'
import type pg from 'pg'

/** How a pooler lends server processes: for a whole connection, or for one transaction (or statement) at a time. */
export type Pooling = {
  readonly isShared: boolean
  /** Whether a prepared statement is found again on whichever process a connection is lent. */
  readonly keepsPrepared: boolean
  readonly keepsTransactions: boolean
}

type Client = pg.ClientBase & { end(): Promise<void> }

const rounds = 5
/** SQLSTATEs of a prepared statement that is on another process, or that another connection left on this one. */
const lostPrepared: ReadonlySet<unknown> = new Set(['26000', '42P05'])

/**
 * Finds out how a pooler lends, by a connection through it and a second one that it opens and closes. Connections that
 * show the same process, or one that shows several, share them; in session mode neither can happen, whatever else uses
 * the pooler.
 */
export async function detectPooling(first: pg.ClientBase, open: () => Promise<Client>): Promise<Pooling> {
  // One name with two texts, as two gateways have: without the pooler's help they meet on the same process.
  const name = `gateway_probe_${randomBytes(6).toString('hex')}`
  const second = await open()
  const firstPids = new Set<number>()
  const secondPids = new Set<number>()
  let keepsPrepared = true
  try {
    for (let round = 0; round < rounds; round += 1) {
      // Twice: processes that are lent in turn would otherwise fall to the same connection each time.
      for (const client of [first, first, second]) {
        const answer = await ask(client, name, client === first ? 'first' : 'second')
        if (answer) (client === first ? firstPids : secondPids).add(answer.pid)
        else keepsPrepared = false
      }
    }
    const isOneForBoth = [...firstPids].some((pid) => secondPids.has(pid))
    const isShared = !keepsPrepared || isOneForBoth || firstPids.size > 1 || secondPids.size > 1
    return { isShared, keepsPrepared, keepsTransactions: !isShared || (await canBegin(second)) }
  } finally {
    await second.end().catch(() => {})
  }
}

/** The process that answers a prepared statement; undefined where the statement is not there, or another's. */
async function ask(client: pg.ClientBase, name: string, who: string): Promise<{ pid: number } | undefined> {
  try {
    const { rows } = await client.query<{ pid: number; who: string }>({
      name,
      text: `select pg_backend_pid() as pid, '${who}' as who`,
    })
    return rows.find((row) => row.who === who)
  } catch (error) {
    if (!lostPrepared.has((error as pg.DatabaseError).code)) throw error
    return undefined
  }
}

async function canBegin(client: pg.ClientBase): Promise<boolean> {
  try {
    await client.query('begin')
    await client.query('commit')
    return true
  } catch {
    return false
  }
}

/** What a pooler that shares processes lacks, for people. */
export function missingFrom({ keepsPrepared, keepsTransactions }: Pooling): string[] {
  return [
    ...(keepsTransactions ? [] : ['transactions (not pool_mode = statement)']),
    ...(keepsPrepared
      ? []
      : ['prepared statements (pgbouncer 1.21 or newer, max_prepared_statements above 0)']),
  ]
}

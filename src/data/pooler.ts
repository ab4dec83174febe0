import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { hasSqlState } from './sql-states.ts'

/** How a pooler assigns server processes: per connection, or per transaction or statement. */
export type Pooling = {
  readonly isShared: boolean
  /** True if a prepared statement is available on every server process that the pooler assigns. */
  readonly keepsPrepared: boolean
  readonly keepsTransactions: boolean
}

type Client = pg.ClientBase & { end(): Promise<void> }

const rounds = 5

/**
 * Detects the pooling mode with a given connection and a second one that it opens and closes. Connections
 * that share a server process, or one that uses several, are shared; in session mode neither can occur,
 * whatever other clients do.
 */
export async function detectPooling(first: pg.ClientBase, open: () => Promise<Client>): Promise<Pooling> {
  // One name with two texts, as two gateways have: without support by the pooler they collide on a shared
  // process.
  const name = `gateway_probe_${randomBytes(6).toString('hex')}`
  const second = await open()
  const firstPids = new Set<number>()
  const secondPids = new Set<number>()
  let keepsPrepared = true
  try {
    for (let round = 0; round < rounds; round += 1) {
      // Twice, because round-robin assignment would otherwise give each connection the same process every
      // time.
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

/**
 * Returns the process that executes the prepared statement; undefined if it is missing or has another text
 * there.
 */
async function ask(
  client: pg.ClientBase,
  name: string,
  application: string,
): Promise<{ pid: number } | undefined> {
  try {
    const { rows } = await client.query<{ pid: number; application: string }>({
      name,
      text: `select pg_backend_pid() as pid, '${application}' as application`,
    })
    return rows.find((row) => row.application === application)
  } catch (error) {
    if (!hasSqlState(error, 'lostStatement')) throw error
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

/** Lists what a pooler with shared processes does not support, for error messages. */
export function listMissingSupport({ keepsPrepared, keepsTransactions }: Pooling): string[] {
  return [
    ...(keepsTransactions ? [] : ['transactions (not pool_mode = statement)']),
    ...(keepsPrepared
      ? []
      : ['prepared statements (pgbouncer 1.21 or newer, max_prepared_statements above 0)']),
  ]
}

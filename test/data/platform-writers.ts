import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** What writers met until they were isStopped. */
export type WriterReport = {
  readonly errors: readonly string[]
  readonly transactions: number
  /** Transactions in each second. */
  readonly rate: number
  /** Times of statements, in milliseconds. */
  readonly medianMs: number
  readonly p99Ms: number
  readonly maxStatementMs: number
  /** The longest time that all statements of one transaction took together, in milliseconds. */
  readonly maxTransactionMs: number
}

type Send = (text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>
type Writer = { readonly user: string; readonly session: string; readonly send: Send }

/** How long a conversation's transaction stays open, in milliseconds. */
const openMs = 1_800

/** How long a user thinks before the next conversation: otherwise one of two would hold its tables at any time. */
const thinkMs = () => 500 + Math.random() * 1_000

/** A worker that claims a task as the platform's workers do, and reports on it. */
async function claim({ user, session, send }: Writer): Promise<void> {
  await send(`insert into run_tasks (session_id, task_type, status) values ($1, 'chat_run', 'pending')`, [
    session,
  ])
  await send('begin')
  const { rows } = await send(
    `select id from run_tasks where status = 'pending' order by created_at limit 1 for update skip locked`,
  )
  if (rows[0]) {
    await send(`update run_tasks set status = 'completed', version = version + 1 where id = $1`, [rows[0].id])
    await send(`insert into task_logs (task_id, status) values ($1, 'completed')`, [rows[0].id])
  }
  await send('update sessions set updated_at = now() where id = $1', [session])
  await send(
    `insert into application_events (event_type, event_group, session_id) values ('agent.x', 'agent', $1)`,
    [session],
  )
  await send(
    `insert into credit_transactions (user_id, transaction_type, amount, balance_after) values ($1, 'x', 1, 1)`,
    [user],
  )
  await send('commit')
}

/** A transaction over many tables that stays open while a model answers. Its order is the reverse of the migrations'. */
async function converse({ user, session, send }: Writer): Promise<void> {
  await send('begin')
  await send('update users set updated_at = now() where id = $1', [user])
  await send(`insert into run_tasks (session_id, task_type, status) values ($1, 'agent_run', 'failed')`, [
    session,
  ])
  await pause(openMs / 2)
  await send('update sessions set updated_at = now() where id = $1', [session])
  await send(`insert into chat_messages (session_id, role, content) values ($1, 'user', '{}')`, [session])
  await pause(openMs / 2)
  await send(
    `insert into application_events (event_type, event_group, session_id) values ('agent.y', 'agent', $1)`,
    [session],
  )
  await send('insert into credit_balances (user_id) values ($1) on conflict do nothing', [user])
  await send('commit')
}

/** A request that writes to several tables at once. */
async function post({ session, send }: Writer): Promise<void> {
  await send('begin')
  await send(`insert into chat_messages (session_id, role, content) values ($1, 'user', '{}')`, [session])
  await send(
    `insert into application_events (event_type, event_group, session_id) values ('user.z', 'user', $1)`,
    [session],
  )
  await send('update sessions set updated_at = now() where id = $1', [session])
  await send('commit')
}

const patterns = [claim, claim, claim, claim, converse, converse, post, post]
const pauseAfterMs = (pattern: (typeof patterns)[number]) => (pattern === converse ? thinkMs() : 20)

/**
 * Starts eight writers of the platform's patterns, each with rows of its own, so that none waits for another. Resolves
 * when all have begun; the answer stops them.
 */
export async function startWriters(databaseUrl: string): Promise<() => Promise<WriterReport>> {
  const errors: string[] = []
  const statementMs: number[] = []
  const transactionMs: number[] = []
  let isStopped = false

  async function run(pattern: (writer: Writer) => Promise<void>, client: pg.Client, index: number) {
    let spentMs = 0
    const send: Send = async (text, values = []) => {
      const sentAt = performance.now()
      const result = await client.query(text, [...values])
      const ms = performance.now() - sentAt
      statementMs.push(ms)
      spentMs += ms
      return result
    }
    const user = (await send('insert into users (email) values ($1) returning id', [`w${index}@example.com`]))
      .rows[0].id
    const session = (await send('insert into sessions (user_id) values ($1) returning id', [user])).rows[0].id
    return async () => {
      // Conversations that began together would all end together.
      if (pattern === converse) await pause(Math.random() * openMs)
      while (!isStopped) {
        spentMs = 0
        await pattern({ user, session, send }).catch(async (error: Error) => {
          errors.push(error.message)
          await client.query('rollback').catch(() => {})
        })
        transactionMs.push(spentMs)
        await pause(pauseAfterMs(pattern))
      }
      await client.end()
    }
  }

  const loops = await Promise.all(
    patterns.map(async (pattern, index) => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      return run(pattern, client, index)
    }),
  )
  const startedAt = performance.now()
  const running = loops.map((loop) => loop())
  return async () => {
    const seconds = (performance.now() - startedAt) / 1000
    const transactions = transactionMs.length
    isStopped = true
    await Promise.all(running)
    const sorted = statementMs.toSorted((a, b) => a - b)
    const at = (share: number) => round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)
    return {
      errors,
      transactions,
      rate: round(transactions / seconds),
      medianMs: at(0.5),
      p99Ms: at(0.99),
      maxStatementMs: at(1),
      maxTransactionMs: round(Math.max(...transactionMs)),
    }
  }
}

const round = (value: number) => Math.round(value * 10) / 10

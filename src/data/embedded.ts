import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkChannel } from './channel.ts'
import type { Database, Queryable, Transaction } from './database.ts'
import { checkDeadline, within } from './deadline.ts'
import { EmbeddedClient } from './embedded-client.ts'
import { readTemplate } from './embedded-template.ts'
import { makePrivate, makePrivateFolder } from './file-modes.ts'
import { lockFolder } from './folder-lock.ts'

type OnError = (error: Error) => void

/**
 * Opens PostgreSQL in a thread of this process (PGlite), stored in `folder`, or in memory without one. A new
 * database starts from `template`, if given. Throws one line if another process uses the folder; `onError` is
 * called if the thread ends by itself. It has one connection: transactions run one after another, and a
 * statement outside a transaction waits for the open one, so awaiting the former inside the latter deadlocks.
 */
export async function openEmbedded(folder?: string, template?: string, onError?: OnError): Promise<Database> {
  if (folder === undefined) {
    const files = await readTemplate(template)
    return databaseOn(await EmbeddedClient.open({ template: files }, onError), 'in memory', () => {})
  }
  makePrivateFolder(folder)
  const unlock = lockFolder(folder)
  try {
    return databaseOn(await openFolder(folder, template, onError), folder, unlock)
  } catch (error) {
    unlock()
    throw new Error(`The embedded database in ${folder} does not open: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

async function openFolder(folder: string, template?: string, onError?: OnError): Promise<EmbeddedClient> {
  const data = join(folder, 'database')
  // Exists while the files are created: a start that was killed half-way leaves files that look like a
  // database.
  const unfinished = join(folder, 'database.unfinished')
  if (existsSync(unfinished)) rmSync(data, { recursive: true, force: true })
  const isNew = !existsSync(data)
  if (isNew) writeFileSync(unfinished, '')
  const files = isNew ? await readTemplate(template) : undefined
  const client = await EmbeddedClient.open({ dataDir: data, template: files }, onError)
  makePrivate(data)
  if (isNew) rmSync(unfinished)
  return client
}

/** Sends a request: after those before, or as part of a transaction. */
type Run = <Result>(send: () => Promise<Result>) => Promise<Result>

function databaseOn(client: EmbeddedClient, label: string, unlock: () => void): Database {
  let closing: Promise<void> | undefined
  const lock = new Lock()
  const run: Run = async (send) => {
    const release = await lock.acquire()
    try {
      return send()
    } finally {
      client.whenRoom(release)
    }
  }
  const plain = createTransaction(client, run, false)
  const reads = createTransaction(client, run, true)
  const transaction: Database['transaction'] = async (work) => {
    const release = await lock.acquire()
    try {
      return await runInTransaction(client, work)
    } finally {
      release()
    }
  }
  return {
    kind: 'pglite',
    label,
    ...plain,
    reads,
    transaction,
    session: (work) => work({ ...plain, transaction }),
    async listen(channel, onSignal, onConnect) {
      checkChannel(channel)
      const stop = await run(() => client.listen(channel, onSignal))
      onConnect?.()
      return async () => {
        if (!closing) await run(stop)
      }
    },
    close() {
      closing ??= run(() => client.close()).finally(unlock)
      return closing
    },
  }
}

/** A mutex: gives itself to one after another, in the order of their calls. */
class Lock {
  #last: Promise<void> = Promise.resolve()

  /** Resolves with the function that releases the lock. */
  async acquire(): Promise<() => void> {
    const before = this.#last
    let release = () => {}
    this.#last = new Promise((resolve) => {
      release = resolve
    })
    await before
    return release
  }
}

/**
 * Returns the statements of the only connection. A statement that runs cannot be interrupted: with `isAbandoned` the caller is
 * answered at the deadline or on cancellation nevertheless. A write outside transactions is waited for, as it will take effect.
 */
function createTransaction(client: EmbeddedClient, run: Run, isAbandoned: boolean): Transaction {
  const query: Queryable['query'] = async <Row extends object>(
    ...[statement, values = [], deadline, cancellation, meter]: Parameters<Queryable['query']>
  ) => {
    const check = () => {
      checkDeadline(deadline)
      cancellation?.throwIfCancelled()
    }
    check()
    const text = typeof statement === 'string' ? statement : statement.text
    const send = () => {
      check()
      return client.query<Row>(text, values, isAbandoned ? check : undefined, meter)
    }
    if (!isAbandoned) return run(send)
    return within<Row[]>(deadline, (...settle) => void run(send).then(...settle), cancellation)
  }
  return {
    query,
    async script(sql) {
      await run(() => client.script(sql))
    },
  }
}

async function runInTransaction<Result>(
  client: EmbeddedClient,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  let isOpen = true
  const run: Run = async (send) => {
    if (!isOpen) throw new Error('The transaction has ended.')
    return send()
  }
  await client.script('BEGIN')
  try {
    const result = await work(createTransaction(client, run, true))
    isOpen = false
    const command = await client.script('COMMIT')
    if (command !== 'COMMIT') throw new Error('The transaction had failed, so nothing of it was kept.')
    return result
  } catch (error) {
    isOpen = false
    // Nobody waits for it: what follows runs after it.
    client.script('ROLLBACK').catch(() => {})
    throw error
  }
}

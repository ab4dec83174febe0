import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, type Transaction } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import type { ByteMeter } from './byte-meter.ts'
import type { Cancellation } from './cancellation.ts'
import { checkChannel } from './channel.ts'
import type { Database, Transaction as DatabaseTransaction, Statement } from './database.ts'
import { checkDeadline } from './deadline.ts'
import { readTemplate } from './embedded-template.ts'
import { makePrivate, makePrivateFolder } from './file-modes.ts'
import { lockFolder } from './folder-lock.ts'
import { measureJson } from './json.ts'
import { parsers } from './values.ts'

/**
 * Opens PostgreSQL inside this process (PGlite), stored in `folder`, or in memory without one. A new folder
 * starts from `template`, if given. Throws one line if another process uses the folder. It has one
 * connection: transactions run one after another, and a statement outside a transaction waits for the open
 * one, so awaiting the former inside the latter deadlocks.
 */
export async function openEmbedded(folder?: string, template?: string): Promise<Database> {
  if (folder === undefined) return databaseOn(await create(), 'in memory', () => {})
  makePrivateFolder(folder)
  const unlock = lockFolder(folder)
  try {
    return databaseOn(await openFolder(folder, template), folder, unlock)
  } catch (error) {
    unlock()
    throw new Error(`The embedded database in ${folder} does not open: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

async function openFolder(folder: string, template?: string): Promise<PGlite> {
  const data = join(folder, 'database')
  // Exists while the files are created: a start that was killed half-way leaves files that look like a
  // database.
  const unfinished = join(folder, 'database.unfinished')
  if (existsSync(unfinished)) rmSync(data, { recursive: true, force: true })
  const isNew = !existsSync(data)
  if (isNew) writeFileSync(unfinished, '')
  const db = await create(data, isNew ? await readTemplate(template) : undefined)
  makePrivate(data)
  if (isNew) rmSync(unfinished)
  return db
}

async function create(dataDir?: string, loadDataDir?: Blob): Promise<PGlite> {
  const db = await PGlite.create({ dataDir, loadDataDir, extensions: { pg_trgm } })
  await db.exec(`SET TimeZone TO 'UTC'; SET DateStyle TO 'ISO'`)
  return db
}

function databaseOn(db: PGlite, label: string, unlock: () => void): Database {
  let closing: Promise<void> | undefined
  const plain = queryable(db)
  const transaction: Database['transaction'] = (work) => db.transaction((tx) => work(queryable(tx)))
  return {
    kind: 'pglite',
    label,
    ...plain,
    reads: plain,
    transaction,
    session: (work) => work({ ...plain, transaction }),
    async listen(channel, onSignal, onConnect) {
      checkChannel(channel)
      const stop = await db.listen(channel, onSignal)
      onConnect?.()
      return async () => {
        if (!closing) await stop()
      }
    },
    close() {
      closing ??= db.close().finally(unlock)
      return closing
    },
  }
}

function queryable(client: PGlite | Transaction): DatabaseTransaction {
  return {
    async query<Row extends object>(
      statement: Statement | string,
      values: readonly unknown[] = [],
      deadline?: number,
      cancellation?: Cancellation,
      meter?: ByteMeter,
    ) {
      checkDeadline(deadline)
      cancellation?.throwIfCancelled()
      const text = typeof statement === 'string' ? statement : statement.text
      const { rows } = await client.query<Row>(text, [...values], { parsers })
      if (meter) countRows(rows, meter)
      return rows
    },
    async script(sql) {
      await client.exec(sql)
    },
  }
}

/** Counts the strings of a result and its JSON, serialized and parsed; other values are small. */
function countRows(rows: readonly object[], meter: ByteMeter): void {
  for (const row of rows) {
    let bytes = 0
    let keys = 0
    for (const value of Object.values(row)) {
      if (typeof value === 'string') bytes += value.length
      else if (typeof value === 'object' && value !== null) {
        const text = JSON.stringify(value)
        const json = measureJson(text)
        bytes += text.length + json.bytes
        keys += json.keys
      }
    }
    const error = meter.take(bytes, keys)
    if (error) throw error
  }
}

import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, type Transaction, types } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { type ByteMeter, getRowUnits, measureRow } from './byte-meter.ts'
import type { Cancellation } from './cancellation.ts'
import { checkChannel } from './channel.ts'
import type { Database, Transaction as DatabaseTransaction, Statement } from './database.ts'
import { checkDeadline } from './deadline.ts'
import { readTemplate } from './embedded-template.ts'
import { makePrivate, makePrivateFolder } from './file-modes.ts'
import { lockFolder } from './folder-lock.ts'
import { parseJson } from './json.ts'
import { reserve } from './turns.ts'
import { parsers } from './values.ts'

/**
 * Opens PostgreSQL inside this process (PGlite), stored in `folder`, or in memory without one. A new database
 * starts from `template`, if given. Throws one line if another process uses the folder. It has one
 * connection: transactions run one after another, and a statement outside a transaction waits for the open
 * one, so awaiting the former inside the latter deadlocks.
 */
export async function openEmbedded(folder?: string, template?: string): Promise<Database> {
  if (folder === undefined)
    return databaseOn(await create(undefined, await readTemplate(template)), 'in memory', () => {})
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

/**
 * PostgreSQL clears its buffers at each start, which takes longer for its default of 128 MB than everything else together, and keeps
 * that memory. Pages that do not fit are read again from the file system's cache.
 */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']

async function create(dataDir?: string, loadDataDir?: Blob): Promise<PGlite> {
  const db = await PGlite.create({ dataDir, loadDataDir, startParams, extensions: { pg_trgm } })
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
      if (meter) return queryMetered<Row>(client, text, [...values], meter)
      return (await client.query<Row>(text, [...values], { parsers })).rows
    },
    async script(sql) {
      await client.exec(sql)
    },
  }
}

/** The parsers of a result that is counted first: its JSON stays text. */
const uncountedParsers = { ...parsers, [types.JSON]: String, [types.JSONB]: String }

/**
 * Runs a statement, counts its rows while their JSON is text, and parses that, large rows in turns of the event loop. Rejects with
 * `ByteLimitError` before anything is parsed.
 */
async function queryMetered<Row extends object>(
  client: PGlite | Transaction,
  text: string,
  values: unknown[],
  meter: ByteMeter,
): Promise<Row[]> {
  const { rows, fields } = await client.query<Row>(text, values, { parsers: uncountedParsers })
  const units = rows.map((row) => {
    const size = measureRow(toTexts(row))
    const error = meter.take(size.bytes, size.keys)
    if (error) throw error
    return getRowUnits(size)
  })
  const json = fields.filter(({ dataTypeID }) => dataTypeID === types.JSON || dataTypeID === types.JSONB)
  if (json.length === 0) return rows
  for (const [i, row] of rows.entries()) {
    const ofRow = units[i]
    const turn = ofRow ? reserve(ofRow) : undefined
    if (turn) await turn
    const parsed = row as Record<string, unknown>
    for (const { name } of json) {
      const value = parsed[name]
      if (typeof value === 'string') parsed[name] = parseJson(value)
    }
  }
  return rows
}

/** Returns the texts of a row, and their length together; numbers and booleans are small. */
function toTexts(row: object): { readonly length: number; readonly fields: string[] } {
  const fields = Object.values(row).flatMap((value) => {
    if (typeof value === 'string') return [value]
    return typeof value === 'object' && value !== null ? [JSON.stringify(value)] : []
  })
  return { length: fields.reduce((sum, { length }) => sum + length, 0), fields }
}

import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Queryable } from '../../src/data/database.ts'
import {
  findWitness,
  maxConcurrent,
  type SurveyRow,
  survey,
  type WitnessRow,
} from '../../src/live/log-statements.ts'
import { testDatabases } from '../support/database.ts'
import { events, toTopic } from './log-topics.ts'

const at = '2026-01-01T00:00:00.000000Z'
const table =
  'create table application_events (id uuid primary key, run_id uuid, created_at timestamptz, event_type varchar)'

it.each(testDatabases)(
  'a witness is found only if the transactions below it are committed, on $kind',
  async ({ open }) => {
    const database = await open('empty')
    await database.script(table)
    const write = async (sql: Queryable, id = randomUUID()) => {
      const [row] = await sql.query<{ xid: string }>(
        `insert into application_events values ($1, $1, $2) returning pg_current_xact_id()::text as xid`,
        [id, at],
      )
      return Number(row?.xid)
    }
    const committed = await write(database)
    let rolledBack = 0
    const work = database.transaction(async (tx) => {
      rolledBack = await write(tx)
      throw new Error('rolled back')
    })
    await expect(work).rejects.toThrow('rolled back')
    const id = randomUUID()
    const xid = await write(database, id)
    const find = async (...others: number[]) => {
      const values = [id, at, others.map((other) => xid - other)]
      return (await database.query<WitnessRow>(findWitness(toTopic(id, [events]), 0), values))[0]?.xid
    }
    expect(await find()).toBe(String(xid))
    expect(await find(committed)).toBe(String(xid))
    expect(await find(committed, rolledBack)).toBeNull()
    // Of another server, whose numbers were greater.
    expect(await find(-1)).toBeNull()
    await database.close()
  },
)

it.each(testDatabases)(
  'a survey finds the greatest transactions below the witness, at most as many as a cursor has, on $kind',
  async ({ open }) => {
    const database = await open('empty')
    await database.script(table)
    const run = randomUUID()
    const written: string[] = []
    for (let i = 0; i < maxConcurrent + 2; i += 1) {
      const [row] = await database.query<{ xid: string }>(
        `insert into application_events values ($1, $2, $3) returning pg_current_xact_id()::text as xid`,
        [randomUUID(), run, at],
      )
      written.unshift(row?.xid ?? '')
    }
    const [row] = await database.query<SurveyRow>(survey(toTopic(run, [events])), [run, '-infinity'])
    expect(row?.witness_xid).toBe(written[0])
    expect(row?.concurrent).toEqual(written.slice(1, -1))
    await database.close()
  },
)

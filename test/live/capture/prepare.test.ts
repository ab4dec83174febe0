import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { DatabaseUnavailableError } from '../../../src/data/unavailable.ts'
import { prepareCapture } from '../../../src/live/capture/ready.ts'
import { WalSenderStub } from './wal-sender-stub.ts'

const failure = (message: string, code: string) => Object.assign(new Error(message), { code })

/** A database of which a test says what it has. */
function databaseOf(has: { level?: string; publication?: boolean; error?: Error }) {
  const state = { isPublished: has.publication ?? false, installations: 0 }
  const query = async (text: unknown) => {
    if (String(text).includes('wal_level')) return [{ level: has.level ?? 'logical', role: 'clerk' }]
    if (String(text).includes('as mine')) return [{ mine: true }]
    if (String(text).includes('as missing')) return [{ missing: state.isPublished ? 0 : 2 }]
    // Of the slot: its name; there is none.
    return String(text).includes('system_identifier') ? [{ slot: 'the_slot', channel: 'the_channel' }] : []
  }
  const script = async () => {
    if (has.error) throw has.error
    state.installations += 1
    state.isPublished = true
  }
  const session = (work: (session: unknown) => Promise<unknown>) => work({ query, script })
  return { state, database: { kind: 'postgres', query, session } as unknown as Database }
}

describe('what a capture needs', () => {
  let sender: WalSenderStub
  let databaseUrl: string
  beforeEach(async () => {
    sender = new WalSenderStub()
    databaseUrl = await sender.start()
  })
  afterEach(() => sender.stop())

  const complaint = (database: Database, skipMigrations = false) =>
    prepareCapture(database, { databaseUrl, skipMigrations }).then(
      () => undefined,
      (error: Error) => error,
    )

  it('is there where the tables are published and the role may replicate', async () => {
    const { database, state } = databaseOf({ publication: true })
    expect(await complaint(database, true)).toBeUndefined()
    expect(state.installations).toBe(0)
    expect(sender.commands).toEqual(['IDENTIFY_SYSTEM'])
  })

  it('is a WAL that can be decoded', async () => {
    const { database, state } = databaseOf({ level: 'replica' })
    expect((await complaint(database))?.message).toMatch(/needs wal_level = logical .* is replica: [^\n]*$/)
    expect([state.installations, sender.commands]).toEqual([0, []])
  })

  it('is a publication, which is made unless migrations are skipped', async () => {
    const { database, state } = databaseOf({})
    expect((await complaint(database, true))?.message).toMatch(
      /needs a publication \(there is none\): run "ii-gateway signals --install replication"/,
    )
    expect(state.installations).toBe(0)
    expect(await complaint(database)).toBeUndefined()
    expect(state.installations).toBe(1)
  })

  it('is a role that may publish, which is said with what it lacks', async () => {
    const error = failure('must be owner of table runs', '42501')
    const said = await complaint(databaseOf({ error }).database)
    expect(said?.message).toMatch(/needs a publication \(must be owner of table runs\): run "ii-gateway/)
    expect(said?.cause).toBe(error)
    const other = failure('without a primary key', 'P0001')
    expect(await complaint(databaseOf({ error: other }).database)).toBe(other)
  })

  it('is a role that may replicate', async () => {
    sender.refusal = { code: '42501', text: 'permission denied' }
    const said = await complaint(databaseOf({ publication: true }).database)
    expect(said?.message).toMatch(/a role that may replicate: alter role "clerk" replication\.$/)
    expect(said?.cause).toMatchObject({ code: '42501' })
  })

  it('is a server that answers, which is a transient lack', async () => {
    sender.refusal = { code: '53300', text: 'too many connections' }
    const said = await complaint(databaseOf({ publication: true }).database)
    expect(said).toBeInstanceOf(DatabaseUnavailableError)
    expect(said?.message).toMatch(/cannot be read: too many connections$/)
    expect(said?.cause).toMatchObject({ code: '53300' })
  })
})

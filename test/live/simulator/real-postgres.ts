import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import {
  createServerFiles,
  findServer,
  type PostgresServer,
  startServer,
} from '../../support/postgres-server.ts'
import type { Step } from './recorded-postgres.ts'

/** Absent where there is no PostgreSQL server on this machine, or none is wanted. */
export const programs = process.env.TEST_DATABASES === 'pglite' ? undefined : findServer()

// WAL reaches the disk by commits, by what asks for it, and by nothing else; its writer is stopped besides. A switch of
// its file writes no zeros.
const settings = ['bgwriter_lru_maxpages=0', 'autovacuum=off', 'checkpoint_timeout=1h', 'wal_init_zero=off']

const table = `drop table if exists versions;
  create table versions (model text, key text, uid text, primary key (model, key)) with (autovacuum_enabled = off)`
const write = `insert into versions (model, key, uid) values ($1, $2, $3)
  on conflict (model, key) do update set uid = excluded.uid`
const look = `select uid, pg_snapshot_xmin(pg_current_snapshot())::text as horizon
  from (select) one left join versions on true`

type Numbered = { readonly model: number; readonly real: number }

/** A PostgreSQL server to which happens what happened to the model; says where the two differ. */
export class RealPostgres {
  readonly #folder: string
  #server: PostgresServer
  #reader: pg.Client
  #walWriter: number | undefined
  #free: pg.Client[] = []
  /** By the number of the transaction: its connection. */
  #open = new Map<number, pg.Client>()
  /** By the number of a savepoint: its transaction. */
  #parents = new Map<number, number>()
  /** Transactions that are inside of a savepoint. */
  #nested = new Set<number>()
  #numbers: Numbered[] = []

  private constructor(folder: string, server: PostgresServer, reader: pg.Client) {
    this.#folder = folder
    this.#server = server
    this.#reader = reader
  }

  static async create(): Promise<RealPostgres> {
    if (!programs) throw new Error('There is no PostgreSQL server on this machine.')
    const folder = mkdtempSync(join(tmpdir(), 'gateway-replay-'))
    chmodSync(folder, 0o711)
    await createServerFiles(programs.folder, join(folder, 'data'))
    const server = await startServer(programs.folder, join(folder, 'data'), undefined, settings)
    const made = new RealPostgres(folder, server, await connect(server))
    await made.#stopWalWriter()
    return made
  }

  async remove(): Promise<void> {
    await this.#stop(true)
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** Repeats the steps; answers the first difference, or undefined. */
  async replay(steps: readonly Step[]): Promise<string | undefined> {
    await this.#reader.query(table)
    await this.#reader.query('checkpoint')
    this.#numbers = []
    this.#parents.clear()
    const needed = new Set(steps.map((step) => (step.kind === 'start' ? step.copy : undefined)))
    for (const [i, step] of steps.entries()) {
      if (step.kind === 'copy' && !needed.has(step.number)) continue
      const difference = step.kind === 'view' ? await this.#compare(step) : await this.#repeat(step)
      if (difference) return `step ${i} (${JSON.stringify(steps[i - 1])}): ${difference}`
    }
    for (const xid of [...this.#open.keys()]) await this.#end([xid], 'rollback')
    for (const number of needed) if (number !== undefined) rmSync(this.#copyOf(number), { recursive: true })
    return undefined
  }

  async #repeat(step: Exclude<Step, { kind: 'view' }>): Promise<void> {
    if (step.kind === 'begin') await this.#begin(step.xid, step.transaction)
    else if (step.kind === 'write') await this.#write(step.version)
    else if (step.kind === 'commit')
      await this.#end(
        step.xids,
        'commit',
        `set local synchronous_commit = ${step.isSynchronous ? 'on' : 'off'};`,
      )
    else if (step.kind === 'rollBack') await this.#rollBack(step.xids)
    else if (step.kind === 'flush') await this.#reader.query('select pg_switch_wal()')
    else if (step.kind === 'stop') await this.#stop(step.isCrash)
    else if (step.kind === 'copy') this.#copy(step.number)
    else await this.#start(step)
  }

  get #data(): string {
    return join(this.#folder, 'data')
  }

  #copyOf(number: number): string {
    return join(this.#folder, `copy-${number}`)
  }

  /** Copies the data directory: nothing writes to it meanwhile, as the WAL writer is stopped and no statement runs. */
  #copy(number: number): void {
    execFileSync('cp', ['-a', this.#data, this.#copyOf(number)])
    rmSync(join(this.#copyOf(number), 'postmaster.pid'))
  }

  async #begin(xid: number, transaction: number | undefined): Promise<void> {
    if (transaction !== undefined) {
      await this.#leaveSavepoint(transaction, 'release savepoint nested')
      this.#parents.set(xid, transaction)
      this.#nested.add(transaction)
      // It gets its number with its first row, which comes at once.
      await this.#open.get(transaction)?.query('savepoint nested')
      return
    }
    const client = this.#free.pop() ?? (await connect(this.#server))
    this.#open.set(xid, client)
    await client.query('begin')
    const { rows } = await client.query<{ xid: string }>('select pg_current_xact_id()::text as xid')
    this.#numbers.push({ model: xid, real: Number(rows[0]?.xid) })
  }

  async #write({ model, key, uid, xid }: Extract<Step, { kind: 'write' }>['version']): Promise<void> {
    if (!this.#parents.has(xid)) await this.#leaveSavepoint(xid, 'release savepoint nested')
    const client = this.#open.get(this.#parents.get(xid) ?? xid)
    const { rows } = (await client?.query<{ xid: string }>(`${write} returning xmin::text as xid`, [
      model,
      key,
      uid,
    ])) ?? { rows: [] }
    if (this.#parents.has(xid)) this.#numbers.push({ model: xid, real: Number(rows[0]?.xid) })
  }

  async #rollBack(xids: readonly number[]): Promise<void> {
    const [first = 0] = xids
    const transaction = this.#parents.get(first)
    if (transaction === undefined) return this.#end(xids, 'rollback')
    await this.#leaveSavepoint(transaction, 'rollback to savepoint nested; release savepoint nested')
  }

  async #leaveSavepoint(transaction: number, sql: string): Promise<void> {
    if (this.#nested.delete(transaction)) await this.#open.get(transaction)?.query(sql)
  }

  async #end([xid = 0]: readonly number[], how: 'commit' | 'rollback', before = ''): Promise<void> {
    const client = this.#open.get(xid)
    if (!client) throw new Error(`Transaction ${xid} is not open.`)
    await client.query(`${before} ${how}`)
    this.#open.delete(xid)
    this.#nested.delete(xid)
    this.#free.push(client)
  }

  /** It wakes every ten seconds at the latest, and could write what no commit waits for. */
  async #stopWalWriter(): Promise<void> {
    const pid = async () => {
      const { rows } = await this.#reader.query<{ pid: number }>(
        `select pid from pg_stat_activity where backend_type = 'walwriter'`,
      )
      return rows[0]?.pid
    }
    // It begins a moment after the server takes connections.
    while (!this.#walWriter) this.#walWriter = await pid()
    this.#signal('SIGSTOP')
  }

  #signal(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void {
    if (!this.#walWriter) throw new Error('The server has no process that writes WAL.')
    process.kill(this.#walWriter, signal)
  }

  async #stop(isCrash: boolean): Promise<void> {
    this.#signal(isCrash ? 'SIGKILL' : 'SIGCONT')
    this.#walWriter = undefined
    await this.#server.stop(isCrash ? 'SIGQUIT' : 'SIGINT')
    this.#open.clear()
    this.#parents.clear()
    this.#nested.clear()
    this.#free = []
  }

  /** Starts on the files, or on a copy of them, which a standby may have been that is promoted. */
  async #start({ copy, isPromoted }: Extract<Step, { kind: 'start' }>): Promise<void> {
    if (!programs) return
    if (copy !== undefined) {
      rmSync(this.#data, { recursive: true })
      execFileSync('cp', ['-a', this.#copyOf(copy), this.#data])
    }
    if (isPromoted) writeFileSync(join(this.#data, 'standby.signal'), '', { mode: 0o644 })
    this.#server = await startServer(programs.folder, this.#data, this.#server.port, settings)
    this.#reader = await connect(this.#server)
    if (isPromoted) {
      await this.#reader.query('select pg_promote(true, 60)')
      // The one that a promotion asks for would write WAL at a time of its own.
      await this.#reader.query('checkpoint')
    }
    await this.#stopWalWriter()
  }

  async #compare({ uids, horizon }: Extract<Step, { kind: 'view' }>): Promise<string | undefined> {
    const { rows } = await this.#reader.query<{ uid: string | null; horizon: string }>(look)
    const seen = rows.flatMap(({ uid }) => uid ?? []).sort()
    if (seen.join() !== uids.join()) return `the model has ${uids}, the server ${seen}`
    const real = Number(rows[0]?.horizon)
    const differs = this.#numbers.filter((xid) => xid.model < horizon !== xid.real < real)
    if (differs.length > 0) return `below the horizons ${horizon} and ${real}: ${JSON.stringify(differs)}`
    return this.#compareOrder()
  }

  /** Numbers stand in the same order, those that a crash freed and the ones they were given to again, too. */
  #compareOrder(): string | undefined {
    const last = this.#numbers.at(-1)
    if (!last) return undefined
    const differs = this.#numbers.find(
      ({ model, real }) => Math.sign(model - last.model) !== Math.sign(real - last.real),
    )
    return differs && `${JSON.stringify(differs)} and ${JSON.stringify(last)} are in another order`
  }
}

async function connect(server: PostgresServer): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: server.url('postgres') })
  // The server stops under it.
  client.on('error', () => {})
  await client.connect()
  return client
}

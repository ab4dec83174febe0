import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDatabase } from '../../src/data/check.ts'
import { readMigrations } from '../../src/data/migration-files.ts'
import { migrate } from '../../src/data/migrations.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import { postgresOnly } from '../support/database.ts'
import { createServerFiles, findServer, findVersion, startServer } from '../support/postgres-server.ts'
import { administer, databaseUrl } from '../support/templates.ts'
import { poolOptions } from './databases.ts'

// The clients that dump and restore are the machine's own.
const client = findServer()
const onServer = postgresOnly(Boolean(client))
const run = promisify(execFile)

/** Servers to restore on: the run's own, and the newer ones that are installed. */
const targets = [
  { name: 'the same server', binaries: undefined },
  ...[17, 18]
    .filter((version) => version > (client?.version ?? 0))
    .map((version) => ({ name: `PostgreSQL ${version}`, binaries: findVersion(version) }))
    .filter(({ binaries }) => binaries !== undefined),
]

describe.each(onServer)('a dump', ({ create }) => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gateway-restored-'))
    chmodSync(folder, 0o711)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const program = (name: string) => join(client?.folder ?? '', name)
  async function dump(url: string): Promise<string> {
    const { stdout } = await run(program('pg_dump'), ['--no-owner', '--dbname', url], { maxBuffer: 1 << 30 })
    const file = join(folder, 'dump.sql')
    writeFileSync(file, stdout)
    return file
  }
  const restore = (url: string, file: string) =>
    run(program('psql'), ['--quiet', '--set', 'ON_ERROR_STOP=1', '--dbname', url, '--file', file], {
      maxBuffer: 1 << 30,
    })

  describe.each(targets)('restored on $name', ({ name, binaries }) => {
    let serverUrl = ''
    let stop = async () => {}
    beforeAll(async () => {
      if (!binaries) {
        const { config, remove } = await create('empty')
        serverUrl = config.databaseUrl ?? ''
        stop = remove
        return
      }
      const files = join(folder, name)
      await createServerFiles(binaries, files)
      const server = await startServer(binaries, files)
      serverUrl = server.url('postgres')
      stop = server.stop
    })
    afterAll(() => stop())

    async function restored(file: string) {
      const database = `restored_${Math.random().toString(36).slice(2)}`
      await administer(serverUrl, `create database ${database} template template0`)
      const url = databaseUrl(serverUrl, database)
      await restore(url, file)
      const opened = openPostgres(poolOptions(url))
      const close = async () => {
        await opened.close()
        await administer(serverUrl, `drop database ${database}`)
      }
      return { opened, close }
    }

    test('is as the database that it was made of, and has nothing left to be migrated', async () => {
      const { config, remove } = await create('seeded')
      const { opened, close } = await restored(await dump(config.databaseUrl ?? ''))
      expect(await checkDatabase(opened)).toMatchObject({ ok: true, differences: [] })
      expect(await migrate(opened)).toEqual({ baselined: false, applied: [] })
      await close()
      await remove()
    })

    test('of the platform alone is adopted', async () => {
      const { config, remove } = await create('empty')
      const source = openPostgres(poolOptions(config.databaseUrl ?? ''))
      await source.script((await readMigrations())[0]?.sql ?? '')
      // Expressions of every shape that a revision may use, kept as another text after a restore.
      await source.script(`alter table sessions add constraint ck_status check (status in ('pending', 'active', 'pause'));
        create index on run_tasks (session_id) where status not in ('failed', 'completed') and task_type like 'a%'`)
      await source.close()
      const { opened, close } = await restored(await dump(config.databaseUrl ?? ''))
      expect(await migrate(opened)).toMatchObject({ baselined: true })
      const { ok, differences } = await checkDatabase(opened)
      expect(ok).toBe(true)
      expect(differences.map(({ text }) => text)).toEqual([
        'index run_tasks_session_id_idx on run_tasks is not known to the gateway',
        'constraint ck_status on sessions is not known to the gateway',
      ])
      await close()
      await remove()
    })
  })
})

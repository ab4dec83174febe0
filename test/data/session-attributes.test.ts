import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConnector } from '../../src/data/connection.ts'
import { freePort } from '../support/postgres-server.ts'
import { programs, type Replicated, startReplicated } from '../support/replication.ts'
import { administer } from '../support/templates.ts'

const hasPsql = (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'psql')))

describe.skipIf(!programs)('target_session_attrs', () => {
  let servers: Replicated
  /** Ports by the letters that the table has: primary, standby, closed. */
  const ports = { p: '', s: '', c: '' }
  beforeAll(async () => {
    servers = await startReplicated()
    const replica = await servers.addReplica()
    const portOf = (url: string) => new URL(url).port
    Object.assign(ports, {
      p: portOf(servers.primary.url('postgres')),
      s: portOf(replica.url('postgres')),
      c: String(await freePort()),
    })
    await administer(servers.primary.url('postgres'), 'create role reader login')
    await administer(
      servers.primary.url('postgres'),
      'alter role reader set default_transaction_read_only = on',
    )
    await replica.caughtUp()
  })
  afterAll(() => servers.remove())

  const urlOf = (hosts: string, kind: string, user: string) => {
    const list = [...hosts].map((letter) => `127.0.0.1:${ports[letter as keyof typeof ports]}`)
    return `postgresql://${user}@${list.join(',')}/postgres?target_session_attrs=${kind}`
  }
  const letterOf = (port: string | number | undefined) =>
    Object.entries(ports).find(([, one]) => one === String(port))?.[0]

  async function asGateway(url: string) {
    const connector = createConnector({ variable: 'DATABASE_URL', databaseUrl: url, connectTimeoutMs: 3000 })
    const client = await connector.connect(0).catch(() => undefined)
    const { rows } = (await client?.query('select inet_server_port() as port')) ?? {}
    await client?.end()
    return letterOf(rows?.[0]?.port)
  }

  async function asPsql(url: string) {
    const args = ['-X', '-w', '-A', '-t', '-d', url, '-c', 'select inet_server_port()']
    const { stdout } = await promisify(execFile)('psql', args).catch(() => ({ stdout: '' }))
    return letterOf(stdout.trim())
  }

  it.each([
    ['any', 'ps', 'p'],
    ['any', 'sp', 's'],
    ['primary', 'sp', 'p'],
    ['primary', 's', undefined],
    ['standby', 'ps', 's'],
    ['standby', 'p', undefined],
    ['read-write', 'sp', 'p'],
    ['read-write', 'csp', 'p'],
    ['read-write', 'ps', undefined, 'reader'],
    ['read-only', 'ps', 's'],
    ['read-only', 'ps', 'p', 'reader'],
    ['read-only', 'p', undefined],
    ['prefer-standby', 'ps', 's'],
    ['prefer-standby', 'pcs', 's'],
    ['prefer-standby', 'sp', 's'],
    ['prefer-standby', 'p', 'p'],
    ['prefer-standby', 'cp', 'p'],
    ['prefer-standby', 'pc', 'p'],
    ['prefer-standby', 'c', undefined],
  ])(
    '%s among %s (p: primary, s: standby, c: closed) chooses %s',
    async (kind, hosts, chosen, user = 'gateway') => {
      const url = urlOf(hosts, kind, user)
      expect(await asGateway(url)).toBe(chosen)
      if (hasPsql) expect(await asPsql(url)).toBe(chosen)
    },
  )
})

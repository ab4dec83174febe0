import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { runCommand, startCommand } from '../cli/process.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { RestartableGateway } from './reconnect.ts'

describe.each(testDatabases)('ii-gateway logs, on $kind', ({ open }) => {
  let database: Database
  let gateway: RestartableGateway
  beforeAll(async () => {
    database = await open('seeded')
    gateway = new RestartableGateway(database)
    await gateway.start()
  })
  afterAll(async () => {
    await gateway.stop()
    await database.close()
  })

  async function newRun(): Promise<string> {
    const run = randomUUID()
    await database.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'media_generation', 'running')`,
      [run, sessions.research],
    )
    return run
  }
  const happen = (run: string, type: string) =>
    database.query(
      `insert into application_events (event_type, event_group, session_id, run_id) values ($2, 'agent', $3, $1)`,
      [run, type, sessions.research],
    )
  const command = (run: string, token: string) => ['logs', run, '--url', gateway.socketUrl, '--token', token]

  it('follows a run over a restart of the gateway, prints each line once, and ends with the run', async () => {
    const run = await newRun()
    await happen(run, 'one')
    const logs = startCommand(command(run, await signTokenFor(people.demo)), {})
    await logs.writes(/ one /)
    await happen(run, 'two')
    await logs.writes(/ two /)
    await gateway.stop()
    await happen(run, 'three')
    await gateway.start()
    await logs.writes(/ three /)
    await happen(run, 'four')
    await logs.writes(/ four /)
    await database.query(
      `update run_tasks set status = 'failed', error_message = 'no more', updated_at = now() where id = $1`,
      [run],
    )
    const { code, out, err } = await logs.finished
    const dated = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}/
    const lines = out.trim().split('\n')
    for (const line of lines) expect(line).toMatch(dated)
    expect(lines.map((line) => line.replace(dated, '').trim())).toEqual([
      'is running',
      ...['one', 'two', 'three', 'four'].map((type) => expect.stringMatching(`^${type} `)),
      'is failed',
      'ended: failed no more',
    ])
    expect(err).toMatch(/^The connection is gone \(1012 .*\)\.$/m)
    expect(code).toBe(0)
  })

  it('says in one line what it is refused, and exits with 1', async () => {
    const token = await signTokenFor(people.demo)
    expect(await runCommand(command(randomUUID(), token), {})).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^[^\n]*no[^\n]*\n$/i),
    })
  })

  it('gives up when its token does not hold', async () => {
    const { code, err } = await runCommand(command(await newRun(), 'forged'), {})
    expect(code).toBe(1)
    expect(err.trim().split('\n').at(-1)).toMatch(/token|credentials/i)
  })
})

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { signingKey, signToken } from '../../src/auth/token.ts'
import { people, sessions } from '../../src/demo/identities.ts'

const secret = 'a secret of the benchmark alone, of 32 bytes and more'

/** What the watchers of each server send. */
export const documents = {
  listen: '',
  bare: 'subscription { event { n text } }',
  usual: 'subscription { event { n text } }',
  gateway: `subscription ($run: ID!) { runLog(runId: $run) { ... on EventAdded { event { databaseId content } } } }`,
}

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

function start(name: string, env: Record<string, string> = {}): ChildProcess {
  return fork(file(name), {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
  })
}

/** Sends a message to a process; resolves to its next one. */
export async function ask<Answer>(child: ChildProcess, message: object): Promise<Answer> {
  const answer = once(child, 'message')
  child.send(message)
  return (await answer)[0] as Answer
}

/** Starts a server and a process of watchers, and ends both after the work. */
export async function withServer<Answer>(
  name: keyof typeof documents,
  url: string,
  work: (server: ChildProcess, watching: ChildProcess, address: string) => Promise<Answer>,
): Promise<Answer> {
  const server = start(`servers/${name}.ts`, {
    DATABASE_URL: url,
    JWT_SECRET_KEY: secret,
    HOST: '127.0.0.1',
    PORT: '0',
    // All watchers are one user at one address here.
    REQUESTS_PER_MINUTE: '0',
    REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
    SOCKETS_PER_USER: '100000',
    SOCKETS_PER_ADDRESS: '100000',
    CONNECTIONS_PER_ADDRESS: '100000',
    MAX_CONNECTIONS: '100000',
  })
  const [{ port }] = (await once(server, 'message')) as [{ port: number }]
  const watching = start('watchers.ts')
  try {
    return await work(server, watching, `ws://127.0.0.1:${port}/graphql`)
  } finally {
    const stopped = [once(server, 'exit'), once(watching, 'exit')]
    server.kill('SIGKILL')
    watching.kill('SIGKILL')
    await Promise.all(stopped)
  }
}

/** Creates a run that goes on; resolves to its id. */
export async function createRun(database: pg.Client): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `insert into run_tasks (session_id, task_type, status) values ($1, left(gen_random_uuid()::text, 32), 'running') returning id`,
    [sessions.research],
  )
  return rows[0]?.id ?? ''
}

/** Creates the token of the watchers' user. */
export const createToken = () => signToken({ ...people.demo, isAdmin: false }, 1, signingKey(secret))
/** Returns the time in milliseconds, which is comparable between processes. */
export const now = () => performance.timeOrigin + performance.now()

/** Adds one event to each of these runs, in one statement. */
export async function insert(database: pg.Client, runs: readonly string[], content: object): Promise<void> {
  await database.query(
    `insert into application_events (event_type, event_group, session_id, run_id, content)
     select 'bench', 'agent', $1, run, $3 from unnest($2::uuid[]) run`,
    [sessions.research, runs, content],
  )
}

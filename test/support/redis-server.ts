import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from './postgres-server.ts'

/** A running Redis server. */
export type RedisServer = {
  readonly url: string
  /** Ends it, and resolves when it is gone. */
  stop(): Promise<void>
}

/** Whether there is a Redis server on this machine. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** Starts a Redis server, empty and on a free port unless one is given, and resolves when it takes connections. */
export async function startRedisServer(onPort?: number): Promise<RedisServer> {
  const port = onPort ?? (await freePort())
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '']
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] })
  const kill = () => server.kill('SIGKILL')
  process.once('exit', kill)
  const gone = once(server, 'exit').finally(() => process.off('exit', kill))
  let log = ''
  await new Promise<void>((resolve, reject) => {
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      log += text
      if (log.includes('Ready to accept connections')) resolve()
    })
    gone.then(() => reject(new Error(`Redis did not start:\n${log}`)), reject)
  })
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      server.kill('SIGKILL')
      await gone
    },
  }
}

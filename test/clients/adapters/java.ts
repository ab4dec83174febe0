import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type RenameSessionPayload, renameSessionDocument } from '../recipes/rename-session.ts'
import { type SessionsData, sessionsDocument } from '../recipes/sessions.ts'
import { type Connect, type FollowData, followDocument, joinPages } from './adapter.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** True if the machine has a Java Development Kit. */
export const hasJava = spawnSync('javac', ['-version']).status === 0

let classes: string | undefined

/** Compiles the recipe and the program that serves the tests, once. */
function compile(): string {
  if (classes) return classes
  const made = mkdtempSync(join(tmpdir(), 'gateway-java-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  execFileSync('javac', ['-d', made, 'recipes/GatewayClient.java', 'java/Program.java'], { cwd: folder })
  classes = made
  return made
}

/** A Java process that receives by lines what to send, and writes what it received. */
export const java: Connect = async ({ url, signIn }) => {
  const signInServer = createServer(async (_, response) => response.end(await signIn()))
  await once(signInServer.listen(0, '127.0.0.1'), 'listening')
  const signInUrl = `http://127.0.0.1:${(signInServer.address() as AddressInfo).port}`
  const program = spawn('java', ['-XX:TieredStopAtLevel=1', '-cp', compile(), 'Program', url, signInUrl], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let onLine = (_line: string) => {}
  createInterface({ input: program.stdout }).on('line', (line) => onLine(line))
  const command = (name: string, document = '', variables: object = {}) =>
    program.stdin.write(`${name} ${JSON.stringify({ query: document, variables })}\n`)

  const request = async <Data>(document: string, variables: object): Promise<Data> => {
    const answer = new Promise<string>((resolve) => {
      onLine = resolve
    })
    command('send', document, variables)
    const { data, errors } = JSON.parse(await answer)
    if (!data) throw new Error(JSON.stringify(errors))
    return data
  }
  return {
    openList: (start, size) => joinPages(request<SessionsData>, start, size),
    rename: async ({ id, name, version }) =>
      (
        await request<{ renameSession: RenameSessionPayload }>(renameSessionDocument, {
          input: { id, name, expectedVersion: version },
        })
      ).renameSession,
    startReading() {
      command('start', sessionsDocument, { first: 2 })
      return () => command('abort')
    },
    follow(session, onEvent) {
      onLine = (line) => {
        const { event } = (JSON.parse(line) as { data: FollowData }).data.sessionEvents
        if (event) onEvent(event.eventType)
      }
      command('follow', followDocument, { session, after: null })
      return () => program.kill()
    },
    async dispose() {
      const ended =
        program.exitCode === null && program.signalCode === null ? once(program, 'exit') : undefined
      program.stdin.end()
      program.kill()
      await ended
      signInServer.close()
    },
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { commandFile } from '../support/command-file.ts'
import { root } from '../support/prepared.ts'
import { baselineWasm } from '../support/v8-flags.ts'

/** How a process ended: its exit code (null after a signal) and what it wrote. */
export type Finished = { readonly code: number | null; readonly out: string; readonly err: string }

/** A command line process that still runs. */
export type RunningProcess = {
  readonly child: ChildProcess
  /** Resolves with the first match in what it has written so far, or will write. Rejects when it ends before. */
  writes(pattern: RegExp): Promise<RegExpExecArray>
  readonly finished: Promise<Finished>
}

/** Starts the command line as a process of its own, with this environment and nothing of the test's own but the path. */
export function startCommand(args: readonly string[], env: Record<string, string>): RunningProcess {
  const flags = [...baselineWasm, '--enable-source-maps']
  const child = spawn(process.execPath, [...flags, commandFile, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
    child.emit('written')
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text
  })
  const finished = once(child, 'close').then(([code]): Finished => ({ code, out, err }))

  async function writes(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(out)
      if (match) return match
      await Promise.race([
        once(child, 'written'),
        finished.then(({ code }) => {
          throw new Error(`It ended with ${code} and never wrote ${pattern}:\n${out}${err}`)
        }),
      ])
    }
  }
  return { child, writes, finished }
}

/** Runs a command to its end. */
export const runCommand = (args: readonly string[], env: Record<string, string> = {}): Promise<Finished> =>
  startCommand(args, env).finished

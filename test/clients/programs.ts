import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Makes a folder from which the packages of test/clients are found. */
export function makeFolder(prefix: string): string {
  mkdirSync(join(here, 'generated'), { recursive: true })
  return mkdtempSync(join(here, `generated/${prefix}-`))
}

/** Runs a program of test/clients/node_modules in a folder. Rejects with its output if it fails. */
export async function runProgram(folder: string, program: string, ...args: string[]): Promise<void> {
  const path = join(here, 'node_modules/.bin', program)
  await promisify(execFile)(path, args, { cwd: folder }).catch(
    (error: { stdout: string; stderr: string }) => {
      throw new Error(`${program} failed:\n${error.stdout}${error.stderr}`)
    },
  )
}

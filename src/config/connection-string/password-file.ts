import { readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** What a line of a password file is compared with. */
export type PasswordKey = {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

/**
 * Returns the password of the first line of a password file (`host:port:database:user:password`) that matches. Throws an
 * error for people if there is none, or if libpq ignores the file, as others may read it.
 */
export function findPassword(path: string | undefined, key: PasswordKey): string {
  const file = path || join(homedir(), '.pgpass')
  const missing = 'The server asks for a password, and none is set'
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat) throw new Error(`${missing}; there is no password file ${file}.`)
  if (!stat.isFile()) throw new Error(`${missing}; the password file ${file} is not a plain file.`)
  if (process.platform !== 'win32' && stat.mode & 0o077)
    throw new Error(`${missing}; the password file ${file} is ignored, as others have access: chmod 0600.`)
  const wanted = [key.host, String(key.port), key.database, key.user]
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    const [, ...fields] = line.startsWith('#') ? [] : (linePattern.exec(line) ?? [])
    const password = fields[4]
    const isMatch = wanted.every((text, i) => fields[i] === '*' || unescapeField(fields[i] ?? '') === text)
    if (!isMatch) continue
    if (password) return unescapeField(password)
    break
  }
  throw new Error(`${missing}; the password file ${file} has none for it.`)
}

/** Four fields that colons end, and the password, which ends at a colon or with the line. `\` escapes. */
const linePattern = new RegExp(
  `^${String.raw`((?:[^:\\]|\\.)*):`.repeat(4)}${String.raw`((?:[^:\\]|\\.?)*)`}`,
  's',
)

const unescapeField = (text: string) => text.replace(/\\(.)/gs, '$1')

import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ConnectionStringError, type Parameters } from './keywords.ts'

/** Where Debian's libpq looks for the service file of the system, unless PGSYSCONFDIR names a folder. */
const systemFolder = '/etc/postgresql-common'

/**
 * Returns the parameters of a service: from the user's service file, or the system's where the first does not have it.
 * Throws `ConnectionStringError` for a service that neither defines.
 */
export function readService(name: string, file: string | undefined, env: NodeJS.ProcessEnv): Parameters {
  const own = file || join(homedir(), '.pg_service.conf')
  const system = join(env.PGSYSCONFDIR || systemFolder, 'pg_service.conf')
  const found = findService(name, own, file !== undefined) ?? findService(name, system, false)
  if (!found) throw new ConnectionStringError(`names service ${JSON.stringify(name)}, which is not defined`)
  return found
}

/** Reads one section of a file. Undefined if the file or the section does not exist. */
function findService(name: string, path: string, isRequired: boolean): Parameters | undefined {
  const text = read(path, isRequired)
  if (text === undefined) return undefined
  const found: Record<string, string> = {}
  let isInside = false
  for (const [i, line] of text
    .split('\n')
    .map((one) => one.trim())
    .entries()) {
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('[')) {
      if (isInside) break
      isInside = line.startsWith(`[${name}]`)
    } else if (isInside) {
      const [, keyword = '', value = ''] = /^([^=]*)=(.*)$/s.exec(line) ?? []
      checkLine(keyword, line, `line ${i + 1} of ${path}`)
      found[keyword] ??= value
    }
  }
  return isInside ? found : undefined
}

function checkLine(keyword: string, line: string, where: string): void {
  if (line.startsWith('ldap'))
    throw new ConnectionStringError(`has an LDAP service, which is not supported (${where})`)
  if (keyword === '')
    throw new ConnectionStringError(`has a service with a line that is not keyword=value (${where})`)
  if (keyword === 'service' || keyword === 'servicefile')
    throw new ConnectionStringError(`has a service that names a service (${where})`)
}

function read(path: string, isRequired: boolean): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (!isRequired && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new ConnectionStringError(`has a service file that cannot be read: ${(error as Error).message}`)
  }
}

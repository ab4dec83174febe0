import pg from 'pg'
import { readConnectionUrl } from './connection-url.ts'
import { parsers } from './values.ts'

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) ||
    pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** How every connection to PostgreSQL is made, and where to, for people. `settings` are of the server, for it alone. */
export function connectionTo(
  databaseUrl: string,
  connectTimeoutMs: number,
  settings: Readonly<Record<string, string>> = {},
): { readonly config: pg.ClientConfig; readonly label: string } {
  const { url, options: own, label } = readConnectionUrl(databaseUrl)
  // Prisma takes every time for UTC, and the parsers here read the ISO style.
  const all = { TimeZone: 'UTC', DateStyle: 'ISO', ...settings }
  const given = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`)
  const config = {
    connectionString: url,
    options: [own, ...given].join(' ').trim(),
    fallback_application_name: 'ii-agent-gateway',
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types,
  }
  return { config, label }
}

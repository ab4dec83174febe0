import { ConnectionStringError, type Parameters } from './keywords.ts'

const scheme = /^postgres(?:ql)?(\+\w+)?:\/\//

/** Whether a text begins as a URI of PostgreSQL does, perhaps with the driver that SQLAlchemy names. */
export const isUri = (text: string): boolean => scheme.test(text)

/**
 * Reads a connection string as libpq does: a URI, or `keyword=value` pairs. Besides, takes SQLAlchemy's
 * `postgresql+asyncpg://` and asyncpg's `ssl=`. Throws `ConnectionStringError`.
 */
export function parseConnectionString(text: string): Parameters {
  if (isUri(text)) return parseUri(text.replace(scheme, ''))
  if (!text.includes('://') && text.includes('=')) return parsePairs(text)
  throw new ConnectionStringError(
    'must be a PostgreSQL URL such as postgresql://user:password@host:5432/name',
  )
}

/** `[user[:password]@][host[:port],…][/dbname][?keyword=value&…]`, as libpq's `conninfo_uri_parse_options` scans it. */
function parseUri(text: string): Parameters {
  const found: Record<string, string> = {}
  // Credentials end at the first @ that no slash precedes, whatever else they have in them.
  const [, credentials, rest = ''] = /^(?:([^@/]*)@)?(.*)$/s.exec(text) ?? []
  if (credentials !== undefined) {
    const [, user = '', password] = /^([^:]*)(?::(.*))?$/s.exec(credentials) ?? []
    if (user) found.user = decode(user)
    if (password) found.password = decode(password)
  }
  const { hosts, ports, end } = scanHosts(rest)
  if (hosts.some(Boolean)) found.host = hosts.map(decode).join(',')
  if (ports.some(Boolean)) found.port = ports.map(decode).join(',')
  const [, name, query] = /^(?:\/([^?]*))?(?:\?(.*))?$/s.exec(rest.slice(end)) ?? []
  if (name) found.dbname = decode(name)
  return { ...found, ...parseQuery(query ?? '') }
}

const address = /(?:\[([^\]]*)\]|([^:/?,[]*))(?::([^/?,]*))?/y

function scanHosts(text: string): { hosts: string[]; ports: string[]; end: number } {
  const hosts: string[] = []
  const ports: string[] = []
  let end = 0
  for (;;) {
    address.lastIndex = end
    const [whole = '', bracketed, plain = '', port = ''] = address.exec(text) ?? []
    if (bracketed === '') throw new ConnectionStringError('has an empty IPv6 address')
    hosts.push(bracketed ?? plain)
    ports.push(port)
    end += whole.length
    if (text[end] !== ',') break
    end += 1
  }
  if (end < text.length && text[end] !== '/' && text[end] !== '?')
    throw new ConnectionStringError('has an IPv6 address without its end, or something behind it')
  return { hosts, ports, end }
}

function parseQuery(text: string): Parameters {
  const found: Record<string, string> = {}
  if (text === '') return found
  for (const pair of text.split('&')) {
    const [key = '', value, ...more] = pair.split('=')
    if (value === undefined || more.length > 0)
      throw new ConnectionStringError(
        'has a parameter that is not keyword=value (= in a value is written %3D)',
      )
    const [keyword, text] = [decode(key), decode(value)]
    if (keyword === 'ssl') found.sslmode = sslModes[text] ?? text
    // Of another reader, for which modes meant something else.
    else if (keyword !== 'uselibpqcompat') found[keyword] = text
  }
  return found
}

/** `ssl=true` of JDBC, and what drivers of Python and Node take besides modes. */
const sslModes: Readonly<Record<string, string>> = {
  true: 'require',
  1: 'require',
  false: 'disable',
  0: 'disable',
}

function decode(text: string): string {
  if (/%(?![0-9a-f]{2})|%00/i.test(text))
    throw new ConnectionStringError('has a % that is no escape (% itself is written %25)')
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ConnectionStringError('has an escape that is not UTF-8')
  }
}

const pair =
  /\s*(?<keyword>[^=\s]+)\s*=\s*(?:'(?<quoted>(?:[^'\\]|\\.)*)'|(?<plain>(?:[^\s'\\]|\\.)(?:[^\s\\]|\\.)*)?)(?:\s+|$)/sy

/** `keyword=value` pairs with blanks between them; values in single quotes may have blanks, `\` escapes. */
function parsePairs(text: string): Parameters {
  const found: Record<string, string> = {}
  pair.lastIndex = 0
  while (pair.lastIndex < text.trimEnd().length) {
    const groups = pair.exec(text)?.groups
    if (!groups?.keyword) throw new ConnectionStringError('has a parameter that is not keyword=value')
    const value = groups.quoted ?? groups.plain ?? ''
    found[groups.keyword] = value.replace(/\\(.)/gs, '$1')
  }
  return found
}

/**
 * Converts a PostgreSQL URL from II-Agent's configuration to one that `pg` accepts, and a label without the
 * password. Accepts `postgres://`, `postgresql://` and SQLAlchemy's `postgresql+asyncpg://`. `ssl=require`
 * (asyncpg) is equivalent to `sslmode=require`, and SSL modes have libpq's meaning.
 */
export function readConnectionUrl(databaseUrl: string): { url: string; options: string; label: string } {
  const url = new URL(databaseUrl.replace(/^postgres(ql)?(\+\w+)?:/, 'postgresql:'))
  const { searchParams } = url
  const ssl = searchParams.get('ssl')
  if (ssl !== null && !['true', 'false', '1', '0'].includes(ssl)) {
    searchParams.delete('ssl')
    searchParams.set('sslmode', ssl)
  }
  if (searchParams.has('sslmode') && !searchParams.has('uselibpqcompat'))
    searchParams.set('uselibpqcompat', 'true')
  const options = searchParams.get('options') ?? ''
  // The URL's `options` would replace the gateway's own, so both are concatenated.
  searchParams.delete('options')
  const host = searchParams.get('host') ?? decodeURIComponent(url.hostname)
  const label = `${host || 'localhost'}:${url.port || '5432'}${decodeURIComponent(url.pathname) || '/'}`
  return { url: url.href, options, label }
}

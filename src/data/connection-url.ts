/**
 * Makes of a PostgreSQL URL, as people copy it from II-Agent's configuration, one that `pg` reads, and a label without
 * the password. Takes `postgres://`, `postgresql://` and SQLAlchemy's `postgresql+asyncpg://`; `ssl=require` (asyncpg)
 * means the same as `sslmode=require`, and SSL modes mean what they mean to PostgreSQL's own tools.
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
  // What a URL says about options would replace the gateway's own, so both are put together.
  searchParams.delete('options')
  const host = searchParams.get('host') ?? decodeURIComponent(url.hostname)
  const label = `${host || 'localhost'}:${url.port || '5432'}${decodeURIComponent(url.pathname) || '/'}`
  return { url: url.href, options, label }
}

import type { Config } from '../config.ts'

/** True if the gateway serves a host (with or without a port, in lower case). */
export type HostCheck = (host: string) => boolean

export const foreignHost = 'The gateway does not answer for this host. Name it in ALLOWED_HOSTS.'

const loopback = ['localhost', '127.0.0.1', '[::1]']
const everyAddress = ['0.0.0.0', '::']

/**
 * Creates a check for the hosts of `ALLOWED_HOSTS`, the machine's own names and the listening address. With
 * the embedded database the gateway trusts pages of its own machine, so that DNS rebinding must be prevented.
 * With a configured database and no `ALLOWED_HOSTS`, all hosts are served.
 */
export function createHostCheck({
  mode,
  host,
  allowedHosts,
}: Pick<Config, 'mode' | 'host' | 'allowedHosts'>): HostCheck {
  if (mode === 'postgres' && allowedHosts.length === 0) return () => true
  const own = everyAddress.includes(host) ? [] : [host.includes(':') ? `[${host}]` : host.toLowerCase()]
  const allowed = new Set([...loopback, ...allowedHosts, ...own])
  return (named) => allowed.has(named.replace(/:\d*$/, ''))
}

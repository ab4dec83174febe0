import type { Config } from '../config.ts'

/** Whether a gateway answers for a host (with or without a port, in lower case). */
export type HostCheck = (host: string) => boolean

export const foreignHost = 'The gateway does not answer for this host. Name it in ALLOWED_HOSTS.'

const loopback = ['localhost', '127.0.0.1', '[::1]']
const everyAddress = ['0.0.0.0', '::']

/**
 * The hosts of `ALLOWED_HOSTS`, this machine's own names, and the address that is listened on. Without a database of its own
 * the gateway trusts its own machine's pages, and a foreign page whose name was pointed at this machine (DNS rebinding) is not
 * one of them. With a database and without `ALLOWED_HOSTS`, every host is answered.
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

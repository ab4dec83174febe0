import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import proxyAddress from 'proxy-addr'

/** Tells from which address a request comes, in the form in which addresses are counted. */
export type AddressOf = (request: IncomingMessage) => string

/**
 * The client's address: that of the connection or, where that is a trusted proxy's, what the proxy says in
 * `X-Forwarded-For`, without the port that some proxies write beside it: each connection has another. Of an IPv6
 * address, the first 64 bits: one client has all of the others.
 */
export function addressReader(trustedProxies: readonly string[]): AddressOf {
  const trusted = proxyAddress.compile([...trustedProxies])
  return (request) => {
    const address = proxyAddress(request, trusted) ?? ''
    const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/i.exec(address)?.[1]
    const v6 = /^\[?([^[\]]+)(?:\]:\d+|\])?$/.exec(address)?.[1] ?? address
    return v4 ?? (isIPv6(v6) ? network(v6) : address)
  }
}

function network(address: string): string {
  const [before = '', after] = address.split('::')
  const groups = before.split(':').filter(Boolean)
  const rest = after?.split(':').filter(Boolean) ?? []
  const zeros = Array.from({ length: Math.max(8 - groups.length - rest.length, 0) }, () => '0')
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':')
}

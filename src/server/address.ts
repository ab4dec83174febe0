import type { IncomingMessage } from 'node:http'
import { isIPv6, type Socket } from 'node:net'
import proxyAddress from 'proxy-addr'

/** Returns the client address of a request, normalized for counting. */
export type AddressOf = (request: IncomingMessage) => string

/**
 * Creates a function that returns the client's address: the connection's or, behind a trusted proxy, the one
 * in `X-Forwarded-For` without its port. IPv6 addresses are reduced to their /64 prefix, which is assigned to
 * one client.
 */
export function createAddressReader(trustedProxies: readonly string[]): AddressOf {
  if (trustedProxies.length === 0) return ({ socket }) => normalize(socket.remoteAddress ?? '')
  const trusted = proxyAddress.compile([...trustedProxies])
  return (request) => normalize(proxyAddress(request, trusted) ?? '')
}

/** Returns the address of a connection, normalized for counting; undefined if a trusted proxy opened it. */
export type PeerOf = (socket: Socket) => string | undefined

/** Creates a function that returns the address of the other end of a connection. */
export function createPeerReader(trustedProxies: readonly string[]): PeerOf {
  const isTrusted = proxyAddress.compile([...trustedProxies])
  return ({ remoteAddress = '' }) => (isTrusted(remoteAddress, 0) ? undefined : normalize(remoteAddress))
}

function normalize(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/i.exec(address)?.[1]
  const v6 = /^\[?([^[\]]+)(?:\]:\d+|\])?$/.exec(address)?.[1] ?? address
  return v4 ?? (isIPv6(v6) ? network(v6) : address)
}

function network(address: string): string {
  const [before = '', after] = address.split('::')
  const groups = before.split(':').filter(Boolean)
  const rest = after?.split(':').filter(Boolean) ?? []
  const zeros = Array.from({ length: Math.max(8 - groups.length - rest.length, 0) }, () => '0')
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':')
}

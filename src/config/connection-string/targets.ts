import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import type pg from 'pg'
import { ConnectionStringError, checkParameters, type Parameters, withEnvironment } from './keywords.ts'
import { parseConnectionString } from './parse.ts'
import { tlsAttempts } from './tls.ts'

/** One way to connect: an address, with TLS or without. */
export type Target = Pick<pg.ClientConfig, 'host' | 'port' | 'ssl'>

/** What a connection string says, in the driver's terms. */
export type ConnectionSettings = {
  /** All ways to connect, in the order in which they are tried; at least one. */
  readonly targets: readonly Target[]
  readonly config: pg.ClientConfig
  readonly sessionAttributes: string
  /** Hosts, ports and database, for people. Never a password. */
  readonly label: string
}

const defaultPort = '5432'
const socketFolders = ['/var/run/postgresql', '/tmp']

/** Reads a connection string as libpq does, with its environment variables. Throws `ConnectionStringError`. */
export function readConnectionString(text: string, env: NodeJS.ProcessEnv = process.env): ConnectionSettings {
  const given = parseConnectionString(text)
  checkParameters(given)
  const all = withEnvironment(given, env)
  const user = all.user ?? userInfo().username
  const database = all.dbname ?? user
  const addresses = readAddresses(all)
  return {
    targets: inOrder(addresses, all).flatMap(({ host, port, serverName }) =>
      (host.startsWith('/') ? [false as const] : tlsAttempts(all, serverName)).map((ssl) => ({
        host,
        port,
        ssl,
      })),
    ),
    config: {
      user,
      database,
      // Undefined is looked up in the environment by the driver, which has been done.
      ...(all.password !== undefined && { password: all.password }),
      ...(all.options !== undefined && { options: all.options }),
      application_name: all.application_name ?? all.fallback_application_name ?? 'ii-agent-gateway',
      keepAlive: all.keepalives !== '0',
      ...(all.sslnegotiation === 'direct' && { sslnegotiation: 'direct' as const }),
      ...(all.channel_binding === 'require' && { enableChannelBinding: true }),
      ...timeouts(all),
    },
    sessionAttributes: all.target_session_attrs ?? 'any',
    label: `${addresses.map(({ name, port }) => `${name}:${port}`).join(',')}/${database}`,
  }
}

type Address = { name: string; host: string; port: number; serverName: string }

/** Hosts with their addresses and ports: as many ports as hosts, or one for all. */
function readAddresses({ host, hostaddr, port = defaultPort }: Parameters): Address[] {
  const addresses = hostaddr?.split(',') ?? []
  const hosts = host?.split(',') ?? addresses.map(() => '')
  const ports = port.split(',')
  if (addresses.length > 0 && addresses.length !== hosts.length)
    throw new ConnectionStringError('has not as many values of hostaddr as of host')
  const names = hosts.length > 0 ? hosts : ['']
  if (ports.length > 1 && ports.length !== names.length)
    throw new ConnectionStringError('has not as many ports as hosts')
  return names.map((name, i) => {
    const text = (ports.length === 1 ? ports[0] : ports[i]) || defaultPort
    if (!/^\s*\d+\s*$/.test(text) || Number(text) < 1 || Number(text) > 65_535)
      throw new ConnectionStringError('has a port that is no number from 1 to 65535')
    const target = addresses[i] || name || localHost(text)
    return { name: name || target, host: target, port: Number(text), serverName: addresses[i] ? name : '' }
  })
}

/** Where libpq connects without a host: the socket of a server on this machine. */
function localHost(port: string): string {
  return socketFolders.find((folder) => existsSync(`${folder}/.s.PGSQL.${port}`)) ?? 'localhost'
}

function inOrder(addresses: readonly Address[], { load_balance_hosts }: Parameters): readonly Address[] {
  if (load_balance_hosts !== 'random') return addresses
  return addresses
    .map((one) => ({ one, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

/** `connect_timeout` is at least two seconds; zero, for ever, is left to the gateway's own bound. */
function timeouts({ connect_timeout, keepalives_idle }: Parameters): pg.ClientConfig {
  const seconds = (keyword: string, text: string | undefined) => {
    if (text === undefined) return 0
    if (!/^\s*-?\d+\s*$/.test(text))
      throw new ConnectionStringError(`has a ${keyword} that is no whole number`)
    return Number(text)
  }
  const wait = seconds('connect_timeout', connect_timeout)
  const idle = seconds('keepalives_idle', keepalives_idle)
  return {
    ...(wait > 0 && { connectionTimeoutMillis: Math.max(wait, 2) * 1000 }),
    keepAliveInitialDelayMillis: idle > 0 ? idle * 1000 : 10_000,
  }
}

import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import type pg from 'pg'
import { type AuthenticationRules, readAuthenticationRules } from './authentication.ts'
import { ConnectionStringError, checkParameters, type Parameters } from './keywords.ts'
import { parseConnectionString } from './parse.ts'
import { findPassword } from './password-file.ts'
import { addDefaults } from './sources.ts'
import { listTlsAttempts } from './tls.ts'

/** One way to connect: an address, with TLS or without, the password there, and what the server must be. */
export type Target = Pick<pg.ClientConfig, 'host' | 'port' | 'ssl' | 'password' | 'enableChannelBinding'> & {
  /** A value of `target_session_attrs` other than `prefer-standby`. */
  readonly sessionAttributes: string
  readonly authentication: AuthenticationRules | undefined
}

/** What a connection string says, in the driver's terms. */
export type ConnectionSettings = {
  /** All ways to connect, in the order in which they are tried; at least one. */
  readonly targets: readonly Target[]
  readonly config: pg.ClientConfig
  /** Hosts, ports and database, for people. Never a password. */
  readonly label: string
}

const defaultPort = '5432'
const socketFolders = ['/var/run/postgresql', '/tmp']

/**
 * Reads a connection string as libpq does, with its environment variables, service file and password file. Throws
 * `ConnectionStringError`.
 */
export function readConnectionString(text: string, env: NodeJS.ProcessEnv = process.env): ConnectionSettings {
  const { values, addSource } = addDefaults(parseConnectionString(text), env)
  try {
    checkParameters(values)
    // An empty value hides other sources, and stands for libpq's default.
    return toSettings(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')))
  } catch (error) {
    throw addSource(error)
  }
}

function toSettings(all: Parameters): ConnectionSettings {
  const user = all.user ?? operatingSystemUser()
  const database = all.dbname ?? user
  const addresses = readAddresses(all)
  const targets = inOrder(addresses, all).flatMap((address) => targetsAt(address, { ...all, user, database }))
  return {
    targets: sessionPasses(all).flatMap((sessionAttributes) =>
      targets.map((target) => ({ ...target, sessionAttributes })),
    ),
    config: {
      user,
      database,
      ...(all.options !== undefined && { options: all.options }),
      application_name: all.application_name ?? all.fallback_application_name ?? 'ii-agent-gateway',
      keepAlive: all.keepalives !== '0',
      ...(all.sslnegotiation === 'direct' && { sslnegotiation: 'direct' as const }),
      ...timeouts(all),
    },
    label: `${addresses.map(({ name, port }) => `${name}:${port}`).join(',')}/${database}`,
  }
}

/** `prefer-standby` looks for a standby among all hosts, and then takes any. */
function sessionPasses({ target_session_attrs = 'any' }: Parameters): readonly string[] {
  return target_session_attrs === 'prefer-standby' ? ['standby', 'any'] : [target_session_attrs]
}

/** The attempts at one address, with TLS and without. A missing password is looked up when the server asks for it. */
function targetsAt(
  { host, port, serverName, passwordHost }: Address,
  all: Parameters & { readonly user: string; readonly database: string },
): Omit<Target, 'sessionAttributes'>[] {
  const { user, database } = all
  const key = { host: passwordHost, port, database, user }
  const password = all.password ?? (() => findPassword(all.passfile, key))
  const authentication = readAuthenticationRules(all)
  const attempts = host.startsWith('/') ? [false as const] : listTlsAttempts(all, serverName)
  return attempts.map((ssl) => ({
    host,
    port,
    ssl,
    password,
    enableChannelBinding: ssl !== false && all.channel_binding !== 'disable',
    authentication,
  }))
}

function operatingSystemUser(): string {
  try {
    return userInfo().username
  } catch {
    throw new ConnectionStringError('names no user, and the user of this process has no name')
  }
}

type Address = { name: string; host: string; port: number; serverName: string; passwordHost: string }

/** Hosts with their addresses and ports: as many ports as hosts, or one for all. */
function readAddresses({ host, hostaddr, port = defaultPort }: Parameters): Address[] {
  const addresses = hostaddr?.split(',') ?? []
  const hosts = host?.split(',') ?? addresses.map(() => '')
  const ports = port.split(',')
  if (addresses.length > 0 && addresses.length !== hosts.length)
    throw new ConnectionStringError('has not as many values of hostaddr as of host', 'hostaddr')
  const names = hosts.length > 0 ? hosts : ['']
  if (ports.length > 1 && ports.length !== names.length)
    throw new ConnectionStringError('has not as many ports as hosts', 'port')
  return names.map((name, i) => {
    const text = (ports.length === 1 ? ports[0] : ports[i]) || defaultPort
    if (!/^\s*\d+\s*$/.test(text) || Number(text) < 1 || Number(text) > 65_535)
      throw new ConnectionStringError('has a port that is no number from 1 to 65535', 'port')
    const target = addresses[i] || name || localHost(text)
    const serverName = addresses[i] ? name : ''
    const passwordHost = toPasswordHost(name || addresses[i] || '')
    return { name: name || target, host: target, port: Number(text), serverName, passwordHost }
  })
}

/** The host that a password file has for a connection: `localhost` for the default sockets. */
const toPasswordHost = (name: string) => (name === '' || socketFolders.includes(name) ? 'localhost' : name)

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
      throw new ConnectionStringError(`has a ${keyword} that is no whole number`, keyword)
    return Number(text)
  }
  const wait = seconds('connect_timeout', connect_timeout)
  const idle = seconds('keepalives_idle', keepalives_idle)
  return {
    ...(wait > 0 && { connectionTimeoutMillis: Math.max(wait, 2) * 1000 }),
    keepAliveInitialDelayMillis: idle > 0 ? idle * 1000 : 10_000,
  }
}

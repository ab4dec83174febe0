import { hostname } from 'node:os'
import pg from 'pg'
import { LogicalReplicationService, type Pgoutput, PgoutputPlugin } from 'pg-logical-replication'
import { createGuardedConnection } from './authentication-guard.ts'
import { parseConnection } from './connection.ts'
import { asStartupOptions, createSessionSettings } from './session-settings.ts'

const connectTimeoutMs = 5_000
/**
 * wal_sender_timeout: the server disconnects a reader that is silent for this time, and requests a reply
 * after half of it.
 */
const serverPatienceMs = 5_000
/** A server that is silent for longer is considered lost. */
const readerPatienceMs = 8_000

/**
 * Connection options without timeouts, because creating a slot waits for old transactions. `application_name`
 * identifies the reader in `pg_stat_replication`. Settings are start-up options, because the library opens
 * the connection itself.
 */
function connection(databaseUrl: string) {
  const { config, targets } = parseConnection(databaseUrl, connectTimeoutMs)
  const wire = { ...config, ...targets.current }
  const settings = asStartupOptions({
    ...createSessionSettings(0),
    wal_sender_timeout: `${serverPatienceMs}`,
  })
  return {
    ...wire,
    ...createGuardedConnection(wire, targets.current?.authentication),
    options: `${config.options ?? ''} ${settings}`.trim(),
    application_name: `ii-agent-gateway ${process.pid}@${hostname()}`,
    replication: 'database',
  }
}

/** Runs one replication command on a new connection. Rejects if the role lacks REPLICATION. */
async function command(databaseUrl: string, text: string, signal?: AbortSignal): Promise<void> {
  const { targets } = parseConnection(databaseUrl, connectTimeoutMs)
  await targets.attempt(() => commandOnce(databaseUrl, text, signal))
}

async function commandOnce(databaseUrl: string, text: string, signal?: AbortSignal): Promise<void> {
  const { targets } = parseConnection(databaseUrl, connectTimeoutMs)
  const target = targets.current
  const client = new pg.Client(connection(databaseUrl))
  // The command's promise reports the error.
  client.on('error', () => {})
  const end = () => void client.end().catch(() => {})
  signal?.addEventListener('abort', end, { once: true })
  try {
    await client.connect().catch((error: Error) => {
      targets.fail(target)
      client.connection.stream.destroy()
      throw error
    })
    await client.query(text)
  } finally {
    signal?.removeEventListener('abort', end)
    await client.end().catch(() => {})
  }
}

/** Rejects unless the role may read the database's WAL. */
export const checkReplication = (databaseUrl: string): Promise<void> =>
  command(databaseUrl, 'IDENTIFY_SYSTEM')

/** Creates a slot. Waits until every currently open transaction has ended, or until the signal aborts. */
export const createSlot = (databaseUrl: string, slot: string, signal: AbortSignal): Promise<void> =>
  command(databaseUrl, `CREATE_REPLICATION_SLOT "${slot}" LOGICAL pgoutput`, signal)

/** The events of a slot reader. */
export type SlotEvents = {
  /** The slot is now acquired exclusively. */
  onStart(): void
  /** Receives the messages of committed transactions, in commit order. */
  onMessage(message: Pgoutput.Message): void
  /**
   * Called when all changes before a WAL position were delivered; returns the position up to which they are
   * processed.
   */
  onPosition(position: string): string
  /** Reading failed, or another reader holds the slot. */
  onEnd(error: unknown): void
}

const nothing: Pgoutput.MessageOrigin = { tag: 'origin', originLsn: null, originName: '' }

/** Reports parse errors through `onEnd`; the library would throw them uncaught and end the process. */
class Parser extends PgoutputPlugin {
  readonly #onEnd: SlotEvents['onEnd']

  constructor(publication: string, onEnd: SlotEvents['onEnd']) {
    super({ protoVersion: 1, publicationNames: [publication] })
    this.#onEnd = onEnd
  }

  override parse(bytes: Buffer): Pgoutput.Message {
    try {
      return super.parse(bytes)
    } catch (error) {
      this.#onEnd(error)
      return nothing
    }
  }
}

/**
 * The exclusive reader of a logical replication slot. Changes that are not confirmed are delivered again to
 * the next reader.
 */
export class SlotReader {
  readonly #service: LogicalReplicationService
  readonly #onEnd: SlotEvents['onEnd']
  /** Settles when reading has started or failed. */
  readonly #begun: Promise<void>
  #silence: NodeJS.Timeout | undefined

  /** Starts reading at once. */
  constructor(
    databaseUrl: string,
    { slot, publication }: { slot: string; publication: string },
    { onStart, onMessage, onPosition, onEnd }: SlotEvents,
  ) {
    this.#onEnd = onEnd
    // By default, the library confirms changes on receipt, processed or not.
    const acknowledge = { auto: false, timeoutSeconds: 0 }
    this.#service = new LogicalReplicationService(connection(databaseUrl), { acknowledge })
    this.#service.on('error', onEnd)
    this.#service.on('data', (_, message: Pgoutput.Message) => {
      this.#resetSilence()
      onMessage(message)
    })
    this.#service.on('heartbeat', (position) => {
      this.#resetSilence()
      this.confirm(onPosition(position))
    })
    this.#begun = new Promise((resolve) => {
      this.#service.on('start', () => {
        this.#resetSilence()
        onStart()
        resolve()
      })
      this.#service.subscribe(new Parser(publication, onEnd), slot).catch(onEnd).finally(resolve)
    })
  }

  /** Confirms that everything before this position was processed and need not be delivered again. */
  confirm(position: string): void {
    void this.#service.acknowledge(lastByteBefore(position))
  }

  async close(): Promise<void> {
    // The library ignores a stop while connecting.
    await this.#begun
    clearTimeout(this.#silence)
    await this.#service.destroy()
  }

  #resetSilence(): void {
    clearTimeout(this.#silence)
    const silent = () => this.#onEnd(new Error('The server fell silent while its log was read.'))
    this.#silence = setTimeout(silent, readerPatienceMs).unref()
  }
}

/**
 * The library adds one to the confirmed position, which would lose a transaction whose commit begins at the
 * next byte.
 */
function lastByteBefore(position: string): string {
  const [high = '0', low = '0'] = position.split('/')
  const last = (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`) - 1n
  return `${(last >> 32n).toString(16)}/${(last & 0xffff_ffffn).toString(16)}`
}

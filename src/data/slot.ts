import { hostname } from 'node:os'
import pg from 'pg'
import { LogicalReplicationService, type Pgoutput, PgoutputPlugin } from 'pg-logical-replication'
import { connectionTo } from './connection.ts'
import { asStartupOptions, sessionSettings } from './session-settings.ts'

const connectTimeoutMs = 5_000
/** The server gives a reader up that is silent for so long, and asks it for a word at half of it. */
const serverPatienceMs = 5_000
/** And so a server that is silent for longer is gone. */
const readerPatienceMs = 8_000

/**
 * Nothing may end a wait for old transactions, or the reading, but us. The name says who reads, in `pg_stat_replication`.
 * The settings are start-up options, as the library opens this connection by itself and a pooler passes none on.
 */
function connection(databaseUrl: string) {
  const { config } = connectionTo(databaseUrl, connectTimeoutMs)
  const settings = asStartupOptions({ ...sessionSettings(0), wal_sender_timeout: `${serverPatienceMs}` })
  return {
    ...config,
    options: `${config.options ?? ''} ${settings}`.trim(),
    application_name: `ii-agent-gateway ${process.pid}@${hostname()}`,
    replication: 'database',
  }
}

/** Runs one command of the replication protocol on a connection of its own. Rejects where the role may not replicate. */
async function command(databaseUrl: string, text: string, signal?: AbortSignal): Promise<void> {
  const client = new pg.Client(connection(databaseUrl))
  // Whoever waits for the command is told by it.
  client.on('error', () => {})
  const end = () => void client.end().catch(() => {})
  signal?.addEventListener('abort', end, { once: true })
  try {
    await client.connect()
    await client.query(text)
  } finally {
    signal?.removeEventListener('abort', end)
    await client.end().catch(() => {})
  }
}

/** Rejects unless this role may read the database's log. */
export const checkReplication = (databaseUrl: string): Promise<void> =>
  command(databaseUrl, 'IDENTIFY_SYSTEM')

/** Makes a slot. It waits until every transaction that is open now has ended, or until the signal. */
export const createSlot = (databaseUrl: string, slot: string, signal: AbortSignal): Promise<void> =>
  command(databaseUrl, `CREATE_REPLICATION_SLOT "${slot}" LOGICAL pgoutput`, signal)

export type SlotEvents = {
  /** From now on nobody else reads the slot. */
  onStart(): void
  /** Part of a committed transaction, in the order in which they committed. */
  onMessage(message: Pgoutput.Message): void
  /** Nothing is left to be told before this position of the log; answers up to where all is done. */
  onPosition(position: string): string
  /** The reading broke, or the slot is taken. */
  onEnd(error: unknown): void
}

const nothing: Pgoutput.MessageOrigin = { tag: 'origin', originLsn: null, originName: '' }

/** What cannot be read is told by `onEnd`: the library would throw it at nobody, and so end the process. */
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
 * The one reader of a logical replication slot: the server takes no second one. What is not confirmed is told again to
 * the next reader.
 */
export class SlotReader {
  readonly #service: LogicalReplicationService
  readonly #onEnd: SlotEvents['onEnd']
  /** It has begun, or cannot. */
  readonly #begun: Promise<void>
  #silence: NodeJS.Timeout | undefined

  /** Begins at once. */
  constructor(
    databaseUrl: string,
    { slot, publication }: { slot: string; publication: string },
    { onStart, onMessage, onPosition, onEnd }: SlotEvents,
  ) {
    this.#onEnd = onEnd
    // Left to itself, the library confirms what was received, done with or not.
    const acknowledge = { auto: false, timeoutSeconds: 0 }
    this.#service = new LogicalReplicationService(connection(databaseUrl), { acknowledge })
    this.#service.on('error', onEnd)
    this.#service.on('data', (_, message: Pgoutput.Message) => {
      this.#hear()
      onMessage(message)
    })
    this.#service.on('heartbeat', (position) => {
      this.#hear()
      this.confirm(onPosition(position))
    })
    this.#begun = new Promise((resolve) => {
      this.#service.on('start', () => {
        this.#hear()
        onStart()
        resolve()
      })
      this.#service.subscribe(new Parser(publication, onEnd), slot).catch(onEnd).finally(resolve)
    })
  }

  /** Says that everything before this position is done with, and need not be told again. */
  confirm(position: string): void {
    void this.#service.acknowledge(lastByteBefore(position))
  }

  async close(): Promise<void> {
    // While it connects, the library would not hear of it.
    await this.#begun
    clearTimeout(this.#silence)
    await this.#service.destroy()
  }

  #hear(): void {
    clearTimeout(this.#silence)
    const silent = () => this.#onEnd(new Error('The server fell silent while its log was read.'))
    this.#silence = setTimeout(silent, readerPatienceMs).unref()
  }
}

/** The library adds one to what it confirms. A transaction whose commit begins at the very next byte would be lost. */
function lastByteBefore(position: string): string {
  const [high = '0', low = '0'] = position.split('/')
  const last = (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`) - 1n
  return `${(last >> 32n).toString(16)}/${(last & 0xffff_ffffn).toString(16)}`
}

import pg from 'pg'

/** What the driver keeps of the description of a statement's rows. */
type Description = {
  readonly fields: unknown
  readonly _parsers: unknown
  readonly _prebuiltEmptyResultObject: unknown
}

/** The parts of the driver's connection and query that its types do not declare. */
type Connection = { describe(portal: object): void }
type Connected = { readonly connection: Connection }
type DriverQuery = {
  _result: Description
  _accumulateRows: boolean
  prepare(connection: Connection): void
  handleCommandComplete(message: unknown, connection: Connection): void
}

/** What is known of the rows of a connection's prepared statements. */
type Described = {
  /** By the statement's name; undefined if each execution asks for it. */
  descriptions: Map<string, Description> | undefined
  /** The connection for statements that need no description. */
  readonly undescribed: Connection
}

const described = new WeakMap<Connection, Described>()

function getDescribed(connection: Connection): Described {
  let found = described.get(connection)
  if (!found) {
    const undescribed: Connection = Object.create(connection, { describe: { value: () => {} } })
    found = { descriptions: new Map(), undescribed }
    described.set(connection, found)
  }
  return found
}

/** Drops the description of a prepared statement that is deallocated. */
export function forgetDescription(connection: object, name: string): void {
  described.get(connection as Connection)?.descriptions?.delete(name)
}

/**
 * Has each execution on a connection ask for the description of its rows: a pooler that assigns another server process
 * prepares the statement there without telling, so that its rows may differ without an error.
 */
export function describeAlways(client: pg.ClientBase): void {
  getDescribed((client as pg.ClientBase & Connected).connection).descriptions = undefined
}

/**
 * A statement of which the driver copies nothing: it copies a configuration by its property descriptors, which takes
 * longer than all else that it does for a small statement before it is sent. Its result goes to a callback. Without
 * `query_timeout`, in milliseconds, the caller has its own.
 *
 * A named statement asks for the description of its rows once on each connection, as pgjdbc and Npgsql do; the driver
 * asks for it at each execution. PostgreSQL refuses to execute a prepared statement whose description has changed
 * (0A000); see `forgetPrepared`.
 */
export class StatementQuery extends pg.Query {
  declare readonly text: string
  declare readonly values: unknown[]
  readonly name: string | undefined
  readonly query_timeout: number

  constructor(
    { text, name }: { readonly text: string; readonly name?: string | undefined },
    values: readonly unknown[],
    timeoutMs = 0,
  ) {
    super(text, values as unknown[])
    this.name = name
    this.query_timeout = timeoutMs
  }
}

// Assigned, as the driver's types declare neither method.
const driver = pg.Query.prototype as unknown as DriverQuery
const own = StatementQuery.prototype as unknown as DriverQuery

own.prepare = function (this: StatementQuery & DriverQuery, connection) {
  const { descriptions, undescribed } = getDescribed(connection)
  const known = this.name === undefined ? undefined : descriptions?.get(this.name)
  if (!known) return driver.prepare.call(this, connection)
  const { _result: result } = this
  Object.assign(result, known)
  this._accumulateRows = true
  driver.prepare.call(this, undescribed)
}

own.handleCommandComplete = function (this: StatementQuery & DriverQuery, message, connection) {
  driver.handleCommandComplete.call(this, message, connection)
  if (this.name === undefined) return
  const { descriptions } = getDescribed(connection)
  if (!descriptions || descriptions.has(this.name)) return
  const { fields, _parsers, _prebuiltEmptyResultObject } = this._result
  descriptions.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject })
}

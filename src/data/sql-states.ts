/** SQLSTATEs that the gateway distinguishes, by what follows from them. */
const kinds = {
  /**
   * A retry of the same statement may succeed: connections (08, 57P), resources (53), cancellation and timeouts
   * (57014, 25P03), locks (55P03), conflicts (40), a standby (25006), and the temporary effects of a migration
   * or privilege change (0A000, 26000, 42501, 42P01, 42703, 42704, 42883, 42P05).
   */
  transient: /^(08|40|53|57P|57014|25P03|55P03|25006|0A000|26000|42501|42P01|42P05|42703|42704|42883)/,
  /** The statement was cancelled, usually by the statement timeout. */
  cancelled: /^57014$/,
  /** The server accepts no connections yet. */
  startingUp: /^57P03$/,
  /** Class 53, insufficient resources: disk, memory, connections. */
  outOfResources: /^53/,
  /** The role lacks a right. */
  insufficientPrivilege: /^42501$/,
  /** A write in a read-only transaction, such as on a standby before promotion. */
  readOnly: /^25006$/,
  /** A serialization failure or a deadlock. */
  serialization: /^40(001|P01)$/,
  /**
   * Another attempt resolves the conflict of two writers: as above, or a reference to a row that the other
   * writer has just deleted.
   */
  writeConflict: /^(40001|40P01|23503)$/,
  uniqueViolation: /^23505$/,
  notNullViolation: /^23502$/,
  /** A row that is referred to is missing, or is referred to still (`RESTRICT` has a code of its own from PostgreSQL 18 on). */
  foreignKeyViolation: /^23(503|001)$/,
  checkViolation: /^23514$/,
  exclusionViolation: /^23P01$/,
  /**
   * `RAISE EXCEPTION` of a function of the database: P0001, or a code of a class that PostgreSQL does not use itself. Codes that begin
   * with E are Node's (`EPIPE`).
   */
  raised:
    /^(P0001|(?!0[0-3890ABFLPZ]|2[0-8BDF]|3[489BDF]|4[024]|5[34578]|72|F0|HV|P0|XX)[0-9A-DF-Z][0-9A-Z]{4})$/,
  /** A text has a character that the encoding of the database lacks. */
  untranslatableCharacter: /^22P05$/,
  /** Another process reads the replication slot, or has just created it. */
  slotTaken: /^(55006|42710)$/,
  /** A lock timeout or a deadlock. */
  lockRefused: /^(55P03|40P01)$/,
  /**
   * A stale prepared statement: its tables changed ("cached plan must not change result type"), or it is lost
   * as below.
   */
  staleStatement: /^(0A000|26000|42P05)$/,
  /**
   * A prepared statement is missing (`DISCARD`, another server process behind a pooler, a failed first use),
   * or its name is in use.
   */
  lostStatement: /^(26000|42P05)$/,
  /** The server closes the connection. (The severity would tell too, but it is localized.) */
  endsConnection: /^(08|57P0|25P0[34])/,
} as const satisfies Record<string, RegExp>

/** A kind of SQLSTATEs. */
export type SqlStateKind = keyof typeof kinds

/** The code of an error: the SQLSTATE, if PostgreSQL sent it. */
export function getSqlState(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
}

/** True if PostgreSQL sent the error with a SQLSTATE of this kind. */
export function hasSqlState(error: unknown, kind: SqlStateKind): boolean {
  const code = getSqlState(error)
  return typeof code === 'string' && kinds[kind].test(code)
}

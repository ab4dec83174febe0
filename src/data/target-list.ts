import pg from 'pg'
import type { Target } from '../config/connection-string/targets.ts'
import { hasSqlState } from './sql-states.ts'
import { supportsTls } from './tls-support.ts'
import { DatabaseUnavailableError } from './unavailable.ts'

/**
 * The ways to connect to one database (several hosts, TLS or not). The one that worked last comes first; where it fails,
 * the others are tried in turn.
 */
export class TargetList {
  #targets: readonly Target[]
  #index = 0
  #failures = 0

  #probe: Promise<void> | undefined

  constructor(targets: readonly Target[]) {
    this.#targets = targets
  }

  /** What a connection is to be made to now. */
  get current(): Target | undefined {
    return this.#targets[this.#index]
  }

  /** Notes that a target cannot be used; others that failed at it at the same time do not skip the next. */
  fail(target: Target | undefined): void {
    this.#failures += 1
    if (target === this.current) this.#index = (this.#index + 1) % this.#targets.length
  }

  /**
   * Opens a connection to one of the targets. A server that answers and refuses, unless it only starts up, is asked again
   * with or without TLS, and no other server instead of it. Rejects with the error that says most: a server's own, else
   * the first.
   */
  async attempt<Result>(open: () => Promise<Result>): Promise<Result> {
    this.#probe ??= this.#leaveOutMissingTls()
    await this.#probe
    const errors: Error[] = []
    for (let attempts = 0; attempts < this.#targets.length; attempts += 1) {
      const failures = this.#failures
      const tried = this.current
      const startedAt = performance.now()
      try {
        return await open()
      } catch (error) {
        errors.push(error as Error)
        // No connection was tried: all of a pool's are in use.
        if (this.#failures === failures) break
        if (isRefusal(error) && !isSameSearch(tried, this.current)) break
        const isSilent = !hasAnswered(error) && performance.now() - startedAt > silenceMs
        if (isSilent && isSameServer(tried, this.current)) break
      }
    }
    throw errors.find((error) => error instanceof pg.DatabaseError) ?? errors[0]
  }

  /**
   * Leaves out the attempt with TLS of `sslmode=prefer` at a first server without it: the driver would need a failing
   * connection for it, where libpq goes on over the same one.
   */
  async #leaveOutMissingTls(): Promise<void> {
    const [first, second] = this.#targets
    const isOptional = first?.ssl && second?.ssl === false && isSameServer(first, second)
    if (isOptional && !(await supportsTls(first)))
      this.#targets = this.#targets.filter((one) => !one.ssl || !isSameServer(one, first))
  }
}

/** A server that says nothing for so long, in milliseconds, is not asked again with or without TLS. */
const silenceMs = 1_000

const isRefusal = (error: unknown) => error instanceof pg.DatabaseError && !hasSqlState(error, 'startingUp')

/** True if the server answered, but is not of the requested kind. */
const hasAnswered = (error: unknown) =>
  error instanceof pg.DatabaseError || error instanceof DatabaseUnavailableError

const isSameSearch = (a: Target | undefined, b: Target | undefined) =>
  isSameServer(a, b) && a?.sessionAttributes === b?.sessionAttributes

const isSameServer = (a: Target | undefined, b: Target | undefined) =>
  a?.host === b?.host && a?.port === b?.port

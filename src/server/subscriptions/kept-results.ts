import type { ExecutionResult } from 'graphql'
import { LRUCache } from 'lru-cache'
import { encodeText } from '../encode-in-turns.ts'

/** The result of one event, shared by the subscriptions of a group. */
export class SerializedResult {
  readonly result: ExecutionResult
  readonly json: string
  #bytes: Buffer | Promise<Buffer> | undefined

  constructor(result: ExecutionResult, json: string) {
    this.result = result
    this.json = json
  }

  /** Returns the JSON in UTF-8, encoded once for all WebSockets; a promise of it while a long one is encoded, in turns. */
  encode(): Buffer | Promise<Buffer> {
    this.#bytes ??= this.#start()
    return this.#bytes
  }

  #start(): Buffer | Promise<Buffer> {
    const bytes = encodeText(this.json)
    if (bytes instanceof Promise)
      bytes.then((encoded) => {
        this.#bytes = encoded
      })
    return bytes
  }
}

type Results = ReadonlyMap<object, SerializedResult | null>

/** The results that all groups of a process keep: beyond its size, those used least recently are dropped. */
export type AllKeptResults = LRUCache<symbol, Results>

/** Maximum number of batches that a group keeps. */
const maxBatches = 8

/** Creates the results of all groups, of `maxBytes` together. */
export function createKeptResults(maxBytes: number): AllKeptResults {
  return new LRUCache({
    maxSize: maxBytes,
    // A batch that is larger by itself is kept alone: unless it is kept, nobody receives it.
    sizeCalculation: (results) => Math.min(getSize(results), maxBytes),
  })
}

/** The results of a group's last batches, for its slower subscriptions. */
export class KeptResults {
  readonly #all: AllKeptResults
  readonly #keys: LRUCache<readonly object[], symbol>

  constructor(all: AllKeptResults) {
    this.#all = all
    this.#keys = new LRUCache({ max: maxBatches, dispose: (key) => all.delete(key) })
  }

  /** Returns the results of a batch by event, null for an event without one; undefined if they are not kept. */
  get(batch: readonly object[]): Results | undefined {
    const key = this.#keys.get(batch)
    return key && this.#all.get(key)
  }

  set(batch: readonly object[], results: Results): void {
    const key = Symbol()
    this.#keys.set(batch, key)
    this.#all.set(key, results)
  }

  clear(): void {
    this.#keys.clear()
  }
}

/** The size of results in bytes, at least 1: that of the text, of its bytes, and for the objects of a result as much again. */
function getSize(results: Results): number {
  let bytes = 1
  for (const kept of results.values()) bytes += 3 * (kept?.json.length ?? 0)
  return bytes
}

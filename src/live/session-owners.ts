import { LRUCache } from 'lru-cache'
import type { Queryable } from '../data/database.ts'

const maxSessions = 20_000
const maxAgeMs = 60_000

/** Caches the owners of sessions for a minute: nearly none is ever given to another user. */
export class SessionOwnerCache {
  readonly #sql: Queryable
  #cache: LRUCache<string, string> | undefined

  constructor(sql: Queryable) {
    this.#sql = sql
  }

  /** Created on first use, because it preallocates all entries. */
  get #known(): LRUCache<string, string> {
    this.#cache ??= new LRUCache({ max: maxSessions, ttl: maxAgeMs, ttlResolution: 0 })
    return this.#cache
  }

  /** Returns the owners of these sessions; unknown ones are read in one statement. */
  async of(sessions: readonly string[]): Promise<string[]> {
    const owners = new Set<string>()
    const unknown: string[] = []
    for (const session of sessions) {
      const owner = this.#known.get(session)
      if (owner === undefined) unknown.push(session)
      else owners.add(owner)
    }
    if (unknown.length > 0) {
      const rows = await this.#sql.query<{ id: string; owner: string }>(
        {
          name: 'live_owners',
          text: 'select id::text, user_id::text as owner from sessions where id = any($1::uuid[])',
        },
        [unknown],
      )
      for (const { id, owner } of rows) {
        this.#known.set(id, owner)
        owners.add(owner)
      }
    }
    return [...owners]
  }
}

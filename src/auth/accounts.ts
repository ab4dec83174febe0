import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Queryable } from '../data/database.ts'

/** An existing, active user as stored in the database. */
export type Account = { readonly id: string; readonly email: string; readonly isAdmin: boolean }

/** Looks up users and API keys. */
export type Accounts = {
  /** Returns the active user with this id, or null. */
  byId(id: string): Promise<Account | null>
  /** Returns an active API key and its owner's id, or null. */
  byKey(apiKey: string): Promise<{ readonly id: string; readonly userId: string } | null>
  /** Drops a user and its keys from the cache, after a deactivation or a role change. */
  invalidate(userId: string): void
}

/**
 * Cache lifetime in milliseconds: the maximum delay until another program's deactivation of a user or key
 * takes effect.
 */
const memoryMs = 3_000
const maxCachedAccounts = 10_000

const userStatement = {
  name: 'account_by_id',
  text: `select id::text, email, role = 'admin' as "isAdmin" from users where id = $1::uuid and is_active`,
}
const keyStatement = {
  name: 'account_by_api_key',
  text: 'select id::text, user_id::text as "userId" from api_keys where api_key = $1 and is_active',
}

/** Creates a lookup of users and API keys whose results, including misses, are cached for a few seconds. */
export function createAccounts(database: Queryable): Accounts {
  const users = remember((id) => database.query<Account>(userStatement, [id]))
  const keys = remember((key) => database.query<{ id: string; userId: string }>(keyStatement, [key]))
  return {
    byId: (id) => users.get(id, id),
    byKey: (key) => keys.get(createHash('sha256').update(key).digest('base64'), key),
    invalidate: (id) => {
      users.forget(id)
      keys.invalidateAll()
    },
  }
}

/** Concurrent requests for the same value share one statement; errors are not cached. */
function remember<Row extends object>(read: (value: string) => Promise<Row[]>) {
  const known = new LRUCache<string, Promise<Row | null>>({
    max: maxCachedAccounts,
    ttl: memoryMs,
    // Reads the clock at each look-up; otherwise the cache arms a timer at the first one of each millisecond.
    ttlResolution: 0,
  })
  return {
    get(name: string, value: string): Promise<Row | null> {
      const remembered = known.get(name)
      if (remembered) return remembered
      const asked = read(value).then(([row]) => row ?? null)
      known.set(name, asked)
      asked.catch(() => known.peek(name) === asked && known.delete(name))
      return asked
    },
    forget: (name: string) => void known.delete(name),
    invalidateAll: () => known.clear(),
  }
}

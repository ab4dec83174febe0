import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Queryable } from '../data/database.ts'

/** What the database says of a user who asks: only of one that exists and is active. */
export type Account = { readonly id: string; readonly email: string; readonly isAdmin: boolean }

export type Accounts = {
  /** The active user with this id, or null. */
  byId(id: string): Promise<Account | null>
  /** An active API key and whose it is, or null. */
  byKey(apiKey: string): Promise<{ readonly id: string; readonly userId: string } | null>
  /** Reads a user and its keys anew at its next request: after one was deactivated, or its role changed. */
  invalidate(userId: string): void
}

/** How long another program's deactivation of a user or a key can stay unnoticed. */
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

/** Looks users and API keys up, and remembers the answers, absence too, for a few seconds. */
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

/** Askers of the same thing at the same time share one statement; a failed one is not remembered. */
function remember<Row extends object>(read: (value: string) => Promise<Row[]>) {
  const known = new LRUCache<string, Promise<Row | null>>({ max: maxCachedAccounts, ttl: memoryMs })
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

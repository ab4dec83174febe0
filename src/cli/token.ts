import { readSigningKey } from '../auth/secret.ts'
import { signToken } from '../auth/token.ts'
import { readConfig } from '../config.ts'
import type { Database } from '../data/database.ts'
import { demoAdmin, demoUser } from '../demo/identities.ts'
import { withDatabase } from './with-database.ts'

type Person = { id: string; email: string; isAdmin: boolean }

async function findPerson(database: Database, email: string): Promise<Person> {
  const found = await database.query<Person & { isActive: boolean }>(
    `select id::text, email, role = 'admin' as "isAdmin", is_active as "isActive"
       from users where lower(email) = lower($1)`,
    [email],
  )
  const person = found.find((one) => one.email === email) ?? found[0]
  if (!person) throw new Error(`There is no user ${email} in ${database.label}.`)
  if (found.length > 1 && person.email !== email) {
    const spellings = found.map((one) => one.email).join(', ')
    throw new Error(`${found.length} users have this address, spelled ${spellings}: give one of them.`)
  }
  if (!person.isActive) throw new Error(`${email} is deactivated: no token would be accepted.`)
  return person
}

/** Signs an access token of the user with this address. Throws one line if there is no such active user. */
export async function signFor(email: string, hours: number): Promise<string> {
  const config = readConfig()
  // The demo users are known, and a running embedded gateway has its database locked.
  const demo = [demoUser, { ...demoAdmin, isAdmin: true }].find((person) => person.email === email)
  const person =
    config.mode === 'embedded' && demo
      ? { isAdmin: false, ...demo }
      : await withDatabase(config, (database) => findPerson(database, email))
  return signToken(person, hours, await readSigningKey(config))
}

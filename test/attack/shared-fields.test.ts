/**
 * OWASP API3:2023: every field that a stranger reads anything of by way of a public session is in shared-fields.txt. A new
 * field is put there on purpose, or hidden.
 */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { startAttackedGateway } from './gateway.ts'
import { listValuedFields } from './selection.ts'

const shared = readFileSync('test/attack/shared-fields.txt', 'utf8').trim().split('\n')
const publicSessions = [sessions.publicReport, sessions.pictureSlides]

let gateway: TestGateway
beforeAll(async () => {
  const limits = {
    MAX_COST: '1000000',
    MAX_TOKENS: '100000',
    MAX_DOCUMENT_LENGTH: '1000000',
    MAX_ALIASES: '5000',
  }
  gateway = await startAttackedGateway(limits)
})
afterAll(() => gateway.close())

async function fieldsReadWith(token?: string): Promise<Set<string>> {
  const ofEach = await Promise.all(publicSessions.map((id) => listValuedFields(gateway, id, token)))
  return new Set(ofEach.flatMap((fields) => [...fields]))
}

it('strangers read of a public session what is in the list, and nothing else', async () => {
  const nobodys = await fieldsReadWith()
  const users = await fieldsReadWith(await signTokenFor(people.maria))
  // What is everybody's own only once they are signed in, such as the models of the platform.
  const further = [...users].filter((name) => !nobodys.has(name)).map((name) => `${name} (signed in)`)
  expect([...nobodys, ...further].toSorted()).toEqual(shared)
})

import { GraphQLError } from 'graphql'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { startAttackedGateway } from '../attack/gateway.ts'
import { type TransportName, transportNames, transports } from '../attack/transports.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'

const failing = (count: number) =>
  Array.from({ length: count }, (_, i) => `a${i}: messages(first: 0, after: "x") { nodes { id } }`).join(' ')

describe('an answer with many errors', () => {
  let gateway: TestGateway
  let token: string
  beforeAll(async () => {
    gateway = await startAttackedGateway()
    token = await signTokenFor(people.demo)
  })
  afterAll(() => gateway.close())

  it.each(transportNames)('is given up at MAX_ERRORS by %s', async (name: TransportName) => {
    const query = `{ viewer { sessions(first: 30) { nodes { ${failing(50)} } } } }`
    const { data, errors } = await transports[name](gateway, { query, token })
    expect(data ?? null).toBeNull()
    expect(errors).toHaveLength(1)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'errors', bound: 200 })
  })

  // graphql-js executes all, and is checked then.
  it.skipIf(process.env.EXECUTION === 'graphql-js')(
    'is given up at MAX_ERRORS, before all fields were executed',
    async () => {
      const capture = vi.spyOn(Error, 'captureStackTrace')
      await gateway.ask(`{ viewer { sessions(first: 30) { nodes { ${failing(50)} } } } }`, { token })
      const captured = capture.mock.calls.filter(([error]) => error instanceof GraphQLError)
      capture.mockRestore()
      // Of 1,500 fields, each of which throws one and more.
      expect(captured.length).toBeLessThan(700)
    },
  )

  it('has all its errors, and its data, up to MAX_ERRORS', async () => {
    const query = `{ viewer { id sessions(first: 2) { nodes { ${failing(90)} } } } }`
    const { data, errors } = await gateway.ask<{ viewer: { id: string } }>(query, { token })
    expect(errors).toHaveLength(180)
    expect(data?.viewer.id).toBeDefined()
  })
})

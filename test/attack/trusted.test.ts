/** Documents of the manifest may exceed the limits; registered documents may not. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { verdict } from '../support/outcome.ts'
import { startAttackedGateway } from './gateway.ts'
import { type TransportName, transportNames, transports } from './transports.ts'

const deep = '{ viewer { sessions(first: 2) { nodes { user { sessions(first: 2) { nodes { id } } } } } } }'
const bombs = [deep, deep.replaceAll('2', '100'), `{ ${'a: __typename '.repeat(3)} viewer { id } }`]

describe.each(transportNames)('trusted documents, by %s', (name: TransportName) => {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'))
  let gateway: TestGateway
  let token: string
  beforeAll(async () => {
    const file = join(folder, 'documents.json')
    writeFileSync(file, JSON.stringify({ [createHash('sha256').update(deep).digest('hex')]: deep }))
    gateway = await startAttackedGateway({
      PERSISTED_DOCUMENTS: file,
      MAX_DEPTH: '3',
      MAX_COST: '10',
      MAX_ALIASES: '1',
    })
    token = await signTokenFor(people.demo)
  })
  afterAll(async () => {
    await gateway.close()
    rmSync(folder, { recursive: true })
  })

  it('may be deep and costly, and others not, however close they come', async () => {
    const verdicts = []
    for (const query of [...bombs, `${deep} `])
      verdicts.push(verdict(await transports[name](gateway, { query, token })))
    expect(verdicts).toEqual(['answered', 'depth', 'aliases', 'depth'])
  })
})

import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { openDatabase } from '../../src/data/open.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { FaultyGateway } from '../faults/gateway-process.ts'
import { signTokenFor } from '../support/client.ts'
import { postgresOnly } from '../support/database.ts'
import { connect, installedThat } from './adapters/index.ts'
import type { LibraryName } from './libraries.ts'

const names = installedThat('resumes logs')
const kills = 2
/** Streams end when their token expires. */
const tokenSeconds = 6

type Follower = { readonly received: string[]; signIns: number; dispose(): Promise<void> }

// All libraries follow the same log at the same time: one gateway is killed for all of them.
describe.each(postgresOnly())('on $kind', ({ create }) => {
  let made: Awaited<ReturnType<typeof create>>
  let database: Database
  let gateway: FaultyGateway
  beforeAll(async () => {
    made = await create('seeded')
    database = await openDatabase(made.config)
    gateway = new FaultyGateway(made.config.databaseUrl ?? '')
    await gateway.start()
  })
  afterAll(async () => {
    await gateway.stop('SIGKILL')
    await database.close()
    await made.remove()
  })

  async function follow(name: LibraryName, session: string, tokenHours: number): Promise<Follower> {
    const follower: Follower = { received: [], signIns: 0, dispose: async () => {} }
    const adapter = await connect(name, gateway.url, () => {
      follower.signIns += 1
      return signTokenFor(people.demo, tokenHours)
    })
    const stop = adapter.follow(session, (type) => follower.received.push(type))
    follower.dispose = async () => {
      stop()
      await adapter.dispose?.()
    }
    return follower
  }

  /** Follows an empty log by each library, and writes to it. */
  async function followAll(session: string, tokenHours = 1) {
    await database.query('delete from application_events where session_id = $1', [session])
    const followers = new Map<LibraryName, Follower>()
    const written: string[] = []
    const open = async (name: LibraryName) => followers.set(name, await follow(name, session, tokenHours))
    await Promise.all(names.map(open))
    async function write(count: number): Promise<void> {
      for (let number = 0; number < count; number += 1) {
        written.push(`agent.${randomUUID()}`)
        await database.query(
          `insert into application_events (event_type, event_group, session_id) values ($2, 'agent', $1)`,
          [session, written.at(-1)],
        )
      }
    }
    /** Waits until all followers have everything, or for half a minute: a follower without fails its own test. */
    async function untilReceived(): Promise<void> {
      const haveAll = () => [...followers.values()].every(({ received }) => received.length >= written.length)
      await vi.waitUntil(haveAll, { timeout: 30_000 }).catch(() => {})
    }
    const dispose = () => Promise.all([...followers.values()].map((follower) => follower.dispose()))
    return { followers, written, write, untilReceived, dispose }
  }
  type Followed = Awaited<ReturnType<typeof followAll>>

  function expectEachOnce({ followers, written }: Followed, name: LibraryName): void {
    const received = followers.get(name)?.received ?? []
    expect(received).toHaveLength(written.length)
    expect(received.toSorted()).toEqual(written.toSorted())
  }

  describe('a gateway that is killed', () => {
    let followed: Followed
    beforeAll(async () => {
      followed = await followAll(sessions.website)
      const { write, untilReceived } = followed
      await write(10)
      await untilReceived()
      for (let kill = 0; kill < kills; kill += 1) {
        await write(5)
        await gateway.stop('SIGKILL')
        await write(5)
        await gateway.start()
        await write(5)
        await untilReceived()
      }
    }, 180_000)
    afterAll(() => followed.dispose())

    it.each(names)('%s resumes, and has each entry once', (name) => expectEachOnce(followed, name))
  })

  describe('a token that expires', () => {
    let followed: Followed
    beforeAll(async () => {
      followed = await followAll(sessions.research, tokenSeconds / 3600)
      const { write, untilReceived, followers } = followed
      await write(1)
      await untilReceived()
      for (const follower of followers.values()) follower.signIns = 0
      for (let second = 0; second < tokenSeconds + 2; second += 1) {
        await write(2)
        await setTimeout(1_000)
      }
      await untilReceived()
    }, 120_000)
    afterAll(() => followed.dispose())

    it.each(names)('%s renews it, and has each entry once', (name) => {
      expect(followed.followers.get(name)?.signIns).toBeGreaterThan(0)
      expectEachOnce(followed, name)
    })
  })
})

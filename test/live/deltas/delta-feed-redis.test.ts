import { expect, it } from 'vitest'
import { sessions } from '../../../src/demo/identities.ts'
import { DeltaFeed } from '../../../src/live/deltas/delta-feed.ts'
import { hasRedis, startRedisServer } from '../../support/redis-server.ts'
import { emitOf, eventOf, openPublisher } from './publisher.ts'

const session = sessions.website
const delta = () => emitOf(session, eventOf(session, 'agent.response.delta', { text: 'a ' }))

it.skipIf(!hasRedis)(
  'goes on after a restart of Redis, whatever the number of the database in its URL',
  async () => {
    const first = await startRedisServer()
    const errors: Error[] = []
    const feed = new DeltaFeed(`${first.url}/5`, {
      onPickle: () => {},
      onError: (error) => errors.push(error),
    })
    const texts: (string | null)[] = []
    // Leaving while it connects is no error, and leaves no connection behind.
    feed.subscribe(session, () => {})()
    feed.subscribe(session, ({ text }) => texts.push(text))
    const publishTo = async (url: string) => {
      const publisher = await openPublisher(url)
      await publisher.subscribers(1)
      await publisher.publish(delta())
      publisher.close()
    }
    await publishTo(first.url)
    await expect.poll(() => texts).toEqual(['a '])
    expect(errors).toEqual([])
    await first.stop()
    await expect.poll(() => errors.length).toBeGreaterThan(0)
    const again = await startRedisServer(Number(new URL(first.url).port))
    await publishTo(`${again.url}/7`)
    await expect.poll(() => texts).toEqual(['a ', 'a '])
    feed.close()
    await again.stop()
  },
)

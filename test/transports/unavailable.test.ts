/** Answers of a gateway whose database is not reachable yet, through every transport. */
import { expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { open, production } from '../attack/gateway.ts'
import { listen } from '../support/gateway.ts'
import { repeatForTransports, sendByEveryTransport, writeManifest } from './transports.ts'

it('SERVICE_UNAVAILABLE', async () => {
  const query = '{ __typename }'
  const env = { ...production, PERSISTED_DOCUMENTS: writeManifest([query]) }
  let found: (database: Database) => void = () => {}
  const gateway = await listen(env, {
    open: () =>
      new Promise((resolve) => {
        found = resolve
      }),
  })
  // A WebSocket is not opened, so that clients try again later.
  const socket = { WebSocket: 'refused 503' }
  expect(await sendByEveryTransport(gateway, () => ({ query }))).toEqual(
    repeatForTransports('SERVICE_UNAVAILABLE', socket),
  )
  found(await open('seeded'))
  await gateway.ready()
  await gateway.close()
})

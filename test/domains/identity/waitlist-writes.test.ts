import { describe, expect, it } from 'vitest'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters } from '../../support/writes.ts'

describe.each(testDatabases)('writes of the waitlist, on $kind', ({ open }) => {
  const { database, demo, admin } = setUpWriters(open)

  const entries = (email: string) => database.query('select * from waitlist where email = $1', [email])

  it('adds an address in lower case, once', async () => {
    const input = { email: ' New.Person@Example.com ' }
    const selection = 'entry { id email }'
    const added = await admin.write('addToWaitlist', input, selection)
    expect(added.entry).toEqual({
      id: encodeNodeId('WaitlistEntry', 'new.person@example.com'),
      email: 'new.person@example.com',
    })
    const before = await entries('new.person@example.com')
    expect(before).toHaveLength(1)
    expect(await admin.write('addToWaitlist', input, selection)).toEqual(added)
    expect(await entries('new.person@example.com')).toEqual(before)
  })

  it('removes an address, once', async () => {
    await admin.write('addToWaitlist', { email: 'gone@example.com' })
    const removed = await admin.write('removeFromWaitlist', { email: 'Gone@example.com' }, 'deletedId')
    expect(removed.deletedId).toBe(encodeNodeId('WaitlistEntry', 'gone@example.com'))
    expect(await entries('gone@example.com')).toEqual([])
    const again = await admin.write('removeFromWaitlist', { email: 'gone@example.com' })
    expect(again.__typename).toBe('NotFoundError')
  })

  it('takes nothing but addresses, and only from admins', async () => {
    for (const email of ['', 'no address', 'a\u0000@b.example', `${'x'.repeat(320)}@example.com`]) {
      const outcome = await admin.write('addToWaitlist', { email })
      expect(outcome).toMatchObject({ __typename: 'ValidationError', issues: [{ path: 'email' }] })
    }
    for (const name of ['addToWaitlist', 'removeFromWaitlist']) {
      const refused = demo.write(name, { email: 'demo@example.com' })
      await expect(refused).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } })
    }
  })
})

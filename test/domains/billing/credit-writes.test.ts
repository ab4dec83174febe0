import { describe, expect, it } from 'vitest'
import { people } from '../../../src/demo/identities.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters, viewers, writerOf } from '../../support/writes.ts'

const selection =
  'balance { credits bonusCredits version } transaction { typeText creditTypeText amount balanceAfter description }'

describe.each(testDatabases)('writes of credits, on $kind', ({ open }) => {
  const { database, demo, admin } = setUpWriters(open)

  const balance = async (userId: string) => {
    const [row] = await database.query<{ credits: string; bonus: string; version: string }>(
      'select credits, bonus_credits as bonus, version from credit_balances where user_id = $1',
      [userId],
    )
    return row
  }
  const entries = (userId: string) =>
    database.query<Record<string, unknown>>(
      'select * from credit_transactions where user_id = $1 order by created_at desc, id',
      [userId],
    )

  it('grants to who has no balance yet, exactly', async () => {
    const input = { user: people.nora.id, amount: '0.000001', description: 'Welcome' }
    const granted = await admin.write('grantCredits', input, selection)
    expect(granted).toMatchObject({
      balance: { credits: '0.000000', bonusCredits: '0.000001', version: '2' },
      transaction: {
        typeText: 'bonus_grant',
        creditTypeText: 'bonus',
        amount: '0.000001',
        balanceAfter: '0.000001',
        description: 'Welcome',
      },
    })
    const more = { ...input, pool: 'REGULAR', amount: '123456789012.345678' }
    expect(await admin.write('grantCredits', more, selection)).toMatchObject({
      balance: { credits: '123456789012.345678', bonusCredits: '0.000001', version: '3' },
      transaction: { typeText: 'adjustment', balanceAfter: '123456789012.345678' },
    })
    expect(await entries(people.nora.id)).toHaveLength(2)
  })

  it('adjusts up and down, at the version that the admin saw', async () => {
    const user = people.demo.id
    const before = await balance(user)
    const input = { user, pool: 'REGULAR', amount: '-10.5', description: 'Counted twice' }
    const adjusted = await admin.write(
      'adjustCredits',
      { ...input, expectedVersion: before?.version },
      selection,
    )
    expect(adjusted).toMatchObject({ transaction: { typeText: 'adjustment', amount: '-10.500000' } })
    const after = await balance(user)
    expect(Number(after?.credits)).toBeCloseTo(Number(before?.credits) - 10.5, 6)
    expect(after?.version).toBe(String(Number(before?.version) + 1))
    const count = (await entries(user)).length
    const late = await admin.write('adjustCredits', { ...input, expectedVersion: before?.version })
    expect(late).toMatchObject({ __typename: 'VersionConflictError', currentVersion: after?.version })
    expect(await balance(user)).toEqual(after)
    expect(await entries(user)).toHaveLength(count)
  })

  it('loses nothing when many grant at once', async () => {
    const user = people.maria.id
    const before = await balance(user)
    const grants = Array.from({ length: 20 }, (_, i) =>
      admin.write('grantCredits', { user, amount: '0.1', description: `Grant ${i}` }, selection),
    )
    const versions = (await Promise.all(grants)).map(
      ({ balance }) => (balance as { version: string }).version,
    )
    const after = await balance(user)
    expect(Number(after?.bonus)).toBeCloseTo(Number(before?.bonus) + 2, 6)
    expect(after?.version).toBe(String(Number(before?.version) + 20))
    expect(versions).toContain(after?.version)
    const afters = (await entries(user)).slice(0, 20).map((entry) => entry.balance_after)
    expect(new Set(afters).size).toBe(20)
  })

  it('lets one of many adjustments at the same version win', async () => {
    const user = people.demo.id
    const before = await balance(user)
    const input = {
      user,
      pool: 'REGULAR',
      amount: '1',
      description: 'Race',
      expectedVersion: before?.version,
    }
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => admin.write('adjustCredits', input)))
    const won = outcomes.filter(({ __typename }) => __typename === 'AdjustCreditsSuccess')
    const lost = outcomes.filter(({ __typename }) => __typename === 'VersionConflictError')
    expect([won.length, lost.length]).toEqual([1, 19])
    const after = await balance(user)
    expect(after?.version).toBe(String(Number(before?.version) + 1))
    expect(Number(after?.credits)).toBeCloseTo(Number(before?.credits) + 1, 6)
  })

  it('grants once for one idempotency key, also when both come at once', async () => {
    const user = people.maria.id
    const before = await entries(user)
    const input = { user, amount: '5', description: 'Once', idempotencyKey: 'a grant' }
    const [one, two] = await Promise.all([
      admin.write('grantCredits', input, 'transaction { id }'),
      admin.write('grantCredits', input, 'transaction { id }'),
    ])
    expect(one.transaction).toEqual(two.transaction)
    expect(await entries(user)).toHaveLength(before.length + 1)
    const other = await admin.write('grantCredits', { ...input, amount: '6' })
    expect(other.__typename).toBe('ConflictError')
  })

  it('refuses what no balance can hold, and leaves nothing half done', async () => {
    const user = people.kenji.id
    const before = [await balance(user), await entries(user)]
    const about = { user, description: 'Too much' }
    const refused = [
      await admin.write('grantCredits', { ...about, amount: '0' }),
      await admin.write('grantCredits', { ...about, amount: '-1' }),
      await admin.write('adjustCredits', { ...about, amount: '0.000000' }),
      await admin.write('adjustCredits', { ...about, pool: 'BONUS', amount: '-999999' }),
      await admin.write('adjustCredits', { ...about, amount: '1', description: ' ' }),
    ]
    for (const { __typename } of refused) expect(__typename).toBe('ValidationError')
    await expect(admin.write('grantCredits', { ...about, amount: '1e3' })).rejects.toThrow('Decimal')
    await expect(admin.write('grantCredits', { ...about, amount: '1234567890123' })).rejects.toThrow(
      'Decimal',
    )
    expect([await balance(user), await entries(user)]).toEqual(before)
    const full = { user, pool: 'REGULAR', amount: '900000000000', description: 'Full' }
    expect((await admin.write('adjustCredits', full)).__typename).toBe('AdjustCreditsSuccess')
    expect(await admin.write('adjustCredits', { ...full, amount: '999999999999' })).toMatchObject({
      __typename: 'ValidationError',
      issues: [{ path: 'amount' }],
    })
  })

  it('knows no missing user, and is for admins alone', async () => {
    const input = { user: '11111111-2222-4333-8444-555555555555', amount: '1', description: 'x' }
    expect((await admin.write('grantCredits', input)).__typename).toBe('NotFoundError')
    const refused = demo.write('grantCredits', { ...input, user: people.demo.id })
    await expect(refused).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } })
    // An admin by the token alone.
    const forged = writerOf(database, { ...viewers.demo, isAdmin: true })
    await expect(forged.write('grantCredits', { ...input, user: people.demo.id })).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    })
  })
})

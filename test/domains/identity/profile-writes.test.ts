import { describe, expect, it } from 'vitest'
import { people } from '../../../src/demo/identities.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters, viewers, writerOf } from '../../support/writes.ts'

const aUser = 'user { databaseId firstName lastName avatar language }'

describe.each(testDatabases)('writes of the profile, on $kind', ({ open }) => {
  const { database, demo } = setUpWriters(open)

  const others = () => database.query('select * from users where id <> $1 order by id', [viewers.demo.id])

  it('changes what is given, and keeps the rest', async () => {
    const before = await others()
    const avatar = 'https://pictures.example/me.png?a=1&b=2'
    const all = { firstName: '  Zoë ', lastName: '<i>O’Hara</i>', avatar }
    const changed = await demo.write('updateProfile', all, aUser)
    expect(changed.user).toMatchObject({ firstName: 'Zoë', lastName: '<i>O’Hara</i>', avatar })
    const cleared = await demo.write('updateProfile', { lastName: null }, aUser)
    expect(cleared.user).toMatchObject({ firstName: 'Zoë', lastName: null, avatar })
    const [row] = await database.query<{ moved: boolean }>(
      'select updated_at > created_at as moved from users where id = $1 and last_name is null',
      [viewers.demo.id],
    )
    expect(row?.moved).toBe(true)
    expect(await others()).toEqual(before)
  })

  it('names every problem at once', async () => {
    const input = { firstName: 'x'.repeat(101), lastName: 'two\nlines', avatar: 'javascript:alert(1)' }
    const outcome = await demo.write('updateProfile', input)
    expect(outcome.__typename).toBe('ValidationError')
    expect((outcome.issues as { path: string }[]).map(({ path }) => path)).toEqual([
      'firstName',
      'lastName',
      'avatar',
    ])
  })

  it('accepts the four languages of the platform', async () => {
    const outcome = await demo.write('updateLanguage', { language: 'JA' }, aUser)
    expect(outcome.user).toMatchObject({ databaseId: viewers.demo.id, language: 'ja' })
    await expect(demo.write('updateLanguage', { language: 'DE' })).rejects.toThrow('"DE"')
  })

  it('returns null for a deactivated or missing user', async () => {
    const nobody = { id: '11111111-2222-4333-8444-555555555555', email: 'a@b.example' }
    for (const person of [people.kenji, nobody]) {
      const writer = writerOf(database, { ...person, isAdmin: true })
      await expect(writer.write('updateProfile', { firstName: 'Here' })).rejects.toMatchObject({
        extensions: { code: 'UNAUTHENTICATED' },
      })
    }
    await expect(writerOf(database, null).write('updateProfile', {})).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    })
  })

  it('is refused to a user that the platform is erasing', async () => {
    await database.query('alter table users add column is_purging boolean not null default false')
    try {
      expect((await demo.write('updateProfile', {})).__typename).toBe('UpdateProfileSuccess')
      await database.query('update users set is_purging = true where id = $1', [viewers.demo.id])
      await expect(demo.write('updateProfile', { firstName: 'Late' })).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      })
    } finally {
      await database.query('alter table users drop column is_purging')
    }
  })
})
